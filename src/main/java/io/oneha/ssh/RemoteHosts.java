package io.oneha.ssh;

/** Makes hosts; those that share a jump host share its connection. */
public interface RemoteHosts extends AutoCloseable {
    /**
     * The host at a target; the same one each time for an equal target. Connects to nothing.
     *
     * @throws SshException of kind {@link SshException.Kind#SETTINGS} when the settings for it cannot be used
     */
    RemoteHost host(SshTarget target);

    /** Drops every connection. */
    @Override
    void close();
}
