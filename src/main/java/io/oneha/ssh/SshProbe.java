package io.oneha.ssh;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.connection.channel.direct.Session;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import net.schmizz.sshj.transport.verification.OpenSSHKnownHosts;
import net.schmizz.sshj.userauth.UserAuthException;

/** Logs in to a host and runs {@code true} there: whether oneha's SSH gets along with that sshd and that key. */
public final class SshProbe {
    /**
     * Where and how.
     *
     * @param host a name or an address
     * @param port sshd's port
     * @param user the user to log in as
     * @param keyFile an unencrypted private key file, in OpenSSH's format or PEM
     * @param knownHosts the known_hosts file; a host that is not in it is refused
     * @param timeout for connecting, for the login and for the command, each
     */
    public record Login(String host, int port, String user, Path keyFile, Path knownHosts, Duration timeout) {}

    /**
     * What was found.
     *
     * @param serverVersion sshd's own version string
     * @param hostKeyType the verified host key's type, such as {@code ssh-ed25519}
     * @param exitStatus the command's exit status
     */
    public record Result(String serverVersion, String hostKeyType, int exitStatus) {}

    private SshProbe() {}

    /**
     * Logs in, runs {@code true}, leaves.
     *
     * @throws SshException when the host cannot be reached, its key is not the known one, or the login is refused
     */
    public static Result run(Login login) {
        int millis = (int) Math.min(Integer.MAX_VALUE, login.timeout().toMillis());
        try (SSHClient client = new SSHClient(new ModernSshConfig())) {
            client.setConnectTimeout(millis);
            client.setTimeout(millis);
            client.getTransport().setTimeoutMs(millis);
            Verified verified =
                    new Verified(new OpenSSHKnownHosts(login.knownHosts().toFile()));
            client.addHostKeyVerifier(verified);
            connect(client, login, verified);
            authenticate(client, login);
            try (Session session = client.startSession();
                    Session.Command command = session.exec("true")) {
                command.join(login.timeout().toMillis(), TimeUnit.MILLISECONDS);
                Integer status = command.getExitStatus();
                if (status == null) {
                    throw new SshException(SshException.Kind.UNREACHABLE, login.host() + ": no exit status in time");
                }
                return new Result(client.getTransport().getServerVersion(), verified.keyType, status);
            }
        } catch (IOException e) {
            throw new SshException(SshException.Kind.UNREACHABLE, login.host() + ": " + reason(e));
        }
    }

    private static void connect(SSHClient client, Login login, Verified verified) throws IOException {
        try {
            client.connect(login.host(), login.port());
        } catch (TransportException e) {
            if (verified.refused.isEmpty()) {
                throw e;
            }
            throw new SshException(
                    SshException.Kind.HOST_KEY,
                    login.host() + ": host key " + verified.refused + " is not the one in " + login.knownHosts());
        }
    }

    private static void authenticate(SSHClient client, Login login) throws IOException {
        try {
            client.authPublickey(login.user(), client.loadKeys(login.keyFile().toString()));
        } catch (UserAuthException e) {
            throw new SshException(
                    SshException.Kind.LOGIN, login.host() + ": the login as " + login.user() + " was refused");
        }
    }

    private static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Remembers which key was shown, so that a refusal can name it. */
    private static final class Verified implements HostKeyVerifier {
        private final HostKeyVerifier known;
        private String keyType = "";
        private String refused = "";

        Verified(HostKeyVerifier known) {
            this.known = known;
        }

        @Override
        public boolean verify(String hostname, int port, PublicKey key) {
            keyType = KeyType.fromKey(key).toString();
            boolean ok = known.verify(hostname, port, key);
            if (!ok) {
                refused = keyType + " " + fingerprint(key);
            }
            return ok;
        }

        @Override
        public List<String> findExistingAlgorithms(String hostname, int port) {
            return known.findExistingAlgorithms(hostname, port);
        }

        private static String fingerprint(PublicKey key) {
            try {
                byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
                return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
