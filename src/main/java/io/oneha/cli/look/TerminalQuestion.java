package io.oneha.cli.look;

import io.oneha.zone.Credentials;
import java.util.Optional;

/** Asks for OpenNebula credentials on the terminal. */
final class TerminalQuestion {
    private TerminalQuestion() {}

    /** The answer; empty when there is no terminal or nothing was answered. */
    static Optional<Credentials> ask() {
        return Tty.ask("OpenNebula user [oneadmin]: ").flatMap(user -> Tty.askHidden("Password: ")
                .map(password -> new Credentials((user.isEmpty() ? "oneadmin" : user) + ":" + password)));
    }
}
