package io.oneha.run;

/** How a run ended. */
public enum RunOutcome {
    /** All steps are done and proved. */
    DONE,
    /** A step failed; the ones before it stay done. */
    FAILED,
    /** A host was out of reach for too long; the steps before stay done. */
    UNREACHABLE,
    /** It stopped between two steps because the operator wanted it to. */
    STOPPED
}
