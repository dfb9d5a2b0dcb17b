package io.oneha.app.session;

import java.io.Serial;

/** Ends a command with one line on standard error and an exit code. */
public final class CommandException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;

    /**
     * @param exitCode how the program ends
     * @param message one line: what is wrong and what to do
     */
    public CommandException(ExitCode exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** How the program ends. */
    public ExitCode exitCode() {
        return exitCode;
    }
}
