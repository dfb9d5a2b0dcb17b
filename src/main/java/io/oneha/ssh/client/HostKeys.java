package io.oneha.ssh.client;

import io.oneha.ssh.hostkey.KeyVerdict;
import io.oneha.ssh.route.Hop;
import java.io.IOException;
import java.util.List;

/** What is known of hosts' keys. */
interface HostKeys {
    /** Judges the key, or the certificate, that a host showed. */
    KeyVerdict check(Hop hop, byte[] keyBlob);

    /** The host key algorithms to prefer, for there are keys of their types, or authorities for them, that are known. */
    List<String> algorithms(Hop hop);

    /** Makes a key known. */
    void add(Hop hop, String keyType, byte[] keyBlob) throws IOException;
}
