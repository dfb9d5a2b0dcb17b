package io.oneha.steps.site;

import io.oneha.base.Text;
import io.oneha.ssh.SshException;
import java.io.Serial;

/**
 * A step was not done; the message is one line, without any secret. A part of it that came empty leaves no separator behind, and there
 * is always something to do.
 */
public final class StepException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final String remedy;
    private final Cause cause;

    /** What was behind it. */
    public enum Cause {
        /** The step itself. */
        STEP("see what is said on that host, then resume the run: it continues with this step"),
        /** The server that it relies on is not seen to lead any more. */
        LEADER_LOST("when the zone has a leader again, resume the run: it plans again from what is there"),
        /** A host could not be reached. */
        OUT_OF_REACH("see that SSH reaches the host, then resume the run"),
        /** It was asked to end. */
        STOPPED("resume the run to continue");

        private final String remedy;

        Cause(String remedy) {
            this.remedy = remedy;
        }
    }

    /**
     * @param reason what went wrong, naming the host
     * @param remedy what would repair it, in one line; empty when there is nothing better than what its cause asks for
     */
    public StepException(String reason, String remedy) {
        this(Cause.STEP, reason, remedy);
    }

    /**
     * @param cause what was behind it
     * @param reason what went wrong, naming the host
     * @param remedy what would repair it, in one line; empty when there is nothing better than what its cause asks for
     */
    public StepException(Cause cause, String reason, String remedy) {
        super(Text.closed(reason));
        String closed = Text.closed(remedy);
        this.remedy = closed.isEmpty() ? cause.remedy : closed;
        this.cause = cause;
    }

    /** It was not done because the server that it relies on is not seen to lead any more. */
    public static StepException leaderLost(String reason) {
        return new StepException(Cause.LEADER_LOST, reason, "");
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

    /** What would repair it; never empty. */
    public String remedy() {
        return remedy;
    }

    /** What was behind it. */
    public Cause cause() {
        return cause;
    }
}
