package io.oneha.observe;

/** How XML-RPC reaches a server. */
public enum Via {
    /** To its port, from this machine. */
    DIRECT,
    /** Through an SSH connection to its host. */
    SSH
}
