package io.oneha.inventory;

import io.oneha.base.Endpoint;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A host of the front-end group and how it is reached.
 *
 * @param name the inventory name, which one-deploy also gives the zone server
 * @param address {@code ansible_host}, or the name
 * @param endpoint where its oned answers XML-RPC: {@code oneha_endpoint} when the inventory sets it, or else
 *     {@code http://ADDRESS:2633/RPC2}
 * @param vipInterface {@code one_vip_if} as this host sees it
 * @param ssh how its sshd is reached
 * @param variables every variable in force on the host that is plain text, for later use; never a secret
 */
public record FrontEnd(
        String name,
        String address,
        String endpoint,
        Optional<String> vipInterface,
        SshSettings ssh,
        Map<String, String> variables) {
    /** {@code ansible_connection}, as far as it matters here. */
    public enum Connection {
        /** One of Ansible's ways over SSH, or not said. */
        SSH,
        /** The machine that oneha itself runs on. */
        LOCAL,
        /** Another of Ansible's plugins. */
        OTHER
    }

    /** How the host is reached for commands. */
    public Connection connection() {
        return switch (variables.getOrDefault("ansible_connection", "ssh")) {
            case "ssh",
                    "smart",
                    "paramiko",
                    "paramiko_ssh",
                    "libssh",
                    "ansible.netcommon.libssh",
                    "ansible.builtin.ssh",
                    "ansible.builtin.paramiko_ssh" -> Connection.SSH;
            case "local", "ansible.builtin.local" -> Connection.LOCAL;
            default -> Connection.OTHER;
        };
    }

    /** Whether the inventory turns SSH off for it: {@code oneha_ssh: false}. */
    public boolean isWithoutSsh() {
        String wanted = variables.getOrDefault("oneha_ssh", "true");
        return wanted.equalsIgnoreCase("false") || wanted.equalsIgnoreCase("no");
    }

    /** Whether the inventory says where its oned answers; or else that is the zone's to say. */
    public boolean hasOwnEndpoint() {
        return variables.containsKey("oneha_endpoint")
                || !endpoint.equals(Endpoint.of(address).toString());
    }

    /**
     * Ansible's connection variables, as given.
     *
     * @param user {@code ansible_user}
     * @param port {@code ansible_port}
     * @param privateKeyFile {@code ansible_ssh_private_key_file}
     * @param commonArgs {@code ansible_ssh_common_args}
     * @param become {@code ansible_become}; true where it is not set, as one-deploy's ansible.cfg has it
     */
    public record SshSettings(
            Optional<String> user,
            OptionalInt port,
            Optional<String> privateKeyFile,
            Optional<String> commonArgs,
            boolean become) {}
}
