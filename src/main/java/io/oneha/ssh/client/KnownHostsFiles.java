package io.oneha.ssh.client;

import io.oneha.ssh.hostkey.KeyVerdict;
import io.oneha.ssh.hostkey.KnownHosts;
import io.oneha.ssh.hostkey.KnownHostsFile;
import io.oneha.ssh.route.Hop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The known_hosts files of each hop, read anew each time: others write to them too. */
final class KnownHostsFiles implements HostKeys {
    private static final List<String> CERTIFICATES = List.of(
            "ssh-ed25519-cert-v01@openssh.com",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com");

    private final Clock clock;
    private final Consumer<String> narrator;

    KnownHostsFiles(Clock clock, Consumer<String> narrator) {
        this.clock = clock;
        this.narrator = narrator;
    }

    @Override
    public KeyVerdict check(Hop hop, byte[] keyBlob) {
        return files(hop).check(hop.hostKeyName(), hop.port(), hop.hostKeyIsAlias(), keyBlob, clock.instant());
    }

    @Override
    public List<String> algorithms(Hop hop) {
        KnownHosts known = files(hop);
        List<String> all = new ArrayList<>();
        if (known.hasAuthority(hop.hostKeyName(), hop.port(), hop.hostKeyIsAlias())) {
            all.addAll(CERTIFICATES);
        }
        all.addAll(known.keyTypes(hop.hostKeyName(), hop.port(), hop.hostKeyIsAlias()));
        return all;
    }

    @Override
    public void add(Hop hop, String keyType, byte[] keyBlob) throws IOException {
        Path file = hop.knownHosts().stream()
                .findFirst()
                .orElseThrow(() -> new IOException("there is no file for it (UserKnownHostsFile)"));
        String line = KnownHostsFile.line(hop.hostKeyName(), hop.port(), hop.hostKeyIsAlias(), keyType, keyBlob)
                .orElseThrow(() -> new IOException("a name like this cannot be written there"));
        KnownHostsFile.add(file, line);
    }

    private KnownHosts files(Hop hop) {
        KnownHosts known = KnownHosts.read(hop.knownHosts());
        known.notes().forEach(narrator);
        return known;
    }
}
