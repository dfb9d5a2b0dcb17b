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
public record HostFailure(SshException.Kind kind, String text, Instant since) {}
