package io.oneha.ssh;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A host as the inventory gives it; {@code ~/.ssh/config} says the rest.
 *
 * @param name its name in messages
 * @param address where it is reached ({@code ansible_host}): a name, an address, or an alias of {@code ~/.ssh/config}
 * @param user {@code ansible_user}
 * @param port {@code ansible_port}
 * @param privateKeyFile {@code ansible_ssh_private_key_file}
 * @param commonArgs {@code ansible_ssh_common_args}, as one text that a shell would split
 */
public record SshTarget(
        String name,
        String address,
        Optional<String> user,
        OptionalInt port,
        Optional<String> privateKeyFile,
        Optional<String> commonArgs) {
    /** A host of which nothing is known but where it is. */
    public static SshTarget of(String name, String address) {
        return new SshTarget(name, address, Optional.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty());
    }
}
