package io.oneha.cli.look;

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

/** Asks on the terminal itself, whatever standard input and output are. */
public final class Tty {
    private static final Path TERMINAL = Path.of("/dev/tty");
    private static final long STTY_SECONDS = 5;
    private static final int USUAL_COLUMNS = 80;

    private Tty() {}

    /** The answer, without white space around it; empty when there is no terminal. */
    public static Optional<String> ask(String text) {
        return open(text).map(String::strip);
    }

    /** The answer, typed without being shown; empty when there is no terminal, or nothing was typed. */
    static Optional<String> askHidden(String text) {
        Thread restore = new Thread(() -> stty("echo"), "oneha-echo");
        Runtime.getRuntime().addShutdownHook(restore);
        try {
            if (!stty("-echo")) {
                return Optional.empty();
            }
            Optional<String> answer;
            try {
                answer = open(text);
            } finally {
                stty("echo");
            }
            say("\n");
            return answer.filter(typed -> !typed.isEmpty());
        } finally {
            Runtime.getRuntime().removeShutdownHook(restore);
        }
    }

    /** The terminal's columns; 80 when they cannot be learnt. */
    public static int columns() {
        try {
            Process process = new ProcessBuilder("stty", "size")
                    .redirectInput(TERMINAL.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            int columns = Integer.parseInt(size.substring(size.indexOf(' ') + 1));
            return columns > 0 ? columns : USUAL_COLUMNS;
        } catch (IOException | NumberFormatException e) {
            return USUAL_COLUMNS;
        }
    }

    /** Prints, if there is a terminal. */
    static void say(String text) {
        try (Writer out = writer()) {
            out.write(text);
        } catch (IOException e) {
            // Nobody is there to read it.
        }
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
