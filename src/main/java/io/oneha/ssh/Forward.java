package io.oneha.ssh;

/** A port on this machine's loopback that leads somewhere else through SSH. */
public interface Forward extends AutoCloseable {
    /** The port on 127.0.0.1. */
    int port();

    /** Whether it still leads anywhere: false once the connection beneath it broke. */
    boolean isOpen();

    /** Whether the far end refused the last connection that was to be led there: nobody listens on its port. */
    boolean isRefused();

    @Override
    void close();
}
