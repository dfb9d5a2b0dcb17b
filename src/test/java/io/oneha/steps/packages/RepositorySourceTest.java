package io.oneha.steps.packages;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.inventory.DeploySettings.PackageRepository;
import io.oneha.inventory.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One-deploy's addresses for each distribution (role repository, defaults). */
class RepositorySourceTest {
    private static PackageRepository version(String version, String token) {
        return new PackageRepository(
                Optional.of(version),
                Optional.ofNullable(token).map(Secret::new),
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                false);
    }

    /** Lines with what they hold in words. */
    private static List<String> read(PackageRepository repository, String id, String version) {
        return RepositorySource.lines(repository, "NAME=x\nID=" + id + "\nVERSION_ID=\"" + version + "\"\n")
                .orElse("")
                .lines()
                .map(line -> line.split(" "))
                .map(word -> word[0] + " " + word[1] + " " + word[2] + " "
                        + new String(Base64.getDecoder().decode(word[3]), StandardCharsets.UTF_8)
                                .strip()
                                .replace("\n", "; "))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    debian        | 12    | 7.0 | deb https://downloads.opennebula.io/repo/7.0/Debian/12 stable opennebula
                    ubuntu        | 24.04 | 7.2 | deb https://downloads.opennebula.io/repo/7.2/Ubuntu/24.04 stable opennebula
                    almalinux     | 9.4   | 7.0 | baseurl=https://downloads.opennebula.io/repo/7.0/AlmaLinux/$releasever/$basearch;
                    rhel          | 9.4   | 7.0 | baseurl=https://downloads.opennebula.io/repo/7.0/RedHat/$releasever/$basearch;
                    opensuse-leap | 15.6  | 7.0 | baseurl=https://downloads.opennebula.io/repo/7.0/openSUSE/$releasever_major/$basearch;
                    sles          | 15.6  | 7.0 | baseurl=https://downloads.opennebula.io/repo/7.0/SLES/$releasever_major/$basearch;
                    """)
    void theAddressIsOneDeploysOwn(String id, String release, String version, String expected) {
        assertThat(read(version(version, null), id, release)).anyMatch(line -> line.contains(expected));
        assertThat(read(version(version, null), id, release)).noneMatch(line -> line.startsWith("auth "));
    }

    @Test
    void aSubscriptionsLoginIsNeverInAFileThatOthersRead() {
        for (String id : List.of("debian", "rhel", "sles")) {
            List<String> files = read(version("7.0", "asd:12:3"), id, "12");
            assertThat(files)
                    .filteredOn(line -> line.contains("12:3"))
                    .hasSize(1)
                    .allMatch(line -> line.contains(" 600 "));
            assertThat(files).anyMatch(line -> line.contains("https://enterprise.opennebula.io/repo/7.0/"));
        }
        assertThat(read(version("7.0", "asd:12:3"), "debian", "12"))
                .contains(
                        "auth 600 /etc/apt/auth.conf.d/opennebula.conf machine enterprise.opennebula.io/repo/7.0/Debian/12"
                                + " login asd password 12:3");
        assertThat(read(version("7.0", "asd:12:3"), "sles", "15.6"))
                .contains("auth 600 /etc/zypp/credentials.d/opennebula username=asd; password=12:3")
                .anyMatch(line -> line.contains("$basearch?credentials=opennebula;"));
    }

    @Test
    void aDistributionThatOneDeployDoesNotKnowGetsNone() {
        assertThat(read(version("7.0", null), "arch", "")).isEmpty();
        assertThat(RepositorySource.lines(version("7.0", null), "")).isEmpty();
    }
}
