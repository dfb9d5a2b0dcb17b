package io.oneha.ssh.client;

import io.oneha.ssh.hostkey.KeyVerdict;
import io.oneha.ssh.route.Hop;
import java.io.IOException;
import java.security.PublicKey;
import java.util.List;

/** What is known of hosts' keys. */
interface HostKeys {
    /** Judges the key, or the certificate, that a host showed. */
    KeyVerdict check(Hop hop, PublicKey key);

    /** The host key algorithms to prefer, for there are known keys of their types. */
    List<String> algorithms(Hop hop);

    /** Makes a key known. */
    void add(Hop hop, String keyType, byte[] blob) throws IOException;
}
