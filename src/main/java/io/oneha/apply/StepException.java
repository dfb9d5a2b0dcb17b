package io.oneha.apply;

import io.oneha.ssh.SshException;
import java.io.Serial;

/** A step was not done; the message is one line, without any secret. */
public final class StepException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String remedy;
    private final Cause cause;

    /** What was behind it. */
    public enum Cause {
        /** The step itself. */
        STEP,
        /** The server that it relies on is not seen to lead any more. */
        LEADER_LOST,
        /** A host could not be reached. */
        OUT_OF_REACH,
        /** It was asked to end. */
        STOPPED
    }

    /**
     * @param reason what went wrong, naming the host
     * @param remedy what would repair it, in one line; empty when there is nothing better than to try again
     */
    public StepException(String reason, String remedy) {
        this(Cause.STEP, reason, remedy);
    }

    /**
     * @param cause what was behind it
     * @param reason what went wrong, naming the host
     * @param remedy what would repair it, in one line; empty when there is nothing better than to try again
     */
    public StepException(Cause cause, String reason, String remedy) {
        super(reason);
        this.remedy = remedy;
        this.cause = cause;
    }

    /** It was not done because the server that it relies on is not seen to lead any more. */
    public static StepException leaderLost(String reason) {
        return new StepException(
                Cause.LEADER_LOST,
                reason,
                "when the zone has a leader again, resume the run: it plans anew from what is there");
    }

    /** It was left because the run is to end. */
    public static StepException stopped(String reason) {
        return new StepException(Cause.STOPPED, reason, "");
    }

    /** SSH did not work. */
    public static StepException of(SshException e) {
        Cause cause =
                switch (e.kind()) {
                    case UNREACHABLE, SILENT -> Cause.OUT_OF_REACH;
                    case HOST_KEY, LOGIN, SUDO, OUTPUT, SETTINGS -> Cause.STEP;
                };
        return new StepException(cause, e.getMessage(), "");
    }

    /** What would repair it. */
    public String remedy() {
        return remedy;
    }

    /** What was behind it. */
    public Cause cause() {
        return cause;
    }
}
