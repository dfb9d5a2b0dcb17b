package io.oneha.lab;

import io.oneha.testing.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;

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

    /** Makes the root that front-ends boot from, unless there is one; without one and a mirror the test is left out. */
    private static void makesRoot(String release) {
        try {
            BootRoot.of(release);
        } catch (BootRoot.NoMirrorException e) {
            Needs.leaveOut(e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for a plan, whose front-ends may boot. */
    static void check(LabPlan plan) {
        check();
        if (plan.release().isPresent()) {
            Needs.root("systemd-nspawn", "mmdebstrap");
            makesRoot(plan.release().get());
        }
    }
}
