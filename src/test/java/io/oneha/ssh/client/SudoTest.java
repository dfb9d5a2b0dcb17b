package io.oneha.ssh.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sudo's refusals, by the words of sudo 1.8 to 1.9 and sudo-rs. */
class SudoTest {
    private static final String ALLOW = "ops ALL=(ALL) NOPASSWD: ALL";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1   | sudo: a password is required                              | sudo asks for a password; allow it with: "
                        + ALLOW,
                "1   | sudo: a terminal is required to read the password; either | sudo asks for a password; allow it with: "
                        + ALLOW,
                "1   | sudo: no tty present and no askpass program specified     | sudo asks for a password; allow it with: "
                        + ALLOW,
                "1   | sudo-rs: interactive authentication is required           | sudo asks for a password; allow it with: "
                        + ALLOW,
                "1   | sudo: sorry, you must have a tty to run sudo              | sudo wants a terminal; allow it without one with: Defaults:ops !requiretty",
                "1   | Sorry, user ops is not allowed to execute '/bin/sh' as root on n1a1. | sudo does not let ops act as root; allow it with: "
                        + ALLOW,
                "1   | ops is not in the sudoers file.  This incident will be reported.     | sudo does not let ops act as root; allow it with: "
                        + ALLOW,
                "127 | sh: 1: sudo: not found                                    | it has no sudo, and ops is not root",
                "127 | bash: line 1: sudo: command not found                     | it has no sudo, and ops is not root"
            })
    void itIsRecognizedAndSaysWhatHelps(int status, String errors, String expected) {
        assertThat(refusal(Become.ROOT, status, errors)).contains(expected);
        assertThat(refusal(
                        Become.ROOT, status, "sudo: unable to resolve host n1a1: Name or service not known\n" + errors))
                .contains(expected);
        assertThat(refusal(Become.NOBODY_ELSE, status, errors)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0   | sudo: a password is required",
                "2   | sudo: a password is required",
                "1   | cat: /x: Permission denied",
                "1   | sudo: nosuch: command not found",
                "127 | sh: 1: nosuch: not found",
                "1   | ''"
            })
    void whatIsNoRefusalIsAnAnswer(int status, String errors) {
        assertThat(refusal(Become.ROOT, status, errors)).isEmpty();
    }

    @Test
    void rootNeedsNoSudo() {
        RemoteCommand command = RemoteCommand.of("true").as(Become.ROOT);
        assertThat(refusal(command, "root", 1, "sudo: a password is required")).isEmpty();
    }

    private static Optional<String> refusal(Become become, int status, String errors) {
        return refusal(RemoteCommand.of("sh", "-s").as(become), "ops", status, errors);
    }

    private static Optional<String> refusal(RemoteCommand command, String user, int status, String errors) {
        try {
            RemoteResult result = new RemoteResult(status, new byte[0], errors.getBytes());
            Sudo.check(command, command.line(user), user, result);
            return Optional.empty();
        } catch (HopFailure refusal) {
            return Optional.of(refusal.getMessage());
        }
    }
}
