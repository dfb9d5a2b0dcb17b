package io.oneha.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * OpenNebula's own oned on a front-end of the lab. The environment's ONEHA_ONED names the root folder of an installed OpenNebula, "/"
 * where it is installed on this machine; four of its files are copied from there.
 */
final class RealOned {
    /** What its unit runs. */
    static final String COMMAND = "/usr/bin/oned -f";

    private static final String ROOT = "ONEHA_ONED";

    private static final List<String> FILES = List.of(
            "/usr/bin/oned",
            "/var/lib/one/remotes/hooks/raft/vip.sh",
            "/usr/share/one/follower_cleanup",
            "/usr/share/one/pre_cleanup");

    /** A driver that comes up and does nothing: oned answers nobody before its drivers are up. */
    private static final String DRIVER =
            """
            #!/bin/sh
            while read -r action rest; do
                case $action in
                INIT) echo 'INIT SUCCESS' ;;
                FINALIZE) exit 0 ;;
                esac
            done
            """;

    private RealOned() {}

    static boolean isWanted() {
        return System.getenv(ROOT) != null;
    }

    /** Its program, its raft hook and what its unit does before and after; its drivers do nothing. */
    static void installOn(Frontend frontend) throws IOException {
        for (String file : FILES) {
            copy(frontend, file);
        }
        for (String driver : List.of("one_fake", "one_hm", "one_auth_mad")) {
            String path = "/usr/lib/one/mads/" + driver;
            frontend.runs("mkdir -p /usr/lib/one/mads && cat > " + path + " && chmod 755 " + path, DRIVER);
        }
        frontend.runs("install -d -o oneadmin -g oneadmin /var/lib/one/vms"
                + " && chown -R oneadmin:oneadmin /var/lib/one/remotes"
                + " && printf '%s\\n' ExecStartPre=/usr/share/one/pre_cleanup ExecStopPost=/usr/share/one/follower_cleanup"
                + " >> /usr/lib/one/lab/units/opennebula.service");
    }

    private static void copy(Frontend frontend, String file) throws IOException {
        String folder = file.substring(0, file.lastIndexOf('/'));
        String command = "mkdir -p " + folder + " && cat > " + file + " && chmod 755 " + file;
        Process process = new ProcessBuilder(frontend.inside(List.of("/bin/bash", "-c", command)))
                .redirectInput(Path.of(System.getenv(ROOT), file).toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(file + " could not be copied to " + frontend.name());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
