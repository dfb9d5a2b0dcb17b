package io.oneha.observe.host;

/**
 * Whether front-ends are asked how they reach one another. Each try is a connection that the other's sshd logs, and work on
 * both, so only who makes something of the answer has it done.
 */
public enum PeerProbing {
    /** At the first look, and then now and again. */
    REPEATED,
    /** Not at all: what is known of a host then tells of no other. */
    NEVER
}
