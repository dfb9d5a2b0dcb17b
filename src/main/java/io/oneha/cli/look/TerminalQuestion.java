package io.oneha.cli.look;

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
import java.util.concurrent.TimeUnit;

/** Asks for credentials on the terminal itself, whatever standard input and output are, and shows no password. */
final class TerminalQuestion {
    private static final Path TERMINAL = Path.of("/dev/tty");
    private static final long STTY_SECONDS = 5;

    private TerminalQuestion() {}

    /** The answer; empty when there is no terminal or nothing was answered. */
    static Optional<Credentials> ask() {
        Thread restore = new Thread(() -> stty("echo"), "oneha-echo");
        try (BufferedReader in = new BufferedReader(
                        new InputStreamReader(new FileInputStream(TERMINAL.toFile()), StandardCharsets.UTF_8));
                Writer out = new OutputStreamWriter(new FileOutputStream(TERMINAL.toFile()), StandardCharsets.UTF_8)) {
            String user = question(in, out, "OpenNebula user [oneadmin]: ");
            Runtime.getRuntime().addShutdownHook(restore);
            if (!stty("-echo")) {
                return Optional.empty();
            }
            String password;
            try {
                password = question(in, out, "Password: ");
            } finally {
                stty("echo");
            }
            out.write("\n");
            Runtime.getRuntime().removeShutdownHook(restore);
            return password.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Credentials((user.isEmpty() ? "oneadmin" : user) + ":" + password));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String question(BufferedReader in, Writer out, String text) throws IOException {
        out.write(text);
        out.flush();
        String line = in.readLine();
        return line == null ? "" : line.strip();
    }

    private static boolean stty(String argument) {
        try {
            Process process = new ProcessBuilder("stty", argument)
                    .redirectInput(TERMINAL.toFile())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(STTY_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
