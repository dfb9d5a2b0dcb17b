package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What may go wrong on the way to one front-end: one clear line, the right exit code, and the rest of the zone still shown. */
class SshTroubleIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(3).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    private static Path credentials;
    private Frontend victim;

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
        credentials = LAB.operator().writes("one_auth", Lab.CREDENTIALS + "\n");
    }

    @BeforeEach
    void chooses() {
        Frontend leader = LAB.zone().settles(LIMIT);
        victim = LAB.get().frontends().stream()
                .filter(frontend -> frontend != leader)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anUnknownHostKeyIsRefusedWithTheLineToRun() throws IOException {
        Path known = LAB.operator().writes("unknown", withoutVictim());
        LabStatus status = status(knowing(known));
        says(status, "host-key", "SHA256:", "ssh");
        assertThat(status.exitCode()).isEqualTo(77);
        LabStatus through = LabStatus.of(
                LAB.operator(), knowing(Files.createFile(folder("empty"))).write(), environment(), "--via", "ssh");
        assertThat(through.exitCode()).as(through::found).isEqualTo(77);
    }

    @Test
    void aChangedHostKeyIsRefusedWithFileAndLine() throws IOException {
        Path known = LAB.operator().writes("changed", changed());
        says(status(knowing(known)), "host-key", "is not the one", known + " line ");
    }

    @Test
    void aRefusedKeyIsToldWithWhatWasTried() throws IOException {
        Path key = folder("stranger");
        Program.Result made =
                LAB.operator().tries(List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()));
        assertThat(made.exitCode()).isZero();
        LabStatus status = status(LAB.inventory().with("ansible_ssh_private_key_file", key.toString()));
        says(status, "login", "root", "stranger");
    }

    @Test
    void withoutSudoLessIsSeenAndSaidSo() {
        LabStatus status = status(LAB.inventory().withUser("limited"));
        assertThat(status.server(victim.name()).path("ssh").path("ok").asBoolean())
                .isTrue();
        assertThat(status.server(victim.name()).path("ssh").path("privileged").asBoolean())
                .isFalse();
        assertThat(status.server(victim.name()).path("ssh").path("unseen").toString())
                .contains("sudo");
        assertThat(status.holders()).hasSize(1);
    }

    @Test
    void aSudoThatAsksForAPasswordIsNamedWithTheLineThatIsMissing() {
        LabStatus status = status(LAB.inventory().withUser("asks"));
        assertThat(status.server(victim.name()).path("ssh").path("unseen").toString())
                .contains("NOPASSWD");
    }

    @Test
    void noRouteIsALineAndTheOthersAreShown() {
        victim.isCutOff();
        try {
            says(status(LAB.inventory()), "unreachable", victim.name());
        } finally {
            victim.isBack();
        }
    }

    @Test
    void anSshdThatHangsIsSilent() {
        victim.sshdHangs();
        try {
            LabStatus status =
                    LabStatus.of(LAB.operator(), LAB.inventory().write(), environment(), "--ssh-timeout", "6s");
            says(status, "silent", victim.name());
        } finally {
            victim.sshdGoesOn();
        }
    }

    @Test
    void anSshdThatClosesAtOnceIsUnreachable() {
        victim.sshdClosesAtOnce();
        try {
            says(status(LAB.inventory()), "unreachable", victim.name());
        } finally {
            victim.sshdIsWell();
        }
    }

    @Test
    void aGigabyteOfOutputEndsTheLookAndNotTheProgram() {
        victim.runs("cp -a /root/.bashrc /root/.bashrc.kept 2> /dev/null || touch /root/.bashrc.kept");
        victim.writes("/root/.bashrc", "head -c 1000000000 /dev/zero\n");
        try {
            says(status(LAB.inventory()), "output", victim.name());
        } finally {
            victim.runs("mv /root/.bashrc.kept /root/.bashrc");
        }
    }

    @Test
    void escapesOfAHostNeverReachTheTerminal() {
        victim.runs("cp -a /root/.bashrc /root/.bashrc.kept 2> /dev/null || touch /root/.bashrc.kept");
        victim.writes("/root/.bashrc", "printf '\\033]0;owned\\007\\033[2J'; exit 3\n");
        try {
            List<String> arguments =
                    new ArrayList<>(LabStatus.options(LAB.inventory().write()));
            arguments.add("status");
            Program.Result table = LAB.operator().run(arguments, LabStatus.environment(environment()));
            assertThat(table.out()).doesNotContain("\u001b").contains(victim.name());
            assertThat(table.err()).doesNotContain("\u001b");
            LabStatus status = status(LAB.inventory());
            assertThat(status.json().toString()).doesNotContain("\\u001b");
            othersAreSeen(status);
        } finally {
            victim.runs("mv /root/.bashrc.kept /root/.bashrc");
        }
    }

    private void says(LabStatus status, String kind, String... texts) {
        assertThat(status.server(victim.name()).path("ssh").path("ok").asBoolean())
                .as(status::found)
                .isFalse();
        assertThat(status.server(victim.name()).path("ssh").path("kind").asText())
                .isEqualToIgnoringCase(kind);
        String error = status.server(victim.name()).path("ssh").path("error").asText();
        assertThat(error).startsWith(victim.name()).contains(texts).doesNotContain("\n");
        if (!kind.equals("login")) {
            othersAreSeen(status);
        }
    }

    private void othersAreSeen(LabStatus status) {
        for (Frontend frontend : LAB.get().frontends()) {
            if (frontend != victim) {
                assertThat(status.server(frontend.name()).path("ssh").path("ok").asBoolean())
                        .as(status::found)
                        .isTrue();
                assertThat(status.server(frontend.name()).path("error").isNull())
                        .isTrue();
            }
        }
    }

    private LabStatus status(LabInventory inventory) {
        return LabStatus.of(LAB.operator(), inventory.write(), environment());
    }

    private static Map<String, String> environment() {
        return Map.of("ONE_AUTH", credentials.toString());
    }

    private static LabInventory knowing(Path known) {
        return LAB.inventory().withCommonArgs("-o UserKnownHostsFile=" + known);
    }

    private String withoutVictim() throws IOException {
        return lines(line -> !isVictims(line));
    }

    private String changed() throws IOException {
        String other = Files.readAllLines(LAB.operator().knownHosts()).stream()
                .filter(line -> !isVictims(line) && line.contains("ssh-ed25519"))
                .findFirst()
                .orElseThrow();
        String key = other.substring(other.indexOf(" ssh-ed25519"));
        return withoutVictim() + victim.name() + "," + victim.address() + key + "\n";
    }

    private boolean isVictims(String line) {
        String names = line.split(" ")[0];
        return List.of(names.split(",")).contains(victim.address())
                || List.of(names.split(",")).contains(victim.name());
    }

    private static String lines(java.util.function.Predicate<String> which) throws IOException {
        return String.join(
                        "\n",
                        Files.readAllLines(LAB.operator().knownHosts()).stream()
                                .filter(which)
                                .toList())
                + "\n";
    }

    private static Path folder(String name) {
        return LAB.operator().home().resolve(name);
    }
}
