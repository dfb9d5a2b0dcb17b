package io.oneha.ssh.client;

import io.oneha.ssh.Questions;
import io.oneha.ssh.SshException.Kind;
import io.oneha.ssh.hostkey.KeyVerdict;
import io.oneha.ssh.hostkey.KnownHosts;
import io.oneha.ssh.key.Asking;
import io.oneha.ssh.key.PublicKeys;
import io.oneha.ssh.route.Hop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Decides about hosts' keys by the known_hosts files of each hop, which are read anew each time: others write to them too. */
final class HostTrust {
    private static final List<String> CERTIFICATES = List.of(
            "ssh-ed25519-cert-v01@openssh.com",
            "ecdsa-sha2-nistp256-cert-v01@openssh.com",
            "ecdsa-sha2-nistp384-cert-v01@openssh.com",
            "ecdsa-sha2-nistp521-cert-v01@openssh.com");

    private final Clock clock;
    private final Consumer<String> narrator;
    private final Set<String> trusted = ConcurrentHashMap.newKeySet();

    HostTrust(Clock clock, Consumer<String> narrator) {
        this.clock = clock;
        this.narrator = narrator;
    }

    /** The host key algorithms to prefer, for there are keys of their types, or authorities for them, that are known. */
    List<String> algorithms(Hop hop) {
        KnownHosts known = known(hop);
        List<String> all = new ArrayList<>();
        if (known.hasAuthority(hop.hostKeyName(), hop.port(), hop.hostKeyIsAlias())) {
            all.addAll(CERTIFICATES);
        }
        all.addAll(known.keyTypes(hop.hostKeyName(), hop.port(), hop.hostKeyIsAlias()));
        return all;
    }

    private KnownHosts known(Hop hop) {
        KnownHosts known = KnownHosts.read(hop.knownHosts());
        known.notes().forEach(narrator);
        return known;
    }

    /**
     * Judges a key.
     *
     * @param shown the key, or the certificate, as it travels
     * @param blob the key without its certificate
     */
    KeyVerdict check(Hop hop, byte[] shown, byte[] blob) {
        KeyVerdict verdict =
                known(hop).check(hop.hostKeyName(), hop.port(), hop.hostKeyIsAlias(), shown, clock.instant());
        boolean ours = verdict instanceof KeyVerdict.Unknown && trusted.contains(id(hop, blob));
        return ours ? new KeyVerdict.Known() : verdict;
    }

    /**
     * Does what is to be done about a key that was refused: returns when it is trusted now and the host can be tried again.
     *
     * @param jumps the hops before it
     */
    void settle(Hop hop, List<Hop> jumps, HostKeyGate.Shown shown, Asking asking) throws HopFailure {
        KeyVerdict verdict = shown.verdict();
        if (verdict instanceof KeyVerdict.Changed changed) {
            throw new HopFailure(Kind.HOST_KEY, changed(hop, shown, changed));
        }
        if (verdict instanceof KeyVerdict.Revoked revoked) {
            throw new HopFailure(
                    Kind.HOST_KEY,
                    "its host key (" + shown.text() + ") is revoked by " + revoked.file() + " line " + revoked.line());
        }
        Questions.Answer answer =
                switch (hop.checking()) {
                    case YES -> Questions.Answer.NOBODY_THERE;
                    case ASK -> asking.ask(questions -> answer(hop, shown, questions));
                    case ACCEPT_NEW, NO -> Questions.Answer.YES;
                };
        switch (answer) {
            case YES -> add(hop, shown);
            case NO -> throw new HopFailure(Kind.HOST_KEY, "its host key (" + shown.text() + ") was not accepted");
            case NOBODY_THERE ->
                throw new HopFailure(
                        Kind.HOST_KEY,
                        "its host key is not known (" + shown.text() + "); connect once with: " + command(hop, jumps));
        }
    }

    private Questions.Answer answer(Hop hop, HostKeyGate.Shown shown, Questions questions) {
        // while we waited for our turn the same question may have been answered for another host
        if (check(hop, shown.whole(), shown.blob()) instanceof KeyVerdict.Known) {
            return Questions.Answer.YES;
        }
        return questions.trust(knownHostsName(hop), shown.type(), PublicKeys.fingerprint(shown.blob()));
    }

    private void add(Hop hop, HostKeyGate.Shown shown) {
        if (!(check(hop, shown.whole(), shown.blob()) instanceof KeyVerdict.Unknown)) {
            return;
        }
        trusted.add(id(hop, shown.blob()));
        try {
            Path file = hop.knownHosts().stream()
                    .findFirst()
                    .orElseThrow(() -> new IOException("there is no file for it (UserKnownHostsFile)"));
            String line = KnownHosts.line(
                            hop.hostKeyName(), hop.port(), hop.hostKeyIsAlias(), shown.type(), shown.blob())
                    .orElseThrow(() -> new IOException("a name like this cannot be written there"));
            KnownHosts.add(file, line);
        } catch (IOException e) {
            narrator.accept(hop.alias() + ": the host key could not be added to known_hosts: "
                    + SshMessages.of(e.getMessage()));
        }
    }

    private static String changed(Hop hop, HostKeyGate.Shown shown, KeyVerdict.Changed changed) {
        Path file = changed.file();
        return "its host key (" + shown.text() + ") is not the one (" + changed.keyType() + ") in " + file + " line "
                + changed.line()
                + ": somebody may be in between; once the new key is proved right, forget the old one with: "
                + "ssh-keygen -R '" + knownHostsName(hop) + "' -f " + file;
    }

    private static String command(Hop hop, List<Hop> jumps) {
        StringBuilder command = new StringBuilder("ssh ");
        if (hop.port() != 22) {
            command.append("-p ").append(hop.port()).append(' ');
        }
        if (!jumps.isEmpty()) {
            List<String> all = jumps.stream().map(HostTrust::jump).toList();
            command.append("-J ").append(String.join(",", all)).append(' ');
        }
        return command.append(hop.user()).append('@').append(hop.host()).toString();
    }

    private static String jump(Hop hop) {
        String host = hop.host().contains(":") ? "[" + hop.host() + "]" : hop.host();
        return hop.user() + "@" + host + (hop.port() == 22 ? "" : ":" + hop.port());
    }

    private static String knownHostsName(Hop hop) {
        return KnownHosts.entry(hop.hostKeyName(), hop.port(), hop.hostKeyIsAlias());
    }

    private static String id(Hop hop, byte[] blob) {
        return knownHostsName(hop) + " " + Base64.getEncoder().encodeToString(blob);
    }
}
