package io.oneha.cli.output;

import io.oneha.app.look.ServerRow;
import io.oneha.base.Text;
import io.oneha.health.HostUnits;
import io.oneha.health.Severity;
import io.oneha.observe.Via;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFailure;
import io.oneha.observe.host.HostView;
import io.oneha.zone.FailureKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How SSH to a host fares, in a word or in a line. */
final class HostWords {
    /** Facts that were looked for three times in vain. */
    private static final Duration OLD = Duration.ofSeconds(30);

    private HostWords() {}

    /** A word, and how bad it is. */
    record Word(String text, Optional<Severity> severity) {}

    static Word of(HostView host, Instant now) {
        if (!host.asked()) {
            return new Word("-", Optional.empty());
        }
        if (host.failure().isPresent()) {
            return warning(host.failure().get().word());
        }
        if (host.facts().isEmpty()) {
            return new Word("asking", Optional.empty());
        }
        HostView.Seen<HostFacts> facts = host.facts().get();
        Duration age = Duration.between(facts.at(), now);
        if (age.compareTo(OLD) > 0) {
            return warning(age.toSeconds() + " s old");
        }
        return facts.value().privileged() ? new Word("ok", Optional.empty()) : warning("limited");
    }

    private static Word warning(String text) {
        return new Word(text, Optional.of(Severity.WARNING));
    }

    /** What is to be told beneath a table: the failure, unless the server's error tells it, or what could not be seen. */
    static Optional<String> complaint(ServerRow row) {
        if (row.host().failure().isPresent()) {
            String text = failure(row.host().failure().get(), row.name());
            boolean told = row.error().filter(error -> error.contains(text)).isPresent();
            return told ? Optional.empty() : Optional.of("ssh: " + text);
        }
        return row.host().known().filter(facts -> !facts.privileged()).map(HostWords::limits);
    }

    /**
     * What is to be told of the server itself: its error, unless that only says that there is no SSH, and the host's failure
     * says why; of one that has yet to join what its host shows.
     */
    static Optional<String> error(ServerRow row) {
        if (row.waits()) {
            return HostUnits.absence(row.host());
        }
        boolean explained = row.via() == Via.SSH
                && row.host().failure().isPresent()
                && row.failure().filter(FailureKind.NO_TUNNEL::equals).isPresent();
        return row.error().filter(error -> !explained);
    }

    /** The failure without the host's name in front, which stands before it anyway. */
    private static String failure(HostFailure failure, String name) {
        String text = Text.clean(failure.text());
        return text.startsWith(name + ": ") ? text.substring(name.length() + 2) : text;
    }

    private static String limits(HostFacts facts) {
        List<String> unseen = facts.unseen();
        String start = "ssh: " + Text.clean(facts.user()) + " may not become root";
        if (unseen.isEmpty()) {
            return start;
        }
        String more = unseen.size() > 1 ? ", and " + (unseen.size() - 1) + " more" : "";
        return start + ", not seen: " + Text.clean(unseen.get(0)) + more;
    }
}
