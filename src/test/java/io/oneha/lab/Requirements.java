package io.oneha.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a machine must have for a lab. */
final class Requirements {
    private static final List<String> FOLDERS = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");
    private static final Map<String, String> PACKAGE_OF = new LinkedHashMap<>();

    static {
        PACKAGE_OF.put("sshd", "openssh-server");
        PACKAGE_OF.put("ssh", "openssh-client");
        PACKAGE_OF.put("sudo", "sudo");
        PACKAGE_OF.put("ip", "iproute2");
        PACKAGE_OF.put("nft", "nftables");
        PACKAGE_OF.put("arping", "iputils-arping");
        PACKAGE_OF.put("mariadbd", "mariadb-server");
        PACKAGE_OF.put("mariadb", "mariadb-client");
        PACKAGE_OF.put("sshfs", "sshfs");
        PACKAGE_OF.put("pgrep", "procps");
        PACKAGE_OF.put("unshare", "util-linux");
    }

    private Requirements() {}

    /** Why there can be no lab here, in one line. */
    static Optional<String> missing() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Optional.of("the lab needs root: it makes namespaces, mounts and interfaces");
        }
        List<String> packages = PACKAGE_OF.entrySet().stream()
                .filter(program -> !isThere(program.getKey()))
                .map(program -> program.getKey() + " (Debian: " + program.getValue() + ")")
                .toList();
        if (!packages.isEmpty()) {
            return Optional.of("the lab needs " + String.join(", ", packages));
        }
        return Optional.empty();
    }

    private static boolean isThere(String program) {
        return FOLDERS.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
