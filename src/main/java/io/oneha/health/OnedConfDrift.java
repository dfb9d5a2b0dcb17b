package io.oneha.health;

import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.DatabaseConf;
import io.oneha.observe.host.HostFacts.Hook;
import io.oneha.observe.host.HostFacts.OnedConf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What must be equal in the front-ends' oned.conf: the zone, the database, RAFT's values, the hooks' commands and their virtual
 * addresses. SERVER_ID must not, and the hooks' interfaces need not.
 */
final class OnedConfDrift {
    private static final int MYSQL_PORT = 3306;

    private final List<String> parts = new ArrayList<>();

    private OnedConfDrift() {}

    /** The differences of a host from another, as {@code NAME is X, not Y}; empty where one of them is not known. */
    static List<String> parts(HostFacts theirs, HostFacts ours) {
        if (theirs.oned().isEmpty() || ours.oned().isEmpty()) {
            return List.of();
        }
        OnedConfDrift drift = new OnedConfDrift();
        OnedConf own = ours.oned().get();
        OnedConf other = theirs.oned().get();
        drift.compare("FEDERATION/MODE", own.mode(), other.mode());
        drift.compare("FEDERATION/ZONE_ID", zone(own), zone(other));
        if (own.database().isPresent() && other.database().isPresent()) {
            drift.database(own.database().get(), other.database().get());
        }
        drift.raft(own.raft(), other.raft());
        drift.hook("RAFT_LEADER_HOOK", own.leaderHook(), other.leaderHook());
        drift.hook("RAFT_FOLLOWER_HOOK", own.followerHook(), other.followerHook());
        return drift.parts;
    }

    private static Optional<String> zone(OnedConf conf) {
        return conf.zoneId().stream().mapToObj(Integer::toString).findFirst();
    }

    private void database(DatabaseConf own, DatabaseConf other) {
        compare("DB/BACKEND", own.backend(), other.backend());
        compare("DB/SERVER", server(own), server(other));
        compare("DB/PORT", port(own), port(other));
        compare("DB/USER", own.user(), other.user());
        compare("DB/DB_NAME", own.name(), other.name());
    }

    /** Each front-end's database is its own, however its oned.conf calls this very host. */
    private static String server(DatabaseConf conf) {
        return conf.isLocal() ? "localhost" : conf.server();
    }

    private static String port(DatabaseConf conf) {
        return Integer.toString(conf.port() == 0 ? MYSQL_PORT : conf.port());
    }

    private void raft(Map<String, String> own, Map<String, String> other) {
        Stream.concat(own.keySet().stream(), other.keySet().stream())
                .distinct()
                .sorted()
                .forEach(name -> compare(
                        "RAFT/" + name, Optional.ofNullable(own.get(name)), Optional.ofNullable(other.get(name))));
    }

    private void hook(String name, Optional<Hook> own, Optional<Hook> other) {
        if (own.isEmpty() || other.isEmpty()) {
            if (own.isPresent() != other.isPresent()) {
                parts.add((own.isPresent() ? "has a " : "no ") + name);
            }
            return;
        }
        compare(name + "'s COMMAND", own.get().command(), other.get().command());
        compare(
                name + "'s address",
                String.join(" ", VipHook.of(own.get()).cidrs()),
                String.join(" ", VipHook.of(other.get()).cidrs()));
    }

    private void compare(String name, Optional<String> own, Optional<String> other) {
        compare(name, own.orElse("not set"), other.orElse("not set"));
    }

    private void compare(String name, String own, String other) {
        if (!Objects.equals(own, other)) {
            parts.add(Phrases.name(name) + " is " + value(own) + ", not " + value(other));
        }
    }

    private static String value(String text) {
        return text.isBlank() ? "empty" : Phrases.name(text);
    }
}
