package io.oneha.ssh.client;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import io.oneha.ssh.hostkey.KeyVerdict;
import io.oneha.ssh.key.PublicKeys;
import io.oneha.ssh.route.Hop;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;

/** Lets a key exchange go on only when the host's key is known, and remembers what was shown and what was thought of it. */
final class HostKeyGate implements HostKeyVerifier {
    private final HostTrust trust;
    private final Hop hop;
    private Optional<Shown> shown = Optional.empty();

    /**
     * A key that a host showed.
     *
     * @param whole the key, or the certificate, as it travels
     * @param blob the key itself, without its certificate, as it travels
     * @param verdict what is known of it
     */
    record Shown(byte[] whole, byte[] blob, KeyVerdict verdict) {
        String type() {
            return PublicKeys.type(blob);
        }

        /** As messages have it: type and fingerprint. */
        String text() {
            return type() + " " + PublicKeys.fingerprint(blob);
        }
    }

    HostKeyGate(HostTrust trust, Hop hop) {
        this.trust = trust;
        this.hop = hop;
    }

    @Override
    public synchronized boolean verify(String name, int port, PublicKey key) {
        PublicKey plain = key instanceof Certificate<?> certificate ? certificate.getKey() : key;
        byte[] blob = bytes(plain);
        byte[] whole = bytes(key);
        boolean again = shown.isPresent()
                && shown.get().verdict() instanceof KeyVerdict.Known
                && Arrays.equals(shown.get().blob(), blob);
        KeyVerdict verdict = again ? new KeyVerdict.Known() : trust.check(hop, whole, blob);
        shown = Optional.of(new Shown(whole, blob, verdict));
        return verdict instanceof KeyVerdict.Known;
    }

    private static byte[] bytes(PublicKey key) {
        return new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
    }

    /** The order of the algorithms is settled in the configuration instead. */
    @Override
    public List<String> findExistingAlgorithms(String name, int port) {
        return List.of();
    }

    /** What was shown and is not known. */
    synchronized Optional<Shown> refused() {
        return shown.filter(key -> !(key.verdict() instanceof KeyVerdict.Known));
    }
}
