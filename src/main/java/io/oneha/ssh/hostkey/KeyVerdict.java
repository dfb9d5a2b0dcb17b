package io.oneha.ssh.hostkey;

import java.nio.file.Path;

/** What known_hosts says about a key that a host showed. */
public sealed interface KeyVerdict {
    /** It is the known one, or signed by an authority that is. */
    record Known() implements KeyVerdict {}

    /** No line is about this host. */
    record Unknown() implements KeyVerdict {}

    /**
     * Lines are about this host, and none has this key.
     *
     * @param file the file of the line that has another key
     * @param line its number, from 1
     * @param keyType the type of the key on that line
     */
    record Changed(Path file, int line, String keyType) implements KeyVerdict {}

    /**
     * A line marked {@code @revoked} has this key.
     *
     * @param file the file
     * @param line the line's number, from 1
     */
    record Revoked(Path file, int line) implements KeyVerdict {}
}
