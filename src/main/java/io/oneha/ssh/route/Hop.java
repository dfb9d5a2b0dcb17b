package io.oneha.ssh.route;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One machine on the way, the last of a route being the host itself. Everything is resolved: nothing needs to be looked up in
 * a configuration any more. Source of the meanings: ssh_config(5).
 *
 * @param alias what it was called before ssh_config said more: for messages
 * @param host the name or address to connect to (HostName)
 * @param port sshd's port
 * @param user the user to log in as
 * @param identityFiles private keys to try, in order, {@code ~} and tokens resolved; they may not exist
 * @param identitiesOnly whether of an agent's keys only those of {@code identityFiles} are tried
 * @param agent the agent's socket (IdentityAgent, or else SSH_AUTH_SOCK); empty for none
 * @param hostKeyName the name known_hosts has for it (HostKeyAlias, or else {@code host})
 * @param hostKeyIsAlias whether {@code hostKeyName} is a HostKeyAlias, which is looked up without the port
 * @param checking StrictHostKeyChecking
 * @param knownHosts UserKnownHostsFile, then GlobalKnownHostsFile, in order; they may not exist; a new key goes to the first
 * @param connectTimeout ConnectTimeout; empty when nothing says so
 * @param passwordAllowed whether a password may be tried (PasswordAuthentication, BatchMode)
 */
public record Hop(
        String alias,
        String host,
        int port,
        String user,
        List<Path> identityFiles,
        boolean identitiesOnly,
        Optional<Path> agent,
        String hostKeyName,
        boolean hostKeyIsAlias,
        Checking checking,
        List<Path> knownHosts,
        Optional<Duration> connectTimeout,
        boolean passwordAllowed) {

    /** What to do about a key that known_hosts does not have. A changed key is refused by each of them. */
    public enum Checking {
        /** Refuse it. */
        YES,
        /** Ask the operator. */
        ASK,
        /** Add it without asking. */
        ACCEPT_NEW,
        /** Go on without asking; ours adds it as well. */
        NO
    }
}
