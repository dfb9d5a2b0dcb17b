package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.session.ExitCode;
import io.oneha.cli.bundle.BundleFileTest;
import io.oneha.cli.bundle.RedactionTest;
import io.oneha.run.Happenings;
import io.oneha.run.journal.Journal;
import io.oneha.run.journal.Runs;
import io.oneha.testing.RecordedState;
import io.oneha.testing.ReplayZone;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of a zone that answers and of one that is dead, with secrets wherever somebody may have put one. */
@QuarkusTest
class BundleCommandTest {
    /** What only whoever knows it can take out. */
    private static final String PASSWORD = RedactionTest.KNOWN.get(0);

    private static final String OF_THE_DATABASE = RedactionTest.KNOWN.get(1);
    private static final String OF_ONEADMIN = RedactionTest.KNOWN.get(2);

    @TempDir
    Path home;

    private TestCommandLine oneha;
    private Path archive;

    @BeforeEach
    void aHomeWithSecretsInItsRuns() throws IOException {
        Path auth = Files.writeString(home.resolve("one_auth"), "oneadmin:" + PASSWORD + "\n");
        oneha = new TestCommandLine(
                Map.of("XDG_STATE_HOME", home.toString(), "ONE_AUTH", auth.toString(), "LANG", "C.UTF-8"));
        archive = home.resolve("bundle.zip");
        Runs runs = new Runs(home.resolve("oneha"), Clock.systemUTC(), line -> {});
        try (Journal journal = runs.begin(Happenings.RUN, Happenings.ORIGIN)) {
            journal.accept(Happenings.started(0));
            journal.accept(Happenings.begins(1, 1));
            RedactionTest.texts().forEach(text -> journal.accept(Happenings.says(2, 1, text.replace('\n', ' '))));
        }
    }

    @Test
    void itHasTheZoneTheFindingsAndTheRunsAndNoSecret() throws IOException {
        RecordedState state = RecordedState.of(RecordedState.names().get(0));
        try (ReplayZone zone = ReplayZone.start(state, 171, ReplayZone.Fault.REFUSED, Map.of())) {
            String inventory = inventory(zone.servers().get(0).endpoint());
            assertThat(oneha.run("bundle", "-i", inventory, "--no-ssh", "-f", archive.toString()))
                    .as(oneha.err())
                    .isZero();
        }
        assertThat(oneha.out()).startsWith(archive + "\nRead it before you send it: ");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive)))
                .isEqualTo("rw-------");
        Map<String, String> texts = BundleFileTest.read(Files.readAllBytes(archive));
        assertThat(texts.keySet().stream().map(name -> name.substring(name.indexOf('/') + 1)))
                .containsExactlyInAnyOrder(
                        "check.txt", "events.txt", "manifest.json", "runs/" + Happenings.RUN + ".json", "status.json");
        String all = String.join("\n", texts.values());
        assertThat(all).contains("\"schema\":1", "VERDICT", Happenings.RUN, "********");
        assertThat(RedactionTest.secrets().stream().filter(all::contains))
                .as("seeded secrets in the archive")
                .isEmpty();
    }

    @Test
    void aDeadZoneHasItsRunsAndTheReason() throws IOException {
        String inventory = inventory("http://127.0.0.1:1/RPC2");
        assertThat(oneha.run("bundle", "-i", inventory, "--no-ssh", "-f", archive.toString()))
                .as(oneha.err())
                .isZero();
        Map<String, String> texts = BundleFileTest.read(Files.readAllBytes(archive));
        assertThat(String.join("\n", texts.values()))
                .contains(Happenings.RUN, "connection refused")
                .doesNotContain(PASSWORD, OF_THE_DATABASE, OF_ONEADMIN);
    }

    @Test
    void withoutCredentialsItIsWrittenAndSaysSo() throws IOException {
        oneha = new TestCommandLine(Map.of("XDG_STATE_HOME", home.toString(), "LANG", "C.UTF-8"));
        String inventory = Files.writeString(
                        home.resolve("two.yml"),
                        "frontend: { hosts: { n1a1: { ansible_host: 127.0.0.1, oneha_endpoint: 'http://127.0.0.1:1/RPC2' } } }\n")
                .toString();
        assertThat(oneha.run("bundle", "-i", inventory, "--no-ssh", "-f", archive.toString()))
                .isZero();
        assertThat(oneha.out()).contains(", without a whole look at the zone: no credentials: ");
        assertThat(BundleFileTest.read(Files.readAllBytes(archive)).keySet())
                .anyMatch(name -> name.endsWith("runs/" + Happenings.RUN + ".json"))
                .noneMatch(name -> name.endsWith("status.json"));
    }

    @Test
    void aFileThatIsThereStaysAndABadInventoryLeavesNone() throws IOException {
        Files.writeString(archive, "mine");
        String inventory = inventory("http://127.0.0.1:1/RPC2");
        assertThat(oneha.run("bundle", "-i", inventory, "--no-ssh", "-f", archive.toString()))
                .isEqualTo(ExitCode.INPUT.number());
        assertThat(oneha.err()).isEqualTo("oneha: " + archive + ": the file exists; oneha does not overwrite it\n");
        assertThat(archive).hasContent("mine");
        Path other = home.resolve("other.zip");
        assertThat(oneha.run("bundle", "-i", home.resolve("none.yml").toString(), "-f", other.toString()))
                .isEqualTo(ExitCode.INPUT.number());
        assertThat(other).doesNotExist();
    }

    private String inventory(String endpoint) throws IOException {
        return Files.writeString(
                        home.resolve("one.yml"),
                        String.join(
                                "\n",
                                List.of(
                                        "frontend:",
                                        "  vars:",
                                        "    db_password: " + OF_THE_DATABASE,
                                        "    one_pass: " + OF_ONEADMIN,
                                        "  hosts:",
                                        "    n1a1: { ansible_host: 127.0.0.1, oneha_endpoint: '" + endpoint + "' }",
                                        "")))
                .toString();
    }
}
