package io.oneha.lab;

import java.time.Duration;

/** The datastores as one file system of the storage machine, over sshfs: to the front-ends its type is fuse.sshfs. */
final class SharedDatastores {
    private SharedDatastores() {}

    static void mount(Frontend frontend) {
        frontend.runs("sshfs oneadmin@storage:/var/lib/one/datastores /var/lib/one/datastores"
                + " -o allow_other,default_permissions,uid=9869,gid=9869,IdentityFile=/var/lib/one/.ssh/id_rsa"
                + ",StrictHostKeyChecking=no,UserKnownHostsFile=/dev/null,reconnect < /dev/null");
        Await.awaits(
                Duration.ofSeconds(10),
                "the datastores are mounted on " + frontend.name(),
                () -> frontend.tries("mountpoint -q /var/lib/one/datastores").exitCode() == 0);
    }
}
