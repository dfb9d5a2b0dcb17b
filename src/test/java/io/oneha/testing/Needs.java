package io.oneha.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/**
 * What a test takes from the machine beside the JDK. Where something is missing the test is left out, and the end of the build says
 * what brings it ({@link LeftOutSummary}): every assumption goes through here, so that none is made in silence.
 */
public final class Needs {
    private static final Map<String, String> PACKAGE_OF = new LinkedHashMap<>();
    private static final List<String> FURTHER_FOLDERS =
            List.of("/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/lib/openssh");

    static {
        PACKAGE_OF.put("apt-get", "apt");
        PACKAGE_OF.put("arping", "iputils-arping");
        PACKAGE_OF.put("awk", "mawk");
        PACKAGE_OF.put("bash", "bash");
        PACKAGE_OF.put("busybox", "busybox");
        PACKAGE_OF.put("chroot", "coreutils");
        PACKAGE_OF.put("createrepo_c", "createrepo-c");
        PACKAGE_OF.put("dash", "dash");
        PACKAGE_OF.put("dnf", "dnf");
        PACKAGE_OF.put("dpkg-deb", "dpkg");
        PACKAGE_OF.put("fish", "fish");
        PACKAGE_OF.put("gawk", "gawk");
        PACKAGE_OF.put("gpg", "gpg");
        PACKAGE_OF.put("gpg-agent", "gpg-agent");
        PACKAGE_OF.put("ip", "iproute2");
        PACKAGE_OF.put("kill", "procps");
        PACKAGE_OF.put("mariadb", "mariadb-client");
        PACKAGE_OF.put("mariadb-install-db", "mariadb-server");
        PACKAGE_OF.put("mariadbd", "mariadb-server");
        PACKAGE_OF.put("mawk", "mawk");
        PACKAGE_OF.put("mmdebstrap", "mmdebstrap");
        PACKAGE_OF.put("mount", "mount");
        PACKAGE_OF.put("nft", "nftables");
        PACKAGE_OF.put("nsenter", "util-linux");
        PACKAGE_OF.put("openssl", "openssl");
        PACKAGE_OF.put("original-awk", "original-awk");
        PACKAGE_OF.put("pgrep", "procps");
        PACKAGE_OF.put("promtool", "prometheus");
        PACKAGE_OF.put("ps", "procps");
        PACKAGE_OF.put("rpm", "rpm");
        PACKAGE_OF.put("rpmbuild", "rpm");
        PACKAGE_OF.put("rpmsign", "rpm");
        PACKAGE_OF.put("sed", "sed");
        PACKAGE_OF.put("sftp-server", "openssh-sftp-server");
        PACKAGE_OF.put("sh", "dash");
        PACKAGE_OF.put("shellcheck", "shellcheck");
        PACKAGE_OF.put("ss", "iproute2");
        PACKAGE_OF.put("ssh", "openssh-client");
        PACKAGE_OF.put("ssh-add", "openssh-client");
        PACKAGE_OF.put("ssh-agent", "openssh-client");
        PACKAGE_OF.put("ssh-keygen", "openssh-client");
        PACKAGE_OF.put("sshd", "openssh-server");
        PACKAGE_OF.put("sshfs", "sshfs");
        PACKAGE_OF.put("sudo", "sudo");
        PACKAGE_OF.put("systemd-nspawn", "systemd-container");
        PACKAGE_OF.put("tar", "tar");
        PACKAGE_OF.put("tmux", "tmux");
        PACKAGE_OF.put("unshare", "util-linux");
        PACKAGE_OF.put("zsh", "zsh");
        PACKAGE_OF.put("zypper", "zypper");
    }

    private Needs() {}

    /** Leaves the test out unless the machine has all of these programs. */
    public static void programs(String... names) {
        missing(false, Needs::has, names);
    }

    /** Leaves the test out unless it runs as root and the machine has all of these programs. */
    public static void root(String... names) {
        missing(!isRoot(), Needs::has, names);
    }

    /** Leaves the test out unless root may make mount namespaces here, as in an unprivileged container it may not. */
    public static void mountNamespaces(String... names) {
        root(Stream.concat(Stream.of("unshare", "mount"), Stream.of(names)).toArray(String[]::new));
        if (!succeeds("unshare", "-m", "true")) {
            throw new TestAbortedException("root may make no mount namespace on this machine");
        }
    }

    /** Leaves the test out for a reason that no package mends. */
    public static void leaveOut(String reason) {
        throw new TestAbortedException(reason);
    }

    /** The Debian package that brings a program. */
    static String packageOf(String program) {
        String name = PACKAGE_OF.get(program);
        if (name == null) {
            throw new IllegalArgumentException("no package is known that brings " + program + ": add it to Needs");
        }
        return name;
    }

    /** Whether a program is on the path or in one of the folders where Debian puts programs. */
    private static boolean has(String program) {
        Stream<String> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator));
        return Stream.concat(path, FURTHER_FOLDERS.stream())
                .filter(folder -> !folder.isEmpty())
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    static void missing(boolean root, Predicate<String> has, String... names) {
        Map<String, String> missing = new LinkedHashMap<>();
        for (String name : names) {
            // Asked for what is there too: else a name without a package would be noticed on bare machines only.
            String from = packageOf(name);
            if (!has.test(name)) {
                missing.put(name, from);
            }
        }
        if (root || !missing.isEmpty()) {
            throw new Missing(root, missing);
        }
    }

    private static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
