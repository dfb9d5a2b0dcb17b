package io.oneha.demo.raft;

/**
 * The answer to a {@link RaftCall}.
 *
 * @param success whether it was done
 * @param term the answering server's term, unsigned 32 bit. An error that knows no term, such as a refused password, says -1,
 *     which the asking server reads as {@value #NO_TERM}
 */
public record RaftReply(boolean success, long term) {
    /** (unsigned) -1. */
    public static final long NO_TERM = 0xFFFF_FFFFL;

    /** What an authentication error looks like to raft. */
    public static final RaftReply REFUSED = new RaftReply(false, NO_TERM);
}
