package io.oneha.demo.host;

import io.oneha.ssh.RemoteCommand;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A script of one of oneha's steps, as it arrives on a host.
 *
 * @param step the script's name and what it is to do
 * @param text all of it
 */
record StepCall(String step, String text) {
    private static final String BEGIN = "# oneha: ";

    static Optional<StepCall> of(RemoteCommand command) {
        String text = new String(command.input(), StandardCharsets.UTF_8);
        return text.startsWith(BEGIN)
                ? Optional.of(new StepCall(text.substring(BEGIN.length(), text.indexOf('\n')), text))
                : Optional.empty();
    }

    /** A variable that was set to one line without quotes in it; empty when it was not. */
    String value(String variable) {
        return from(variable).lines().findFirst().orElse("").replace("'", "");
    }

    /** A variable that was set to lines without quotes in them. */
    List<String> lines(String variable) {
        String rest = from(variable);
        int end = rest.startsWith("'") ? rest.indexOf('\'', 1) : rest.indexOf('\n');
        return rest.substring(0, end).replace("'", "").lines().toList();
    }

    private String from(String variable) {
        String start = "\n" + variable + "=";
        int at = text.indexOf(start);
        return at < 0 ? "" : text.substring(at + start.length());
    }

    /** What it takes on a host, in milliseconds. */
    long takes() {
        return switch (step) {
            case "packages do" -> 4000;
            case "dump file" -> 3000;
            case "account do" -> 1200;
            case "service start", "service restart", "tree swap", "services again" -> 500;
            default -> 0;
        };
    }
}
