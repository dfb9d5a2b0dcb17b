package io.oneha.app.session;

import io.oneha.term.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The world around the program, as far as commands look at it; tests make their own.
 *
 * @param environment the environment variables
 * @param in standard input
 * @param clock tells the time
 * @param terminal whether a file descriptor is a terminal
 */
public record ProcessEnvironment(Map<String, String> environment, InputStream in, Clock clock, IntPredicate terminal) {
    private static final int STANDARD_INPUT = 0;
    private static final int STANDARD_OUTPUT = 1;
    private static final int PROCESS_GROUP = 2;
    private static final int TERMINAL_GROUP = 5;
    private static final int STANDARD_ERROR = 2;

    public ProcessEnvironment {
        environment = Map.copyOf(environment);
    }

    /** Those of this process. */
    public static ProcessEnvironment ofThisProcess() {
        return new ProcessEnvironment(System.getenv(), System.in, Clock.systemUTC(), Environment::isTerminal);
    }

    /**
     * Whether this process is a shell's background job whose input is the terminal: reading it would stop the whole process.
     * Source: proc(5), {@code stat}, its fields pgrp and tpgid.
     */
    public boolean readingWouldStopUs() {
        if (!terminal.test(STANDARD_INPUT)) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return !fields[PROCESS_GROUP].equals(fields[TERMINAL_GROUP]);
        } catch (IOException e) {
            return false;
        }
    }

    /** The same for whoever answers on standard error: whether that is a terminal decides. */
    public ProcessEnvironment onStandardError() {
        return new ProcessEnvironment(
                environment, in, clock, file -> terminal.test(file == STANDARD_OUTPUT ? STANDARD_ERROR : file));
    }

    /** Whether answers go to a terminal. */
    public boolean outIsTerminal() {
        return terminal.test(STANDARD_OUTPUT);
    }

    /** Whether standard error is a terminal, where a question can be asked. */
    public boolean errIsTerminal() {
        return terminal.test(STANDARD_ERROR);
    }
}
