package io.oneha.ssh;

import java.nio.charset.StandardCharsets;

/**
 * How a remote command ended.
 *
 * @param exitStatus its exit status; 128 + n when a signal n ended it, as shells have it
 * @param out what it printed on standard output
 * @param err what it printed on standard error
 */
public record RemoteResult(int exitStatus, byte[] out, byte[] err) {
    /** Whether it ended well. */
    public boolean isOk() {
        return exitStatus == 0;
    }

    /** Whether the time limit on the host ended it ({@code timeout}: 124, or 137 by SIGKILL; see {@link RemoteCommand}). */
    public boolean isCutOff() {
        return exitStatus == 124 || exitStatus == 137;
    }

    /** Standard output as text; it is remote text, not yet fit for a terminal. */
    public String text() {
        return new String(out, StandardCharsets.UTF_8);
    }

    /** Standard error as text; it is remote text, not yet fit for a terminal. */
    public String errors() {
        return new String(err, StandardCharsets.UTF_8);
    }
}
