package io.oneha.steps.packages;

import io.oneha.inventory.DeploySettings.PackageRepository;
import io.oneha.inventory.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inventory's package source as files for a host, in the form that sources.sh takes. A login never stands in the source
 * itself, which everybody on the host may read. Source: one-deploy's role repository, defaults and tasks/opennebula.yml.
 */
record RepositorySource(PackageRepository repository, Distribution distribution) {
    private static final String AUTH = "/etc/apt/auth.conf.d/opennebula.conf";
    private static final String ZYPPER_LOGIN = "/etc/zypp/credentials.d/opennebula";

    /** As Ansible's ansible_os_family has them, with the places of each. */
    enum Family {
        DEBIAN("Debian", "/etc/apt/sources.list.d/opennebula.list", "/etc/apt/trusted.gpg.d/opennebula2.asc"),
        REDHAT("RedHat", "/etc/yum.repos.d/opennebula.repo", "/etc/pki/rpm-gpg/RPM-GPG-KEY-opennebula2"),
        SUSE("Suse", "/etc/zypp/repos.d/opennebula.repo", "/etc/pki/rpm-gpg/RPM-GPG-KEY-opennebula2");

        private final String word;
        private final String path;
        private final String keyPath;

        Family(String word, String path, String keyPath) {
            this.word = word;
            this.path = path;
            this.keyPath = keyPath;
        }
    }

    /** @param urlKey under which name opennebula_repo_url has it; end: what follows the version in its default address */
    record Distribution(Family family, String urlKey, String end) {}

    /** An address and the login that goes with it. */
    private record Address(String url, Optional<String> user, String password) {
        static Address of(String text) {
            int begin = text.indexOf("//") + 2;
            int slash = text.indexOf('/', begin);
            int end = text.lastIndexOf('@', slash < 0 ? text.length() : slash);
            if (end < begin) {
                return new Address(text, Optional.empty(), "");
            }
            String[] login = text.substring(begin, end).split(":", 2);
            return new Address(
                    text.substring(0, begin) + text.substring(end + 1),
                    Optional.of(login[0]),
                    login.length > 1 ? login[1] : "");
        }
    }

    /**
     * The files, a line {@code KIND MODE PATH BASE64} each; empty where one-deploy knows no source for such a host, or the
     * inventory says neither version nor address.
     *
     * @param osRelease the host's os-release(5)
     */
    static Optional<String> lines(PackageRepository repository, String osRelease) {
        return distribution(osRelease)
                .map(known -> new RepositorySource(repository, known))
                .flatMap(RepositorySource::lines);
    }

    private Optional<String> lines() {
        return address().map(address -> String.join("\n", files(address)) + "\n");
    }

    private Optional<Address> address() {
        Optional<Secret> own = Optional.ofNullable(repository.urls().get(distribution.urlKey()))
                .or(() -> Optional.ofNullable(repository.urls().get(distribution.family().word)));
        if (own.isPresent()) {
            return own.map(Secret::value).map(Address::of);
        }
        String token = repository.token().map(Secret::value).orElse("");
        return repository.ownUrl(!token.isEmpty()).map(url -> {
            String[] login = token.split(":", 2);
            return new Address(
                    url + "/" + distribution.end(),
                    Optional.of(login[0]).filter(user -> !user.isEmpty()),
                    login.length > 1 ? login[1] : "");
        });
    }

    private List<String> files(Address address) {
        Family family = distribution.family();
        String keyUrl = value(repository.keyUrls(), PackageRepository.KEY);
        String login = address.user()
                .map(user -> "username=" + user + "\npassword=" + address.password() + "\n")
                .orElse("");
        List<String> files = new ArrayList<>();
        if (family == Family.DEBIAN) {
            if (!repository.trusted()) {
                files.add(line("fetch", "644", value(repository.keyPaths(), family.keyPath), keyUrl));
            }
            address.user().ifPresent(user -> {
                String machine = "machine " + machine(address.url()) + " login " + user;
                files.add(line("auth", "600", AUTH, machine + " password " + address.password() + "\n"));
            });
            String source = "deb " + (repository.trusted() ? "[trusted=yes] " : "") + address.url();
            files.add(source("644", source + " stable opennebula\n"));
            return files;
        }
        String base = address.url() + "/$releasever/$basearch";
        if (family == Family.SUSE) {
            base = address.url() + "/$releasever_major/$basearch" + (login.isEmpty() ? "" : "?credentials=opennebula");
        }
        String signed = repository.trusted() ? "0" : "1";
        String source = "[opennebula]\nname=OpenNebula\nbaseurl=" + base + "\nenabled=1\nrepo_gpgcheck=" + signed
                + "\ngpgcheck=" + signed + "\n" + (repository.trusted() ? "" : "gpgkey=" + keyUrl + "\n");
        if (login.isEmpty()) {
            files.add(source("644", source));
        } else if (family == Family.SUSE) {
            files.add(line("auth", "600", ZYPPER_LOGIN, login));
            files.add(source("644", source));
        } else {
            files.add(source("600", source + login));
        }
        return files;
    }

    private String source(String mode, String content) {
        return line("source", mode, value(repository.paths(), distribution.family().path), content);
    }

    private String value(Map<String, String> given, String otherwise) {
        return given.getOrDefault(distribution.family().word, otherwise);
    }

    /** apt takes a name without a protocol for https alone. Source: apt_auth.conf(5). */
    private static String machine(String url) {
        return url.startsWith("https://") ? url.substring("https://".length()) : url;
    }

    private static String line(String kind, String mode, String path, String content) {
        return kind + " " + mode + " " + path + " "
                + Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<Distribution> distribution(String osRelease) {
        String version = field(osRelease, "VERSION_ID");
        String major = version.split("\\.", 2)[0];
        return switch (field(osRelease, "ID")) {
            case "debian" -> known(Family.DEBIAN, "Debian", "Debian/" + major);
            case "ubuntu" -> known(Family.DEBIAN, "Ubuntu", "Ubuntu/" + version);
            case "opensuse-leap" -> known(Family.SUSE, "openSUSE Leap", "openSUSE");
            case "sles" -> known(Family.SUSE, "Suse", "SLES");
            case "rhel" -> known(Family.REDHAT, "RedHat", "RedHat");
            case "almalinux" -> known(Family.REDHAT, "AlmaLinux", "AlmaLinux");
            case "rocky" -> known(Family.REDHAT, "Rocky", "Rocky");
            case "centos" -> known(Family.REDHAT, "CentOS", "CentOS");
            default -> Optional.empty();
        };
    }

    private static Optional<Distribution> known(Family family, String urlKey, String end) {
        return Optional.of(new Distribution(family, urlKey, end));
    }

    private static String field(String osRelease, String name) {
        return osRelease
                .lines()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1)
                        .replaceAll("[\"']", "")
                        .strip())
                .findFirst()
                .orElse("");
    }
}
