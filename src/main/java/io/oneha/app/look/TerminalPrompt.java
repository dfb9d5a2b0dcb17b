package io.oneha.app.look;

import io.oneha.term.ControllingTerminal;
import io.oneha.zone.Credentials;
import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Asks on the terminal itself, whatever standard input and output are. */
public final class TerminalPrompt {
    private static final Path TERMINAL = Path.of("/dev/tty");

    private TerminalPrompt() {}

    /** The answer, without white space around it; empty when there is no terminal. */
    public static Optional<String> ask(String text) {
        return open(text).map(String::strip);
    }

    /** The answer, typed without being shown; empty when there is no terminal, or nothing was typed. */
    static Optional<String> askHidden(String text) {
        return ControllingTerminal.readHidden(text).filter(typed -> !typed.isEmpty());
    }

    private static void say(String text) {
        try (Writer out = writer()) {
            out.write(text);
        } catch (IOException e) {
            // Nobody is there to read it.
        }
    }

    /** OpenNebula credentials; empty when there is no terminal or nothing was answered. */
    static Optional<Credentials> askCredentials() {
        if (!ControllingTerminal.canHide()) {
            say("oneha: a password cannot be asked for, because nothing here hides what is typed: install stty"
                    + " (coreutils), or set ONE_AUTH to a file with user:password\n");
            return Optional.empty();
        }
        return ask("OpenNebula user [oneadmin]: ").flatMap(user -> askHidden("Password: ")
                .map(password -> new Credentials((user.isEmpty() ? "oneadmin" : user) + ":" + password)));
    }

    private static Optional<String> open(String text) {
        try (BufferedReader in = new BufferedReader(
                        new InputStreamReader(new FileInputStream(TERMINAL.toFile()), StandardCharsets.UTF_8));
                Writer out = writer()) {
            out.write(text);
            out.flush();
            return Optional.of(Optional.ofNullable(in.readLine()).orElse(""));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Writer writer() throws IOException {
        return new OutputStreamWriter(new FileOutputStream(TERMINAL.toFile()), StandardCharsets.UTF_8);
    }
}
