package io.oneha.zone;

/** Why a server gave no usable answer. */
public enum FailureKind {
    /** Nobody listens on the port. */
    REFUSED,
    /** No route, or the host does not answer at all: no connection within the deadline. */
    UNREACHABLE,
    /** The way leads through SSH, and there is no connection to its host: what is known of the host says why. */
    NO_TUNNEL,
    /** The name does not resolve. */
    UNRESOLVED,
    /** It accepts the connection and never answers. */
    SILENT,
    /** oned's code 256: a wrong password, or a database that is down or was never restored. */
    AUTHENTICATION,
    /** oned's code 512: the user may not. */
    AUTHORIZATION,
    /** oned's code 8192 where it says that there is no leader. */
    NO_LEADER,
    /** Any other error that oned reports, an XML-RPC fault included. */
    ONED_ERROR,
    /** What answered is not oned, or its answer is cut, too large or nonsense. */
    MALFORMED;

    /** Whether it is one of the way there, which leaves it open what the server does. */
    public boolean isOfTheWay() {
        return this == UNREACHABLE || this == NO_TUNNEL || this == UNRESOLVED;
    }
}
