package io.oneha.lab;

import io.oneha.testing.Program;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * OpenNebula's own oned on a front-end of the lab. The environment's ONEHA_ONED names the root folder of an installed OpenNebula, "/"
 * where it is installed on this machine; its program and raft hook are copied from there, and what its unit does before and after.
 * A front-end that boots has a small root of its own: it gets the libraries that the program is linked to from this machine, and its
 * unit keeps the lab's words for before and after, since OpenNebula's own need Ruby.
 */
final class RealOned {
    /** What its unit runs. */
    static final String COMMAND = "/usr/bin/oned -f";

    private static final String ROOT = "ONEHA_ONED";

    private static final String PROGRAM = "/usr/bin/oned";

    private static final List<String> FILES = List.of(PROGRAM, "/var/lib/one/remotes/hooks/raft/vip.sh");

    private static final List<String> UNIT_FILES =
            List.of("/usr/share/one/follower_cleanup", "/usr/share/one/pre_cleanup");

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
            frontend.receives(installed(file), file);
        }
        if (!frontend.boots()) {
            for (String file : UNIT_FILES) {
                frontend.receives(installed(file), file);
            }
            frontend.runs(
                    "printf '%s\\n' ExecStartPre=/usr/share/one/pre_cleanup ExecStopPost=/usr/share/one/follower_cleanup"
                            + " >> /usr/lib/one/lab/units/opennebula.service");
        }
        bringLibraries(frontend);
        for (String driver : List.of("one_fake", "one_hm", "one_auth_mad")) {
            String path = "/usr/lib/one/mads/" + driver;
            frontend.runs("mkdir -p /usr/lib/one/mads && cat > " + path + " && chmod 755 " + path, DRIVER);
        }
        frontend.runs("install -d -o oneadmin -g oneadmin /var/lib/one/vms"
                + " && chown -R oneadmin:oneadmin /var/lib/one/remotes");
    }

    private static Path installed(String file) {
        return Path.of(System.getenv(ROOT), file);
    }

    private static void bringLibraries(Frontend frontend) throws IOException {
        String there = frontend.runs("ldconfig -p");
        for (Path library : libraries(installed(PROGRAM))) {
            if (!there.contains("\t" + library.getFileName() + " ")) {
                frontend.receives(library, "/usr/local/lib/" + library.getFileName());
            }
        }
        frontend.runs("ldconfig");
    }

    /** The shared libraries that a program of this machine is linked to, also through others: their files as the linker finds them. */
    static List<Path> libraries(Path program) throws IOException {
        Program.Result result =
                Run.of(List.of("ldd", program.toString()), Namespace.environment(), "", Duration.ofSeconds(30));
        if (result.exitCode() != 0 || result.out().contains("not found")) {
            throw new IOException(program + " does not run on this machine: " + result.out() + result.err());
        }
        return result.out()
                .lines()
                .filter(line -> line.contains(" => /"))
                .map(line -> Path.of(line.replaceFirst("^.* => ", "").replaceFirst(" \\(0x[0-9a-f]+\\)$", "")))
                .toList();
    }
}
