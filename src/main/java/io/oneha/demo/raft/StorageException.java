package io.oneha.demo.raft;

/** The database did not do what was asked of it: it is gone, or the connection to it is. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what the database's driver says */
    public StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
