package io.oneha.ssh.route;

import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a Match line applies. Source: OpenSSH 9.2 to 10, readconf.c (match_cfg_line).
 *
 * @param applies whether it does
 * @param wantsFinal whether it asks for a second reading
 * @param unsupported the criterion that is not understood although the others apply
 */
record MatchLine(boolean applies, boolean wantsFinal, Optional<String> unsupported) {
    /**
     * What is known of the host when the line is read.
     *
     * @param host its name, HostName applied
     * @param originalHost its name as given
     * @param user the user
     * @param localUser the local user
     * @param tag Tag
     * @param isFinal whether this is the second reading
     */
    record Known(String host, String originalHost, String user, String localUser, String tag, boolean isFinal) {}

    private static final Set<String> WITH_VALUE =
            Set.of("host originalhost user localuser tagged exec localnetwork version command sessiontype".split(" "));

    static MatchLine of(Setting line, Known known) {
        boolean applies = true;
        boolean wantsFinal = false;
        Optional<String> unsupported = Optional.empty();
        Iterator<String> words = line.words().iterator();
        while (words.hasNext()) {
            String word = words.next();
            boolean negated = word.startsWith("!");
            String criterion = negated ? word.substring(1) : word;
            String name = criterion.replaceFirst("=.*", "").toLowerCase(Locale.ROOT);
            if (name.equals("all")) {
                applies &= !negated;
                continue;
            }
            if (name.equals("final") || name.equals("canonical")) {
                wantsFinal |= name.equals("final") && !negated;
                applies &= known.isFinal() != negated;
                continue;
            }
            if (!WITH_VALUE.contains(name)) {
                throw line.place().fault("Match has no criterion " + criterion);
            }
            String value = value(criterion, words, line);
            Optional<Boolean> holds = holds(name, value, known);
            if (holds.isEmpty()) {
                unsupported = Optional.of(name);
            }
            applies &= holds.isEmpty() || holds.get() != negated;
        }
        return new MatchLine(applies && unsupported.isEmpty(), wantsFinal, applies ? unsupported : Optional.empty());
    }

    private static String value(String criterion, Iterator<String> words, Setting line) {
        int equals = criterion.indexOf('=');
        if (equals >= 0) {
            return criterion.substring(equals + 1);
        }
        if (!words.hasNext()) {
            throw line.place().fault("Match " + criterion + " has no value");
        }
        return words.next();
    }

    private static Optional<Boolean> holds(String name, String value, Known known) {
        return switch (name) {
            case "host" -> Optional.of(Wildcards.hostListMatches(known.host(), value));
            case "originalhost" -> Optional.of(Wildcards.hostListMatches(known.originalHost(), value));
            case "user" -> Optional.of(Wildcards.listMatches(known.user(), value));
            case "localuser" -> Optional.of(Wildcards.listMatches(known.localUser(), value));
            case "tagged" ->
                Optional.of(known.tag().isEmpty() ? value.isEmpty() : Wildcards.listMatches(known.tag(), value));
            default -> Optional.empty();
        };
    }
}
