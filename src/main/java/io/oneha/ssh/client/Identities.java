package io.oneha.ssh.client;

import io.oneha.base.Text;
import io.oneha.ssh.agent.Agent;
import io.oneha.ssh.key.Asking;
import io.oneha.ssh.key.Identity;
import io.oneha.ssh.key.KeyFiles;
import io.oneha.ssh.key.PublicKeys;
import io.oneha.ssh.route.Hop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The keys to try at a host, in OpenSSH's order: those of the agent that an identity file names, the agent's others, key
 * files. Source: OpenSSH, sshconnect2.c, pubkey_prepare.
 */
record Identities(KeyFiles files, Consumer<String> narrator) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    List<Identity> of(Hop hop, Asking asking) {
        List<Identity> held = hop.agent().map(this::held).orElse(List.of());
        List<Identity> named = new ArrayList<>();
        for (Path file : hop.identityFiles()) {
            Optional<byte[]> key = held.isEmpty() ? Optional.empty() : files.publicKey(file);
            key.ifPresent(blob -> held.stream()
                    .filter(identity -> Arrays.equals(identity.blob(), blob))
                    .forEach(named::add));
        }
        List<Identity> all = new ArrayList<>(named);
        if (!hop.identitiesOnly()) {
            held.stream().filter(identity -> !named.contains(identity)).forEach(all::add);
        }
        for (Path file : hop.identityFiles()) {
            files.identities(file, asking).stream()
                    .filter(identity -> all.stream().noneMatch(one -> Arrays.equals(one.blob(), identity.blob())))
                    .forEach(all::add);
        }
        return all;
    }

    private List<Identity> held(Path socket) {
        try {
            List<Identity> keys = new Agent(socket, PATIENCE).keys();
            keys.stream()
                    .filter(key -> key.algorithms().isEmpty())
                    .forEach(key -> narrator.accept(
                            "ssh-agent: " + key.description() + " is passed over: oneha cannot use keys of type "
                                    + Text.message(PublicKeys.type(key.blob()))));
            return keys.stream().filter(key -> !key.algorithms().isEmpty()).toList();
        } catch (IOException e) {
            narrator.accept("ssh-agent " + socket + ": " + SshMessages.of(e));
            return List.of();
        }
    }
}
