package io.oneha.lab;

import java.time.Duration;

/** The datastores as one file system of the storage machine, over sshfs: to the front-ends its type is fuse.sshfs. */
final class SharedDatastores {
    private static final String SOURCE = "oneadmin@storage:/var/lib/one/datastores";
    private static final String FOLDER = "/var/lib/one/datastores";
    private static final String OPTIONS =
            "allow_other,default_permissions,uid=9869,gid=9869,IdentityFile=/var/lib/one/.ssh/id_rsa"
                    + ",StrictHostKeyChecking=no,UserKnownHostsFile=/dev/null,reconnect";

    private SharedDatastores() {}

    static void mount(Frontend frontend) {
        if (frontend.boots()) {
            // So that they are there again after a reboot.
            frontend.runs("cat >> /etc/fstab", SOURCE + " " + FOLDER + " fuse.sshfs _netdev," + OPTIONS + " 0 0\n");
            frontend.runs("systemctl daemon-reload && mount " + FOLDER + " < /dev/null");
        } else {
            frontend.runs("sshfs " + SOURCE + " " + FOLDER + " -o " + OPTIONS + " < /dev/null");
        }
        Await.awaits(
                Duration.ofSeconds(10),
                "the datastores are mounted on " + frontend.name(),
                () -> frontend.tries("mountpoint -q " + FOLDER).exitCode() == 0);
    }
}
