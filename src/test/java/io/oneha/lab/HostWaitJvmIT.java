package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A front-end that is away while it joins: the promised wait is kept in full, and a copy that broke begins again. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HostWaitJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final Duration PROMISED = Duration.ofSeconds(15);
    /** What looks may take on a busy machine before and after the wait. */
    private static final Duration BESIDE = Duration.ofSeconds(60);

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(4).withMembers(3).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    private static Applying oneha;
    private static Frontend joiner;
    private static String unfinished = "";

    private long wentAway;

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
        for (int i = 0; i < 4; i++) {
            LAB.zone().writesVms(5, 2000, 100);
        }
        oneha = new Applying(LAB);
        joiner = LAB.frontend("n1a4");
    }

    @Test
    @Order(1)
    void refusedForGoodItIsWaitedForAsLongAsWasPromised() {
        Applying.Run run =
                oneha.run(LAB.inventory().write(), at("step-started", "n1a4.account", this::refuses), "scale-up");
        long waited = System.nanoTime() - wentAway;
        joiner.starts("ssh");
        unfinished = run.name();
        isKept(run, waited);
    }

    @Test
    @Order(2)
    void droppedForGoodItIsWaitedForAsLongAsWasPromised() {
        Applying.Run run = oneha.run(
                LAB.inventory().write(),
                at("step-started", "n1a4.configuration", this::drops),
                "apply",
                "--resume",
                unfinished);
        long waited = System.nanoTime() - wentAway;
        joiner.runs("nft delete table inet lab_away");
        isKept(run, waited);
    }

    @Test
    @Order(3)
    void anSshdThatIsRestartedInTheMiddleOfTheCopyMakesItBeginAgain() {
        Applying.Run run = oneha.run(
                LAB.inventory().write(),
                at("step-bytes", "n1a4.database", this::restarts),
                "apply",
                "--resume",
                unfinished);
        assertThat(wentAway).as("the copy was met: " + run.told()).isNotZero();
        assertThat(run.exitCode()).as(run.told()).isZero();
        assertThat(run.steps("step-done")).contains("n1a4.database", "n1a4.caught-up");
        assertThat(run.steps("step-failed")).isEmpty();
        assertThat(run.told()).contains("waits up to");
        Await.awaits(
                LIMIT,
                "all servers have the same rows",
                () -> LAB.get().frontends().stream()
                                .map(Frontend::rows)
                                .distinct()
                                .count()
                        == 1);
    }

    private static void isKept(Applying.Run run, long waited) {
        assertThat(run.exitCode()).as(run.told()).isEqualTo(69);
        assertThat(run.told()).contains("waits up to 15 s").contains("resume the run");
        assertThat(Duration.ofNanos(waited)).as(run.told()).isBetween(PROMISED, PROMISED.plus(BESIDE));
    }

    /** Once, at the first event of that kind of a step. */
    private static Predicate<JsonNode> at(String event, String step, Runnable fault) {
        boolean[] done = {false};
        return told -> {
            if (!done[0]
                    && told.path("event").asText().equals(event)
                    && told.path("step").asText().equals(step)) {
                done[0] = true;
                fault.run();
            }
            return false;
        };
    }

    private void refuses() {
        joiner.stops("ssh");
        hangsUp();
    }

    private void drops() {
        joiner.runs(
                "nft -f -",
                "table inet lab_away { chain input { type filter hook input priority 0; tcp dport 22 drop; }; }\n");
        wentAway = System.nanoTime();
    }

    private void restarts() {
        joiner.stops("ssh");
        hangsUp();
        joiner.starts("ssh");
    }

    /** The connections that are open end too. */
    private void hangsUp() {
        joiner.tries("pkill -KILL -x sshd");
        wentAway = System.nanoTime();
    }
}
