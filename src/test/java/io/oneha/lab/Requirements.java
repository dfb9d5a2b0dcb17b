package io.oneha.lab;

import io.oneha.testing.Needs;

/** What a machine must have for a lab. */
final class Requirements {
    private Requirements() {}

    /** Leaves the test out where there can be no lab: it makes namespaces, mounts and interfaces. */
    static void check() {
        Needs.mountNamespaces(
                "sshd",
                "ssh",
                "ssh-keygen",
                "sudo",
                "ip",
                "nft",
                "arping",
                "mariadbd",
                "mariadb",
                "sshfs",
                "pgrep",
                "ps",
                "kill");
    }

    /** The same for a plan, whose front-ends may boot. */
    static void check(LabPlan plan) {
        check();
        if (plan.release().isPresent()) {
            Needs.root("systemd-nspawn", "mmdebstrap");
        }
    }
}
