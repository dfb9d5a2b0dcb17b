package io.oneha.observe.host;

import io.oneha.ssh.SshException;
import java.time.Instant;

/**
 * Why nothing came over SSH.
 *
 * @param kind what stood in the way
 * @param text one line, fit for a terminal
 * @param since the first of the failed tries in a row
 */
public record HostFailure(SshException.Kind kind, String text, Instant since) {
    /** What stood in the way, in a word or two. */
    public String word() {
        return switch (kind) {
            case UNREACHABLE -> "unreachable";
            case SILENT -> "silent";
            case HOST_KEY -> "host key";
            case LOGIN -> "login";
            case SUDO -> "sudo?";
            case OUTPUT -> "output";
            case SETTINGS -> "settings";
        };
    }
}
