package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.session.ExitCode;
import io.oneha.lab.Await;
import io.oneha.run.Happenings;
import io.oneha.run.RunEvent;
import io.oneha.run.journal.Journal;
import io.oneha.run.journal.Runs;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What apply says before it changes anything, of a zone where nobody answers. */
@QuarkusTest
class ApplyCommandTest {
    /** Nobody listens there. */
    private static final String CLOSED = "http://127.0.0.1:1/RPC2";

    @TempDir
    Path home;

    private TestCommandLine oneha;
    private String inventory;

    @BeforeEach
    void aHome() throws IOException {
        Path auth = Files.writeString(home.resolve("one_auth"), "oneadmin:secret\n");
        oneha = new TestCommandLine(
                Map.of("XDG_STATE_HOME", home.toString(), "ONE_AUTH", auth.toString(), "LANG", "C.UTF-8"));
        inventory = Files.writeString(
                        home.resolve("two.yml"),
                        "frontend:\n  vars: { one_vip: 192.0.2.9, one_vip_cidr: 24, one_vip_if: eth0 }\n  hosts:\n"
                                + "    n1a1: { ansible_host: 127.0.0.1, oneha_endpoint: '" + CLOSED + "' }\n"
                                + "    n1a2: { ansible_host: 127.0.0.2, oneha_endpoint: '"
                                + CLOSED.replace("0.1:", "0.2:") + "' }\n")
                .toString();
    }

    @Test
    void aPlanOfAHostThatTheInventoryLacksIsRefusedBeforeAnythingIsLookedAt() throws IOException {
        Path plan = Files.writeString(
                home.resolve("plan.json"),
                "{\"schema\":1,\"fingerprint\":\"a\",\"steps\":[{\"id\":\"n1a9.start\",\"host\":\"n1a9\"}]}");

        assertThat(oneha.run("apply", plan.toString(), "-i", inventory, "--no-ssh"))
                .isEqualTo(ExitCode.REFUSED.number());
        assertThat(oneha.out()).isEmpty();
        assertThat(oneha.err())
                .isEqualTo("oneha: the plan in " + plan + " works on n1a9, which " + inventory
                        + " does not have; give the inventory that it was made with, or plan again\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"apply", "scale-up", "force-ha", "switchover", "restart"})
    void theirPlanIsShownWithoutARun(String command) {
        assertThat(oneha.run(command, "--plan", "-o", "json", "-i", inventory, "--no-ssh", "--read-only"))
                .isEqualTo(ExitCode.REFUSED.number());
        assertThat(oneha.out())
                .startsWith("{\"schema\":1,\"intent\":\"refused\",\"code\":\"")
                .endsWith("}\n");
        assertThat(home.resolve("oneha/runs")).doesNotExist();
    }

    @Test
    void aPlanThatIsOnlyShownTakesNeitherASavedOneNorARun() {
        for (String other : List.of("plan.json", "--resume=" + Happenings.RUN)) {
            assertThat(oneha.run("apply", "--plan", other, "-i", inventory, "--no-ssh"))
                    .isEqualTo(ExitCode.USAGE.number());
            assertThat(oneha.err()).contains("--plan shows a plan made now");
        }
    }

    @Test
    void aRunThatIsResumedWaitsForTheZoneWhereANewOneIsRefusedAtOnce() throws InterruptedException {
        assertThat(oneha.run("apply", "-i", inventory, "--no-ssh")).isEqualTo(ExitCode.REFUSED.number());
        assertThat(oneha.err()).doesNotContain("waits up to");
        try (Journal journal = new Runs(home.resolve("oneha"), Clock.systemUTC(), line -> {})
                .begin(Happenings.RUN, Happenings.ORIGIN)) {
            List.<RunEvent>of(Happenings.started(0), Happenings.begins(1, 1)).forEach(journal);
        }
        Thread resumes = new Thread(
                () -> oneha.run("apply", "--resume", Happenings.RUN, "-i", inventory, "--no-ssh"), "test-resumes");
        resumes.start();
        Await.awaits(
                Duration.ofSeconds(20), "it waits", () -> oneha.err().contains("waits up to 30 s for that to pass"));
        assertThat(resumes.isAlive()).isTrue();
        resumes.interrupt();
        resumes.join();
    }
}
