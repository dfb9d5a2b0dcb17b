package io.oneha.app.look;

import io.oneha.term.ControllingTerminal;
import io.oneha.zone.Credentials;
import java.util.Optional;

/** Asks for OpenNebula credentials on the terminal. */
final class TerminalQuestion {
    private TerminalQuestion() {}

    /** The answer; empty when there is no terminal or nothing was answered. */
    static Optional<Credentials> ask() {
        if (!ControllingTerminal.canHide()) {
            TerminalPrompt.say(
                    "oneha: a password cannot be asked for, because nothing here hides what is typed: install stty"
                            + " (coreutils), or set ONE_AUTH to a file with user:password\n");
            return Optional.empty();
        }
        return TerminalPrompt.ask("OpenNebula user [oneadmin]: ").flatMap(user -> TerminalPrompt.askHidden("Password: ")
                .map(password -> new Credentials((user.isEmpty() ? "oneadmin" : user) + ":" + password)));
    }
}
