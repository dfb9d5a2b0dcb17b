package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.oneha.testing.Program;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Leaders that die and cables that are pulled while a zone grows from three to four: the run itself goes on. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RunFaultsJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** As long as systemd waits before it starts an oned that was killed. */
    private static final long RESTART_SECONDS = 5;

    private static final long CUT_SECONDS = 5;

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(4).withMembers(3).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    private static Applying oneha;
    private static String unfinished = "";

    private final List<CompletableFuture<?>> going = new ArrayList<>();

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
        oneha = new Applying(LAB);
    }

    @Test
    @Order(1)
    void itGoesOnWithTheNextLeaderAndEndsWithTheReasonWhenItIsCutOffForGood() {
        for (int i = 0; i < 4; i++) {
            LAB.zone().writesVms(5, 2000, 100);
        }
        Applying.Run run = oneha.run(
                LAB.inventory().write(),
                at("n1a4.configuration", this::theLeaderIsKilled).or(onLine("n1a4.database", () -> operator("drop"))),
                "scale-up");
        all();
        assertThat(LAB.zone().leader()).as("the zone keeps its quorum").isPresent();
        operator("accept");
        unfinished = run.name();
        assertThat(run.exitCode()).as(run.told()).isEqualTo(69);
        assertThat(run.steps("replanned")).as(run.told()).containsExactly("n1a4.configuration");
        assertThat(run.steps("step-failed")).containsExactly("n1a4.database");
        assertThat(run.reason()).contains("n1a").contains("answer");
        assertThat(run.told()).contains("--resume");
    }

    @Test
    @Order(2)
    void goingOnSurvivesACutOfSomeSecondsAndLeadersThatDieInAndAfterTheServerAdd() {
        Applying.Run run = oneha.run(
                LAB.inventory().write(),
                onLine("n1a4.database", this::theOperatorIsAlone)
                        .or(at("n1a4.database", this::theLeaderIsKilledWhenItAdds))
                        .or(at("n1a4.hooks", this::theLeaderIsKilled)),
                "apply",
                "--resume",
                unfinished);
        all();
        assertThat(run.exitCode()).as(run.told()).isZero();
        assertThat(run.told()).contains("leader changed from");
        if (!LAB.get().isReal()) {
            assertThat(run.told()).contains("whether it was done is unknown");
            assertThat(run.steps("replanned")).contains("n1a4.server-add");
        }
        assertThat(run.steps("replanned")).as(run.told()).hasSizeGreaterThan(1);
        assertThat(run.steps("step-done")).contains("n1a4.database");
        assertThat(shown(unfinished)).contains("\"replanned\":[{").contains("lead any more");
        assertGrown();
    }

    /** Does something once, when a step begins, and lets the program go on. */
    private static Predicate<JsonNode> at(String step, Runnable fault) {
        return Applying.once(Applying.beginning(step), fault);
    }

    private static Predicate<JsonNode> onLine(String step, Runnable fault) {
        return Applying.once(
                event -> event.path("event").asText().equals("step-line")
                        && event.path("step").asText().equals(step),
                fault);
    }

    private void theLeaderIsKilled() {
        Frontend leader = LAB.zone().awaitsLeader(LIMIT);
        leader.isKilled("opennebula");
        later(RESTART_SECONDS, () -> leader.starts("opennebula"));
    }

    /** It will take the call of the server-add, and die before it has answered. */
    private void theLeaderIsKilledWhenItAdds() {
        Frontend leader = LAB.zone().awaitsLeader(LIMIT);
        String file = "/var/lib/one/lab-loses-an-answer";
        leader.runs("touch " + file + " && chown oneadmin " + file);
        // OpenNebula's own oned leaves the file alone, and is killed as soon as its pool has the server.
        String added = LAB.get().isReal()
                ? "mariadb -NBe 'SELECT body FROM opennebula.zone_pool' | grep -q n1a4"
                : "! [ -e " + file + " ]";
        String meanwhile = LAB.get().isReal() ? "" : "sleep .1;";
        going.add(CompletableFuture.runAsync(() -> {
            leader.runs("for i in $(seq 1000); do " + added + " && break; sleep .02; done; " + meanwhile
                    + " systemctl kill -s KILL opennebula");
            later(RESTART_SECONDS, () -> leader.starts("opennebula"));
        }));
    }

    private void theOperatorIsAlone() {
        operator("drop");
        later(CUT_SECONDS, () -> operator("accept"));
    }

    /** What becomes of the packets between the operator's machine and all others. */
    private static void operator(String verdict) {
        String rules = "table inet lab_cut\ndelete table inet lab_cut\ntable inet lab_cut {\n"
                + " chain input { type filter hook input priority 0; iifname eth0 " + verdict + "; }\n"
                + " chain output { type filter hook output priority 0; oifname eth0 " + verdict + "; }\n}\n";
        Program.Result result =
                LAB.operator().tries(List.of("sh", "-c", "printf '%s' \"$1\" | nft -f -", "cut", rules));
        assertThat(result.exitCode()).as(result.err()).isZero();
    }

    private void later(long seconds, Runnable task) {
        synchronized (going) {
            going.add(CompletableFuture.runAsync(task, CompletableFuture.delayedExecutor(seconds, TimeUnit.SECONDS)));
        }
    }

    private void all() {
        for (int i = 0; i < going.size(); i++) {
            going.get(i).join();
        }
    }

    private static String shown(String run) {
        return LAB.operator()
                .run(List.of("runs", "show", run, "-o", "json"), LabStatus.environment(Map.of()))
                .out();
    }

    private static void assertGrown() {
        String pool = LAB.zone().awaitsLeader(LIMIT).sql("SELECT body FROM zone_pool");
        List<Frontend> members = LAB.get().frontends();
        Await.awaits(
                LIMIT,
                "one leads and the others follow",
                () -> members.stream()
                                .flatMap(member -> LAB.zone().raftOf(member).map(RaftStatus::state).stream())
                                .filter(ServerState.FOLLOWER::equals)
                                .count()
                        == members.size() - 1);
        Await.awaits(
                LIMIT,
                "all servers have the same rows",
                () -> members.stream().map(Frontend::rows).distinct().count() == 1);
        for (Frontend member : members) {
            assertThat(pool.split("\\[" + member.name() + "\\]", -1)).as(pool).hasSize(2);
            assertThat(member.runs("mariadb -NBe \"SHOW DATABASES LIKE 'oneha%'\""))
                    .isEmpty();
            assertThat(member.runs(
                            "find / -xdev \\( -name '*oneha-new*' -o -name 'oneha-known.*' -o -path '/var/lib/oneha/lock*'"
                                    + " \\) ! -path '/proc/*' 2> /dev/null; ls /tmp/oneha* 2> /dev/null || true"))
                    .isEmpty();
        }
    }
}
