package io.oneha.ssh.client;

import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/** Tells sudo's own refusals from what the command says, and names the line of sudoers that is missing. */
final class Sudo {
    /** What comes before the refusal on hosts that cannot resolve their own name. */
    private static final Pattern PREAMBLE = Pattern.compile("sudo: .*(unable to resolve|resolv).*|\\s*");

    private static final Pattern WANTS_PASSWORD = Pattern.compile(
            "sudo(-rs)?: .*(a password is required|a terminal is required|no tty present|interactive authentication is"
                    + " required|[Aa]uthentication required).*");
    private static final Pattern WANTS_TERMINAL = Pattern.compile("sudo: .*must have a tty.*");
    private static final Pattern FORBIDS = Pattern.compile(
            ".*(is not allowed to execute|is not in the sudoers file|may not run sudo|is not allowed to run sudo|"
                    + "I'm afraid I can't do that).*");
    private static final Pattern ABSENT = Pattern.compile(".*\\bsudo: .*not found.*");

    private Sudo() {}

    /** @throws HopFailure it was sudo that did not run it; the message says why */
    static void check(RemoteCommand command, String line, String loginUser, RemoteResult result) throws HopFailure {
        if (command.become() == Become.NOBODY_ELSE || !line.startsWith("sudo ") || result.isOk()) {
            return;
        }
        Optional<String> why = why(command, firstWords(result.errors()), result.exitStatus(), loginUser);
        if (why.isPresent()) {
            throw new HopFailure(Kind.SUDO, why.get());
        }
    }

    private static Optional<String> why(RemoteCommand command, String words, int status, String user) {
        String rule = user + " ALL=(ALL) NOPASSWD: ALL";
        if (status == 127 && ABSENT.matcher(words).matches()) {
            return Optional.of("it has no sudo, and " + user + " is not "
                    + command.become().user());
        }
        if (status != 1) {
            return Optional.empty();
        }
        if (WANTS_PASSWORD.matcher(words).matches()) {
            return Optional.of("sudo asks for a password; allow it with: " + rule);
        }
        if (WANTS_TERMINAL.matcher(words).matches()) {
            return Optional.of("sudo wants a terminal; allow it without one with: Defaults:" + user + " !requiretty");
        }
        if (FORBIDS.matcher(words).matches()) {
            return Optional.of(
                    "sudo does not let " + user + " act as " + command.become().user() + "; allow it with: " + rule);
        }
        return Optional.empty();
    }

    private static String firstWords(String errors) {
        return errors.lines()
                .filter(line -> !PREAMBLE.matcher(line).matches())
                .findFirst()
                .orElse("");
    }
}
