package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import io.oneha.zone.Credentials;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.XmlRpcRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A follower that was never restored from a copy of the zone, and has caught up all the same. */
class DivergedServerJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** Slow enough that two servers are seen at one index. */
    private static final long EACH_MILLIS = 2500;

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(3).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    @Test
    void checkTellsOfItAndItsRemedyCarriedOutAsWrittenMendsIt() {
        LAB.zone().starts();
        Frontend leader = LAB.zone().settles(LIMIT);
        Path inventory = LAB.inventory().write();
        Frontend follower = LAB.get().frontends().stream()
                .filter(frontend -> frontend != leader)
                .findFirst()
                .orElseThrow();
        Program.Result healthy = check(inventory);
        assertThat(healthy.out()).contains("Nothing found.").contains("row counts");
        assertThat(healthy.exitCode()).as(healthy.out()).isZero();

        isMadeAnewAndNotRestored(follower);
        isLevel(follower, leader);
        Program.Result atRest = check(inventory);
        assertThat(atRest.out())
                .contains("DB_DIVERGED  " + follower.name())
                .contains("user_pool has")
                .contains("run `oneha check` again after the next write");
        assertThat(atRest.exitCode()).as(atRest.out()).isEqualTo(1);

        Program.Result found;
        ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor();
        try {
            writer.scheduleWithFixedDelay(() -> write(leader), 0, EACH_MILLIS, TimeUnit.MILLISECONDS);
            found = check(inventory);
        } finally {
            writer.shutdownNow();
        }
        assertThat(found.out())
                .contains("DB_DIVERGED  " + follower.name())
                .contains("seen at the log indexes")
                .contains("`systemctl stop opennebula` on " + follower.name() + " and SERVER_ID = -1 in its"
                        + " /etc/one/oned.conf")
                .contains("`oneha apply`, which copies the database of " + leader.name() + " again");
        assertThat(found.exitCode()).as(found.out()).isEqualTo(2);

        follower.runs("systemctl stop opennebula && sed -i 's/SERVER_ID *= *[0-9]/SERVER_ID = -1/' /etc/one/oned.conf");
        Applying.Run mended = new Applying(LAB).run(inventory, "apply");
        assertThat(mended.exitCode()).as(mended.told()).isZero();
        assertThat(mended.steps("step-done")).contains(follower.name() + ".database", follower.name() + ".caught-up");
        LAB.zone().settles(LIMIT);
        assertThat(check(inventory).out()).doesNotContain("DB_DIVERGED");
        assertThat(follower.rows()).isEqualTo(leader.rows());
    }

    /** Its database is as oned makes one, with no log and with none of the zone's own rows; its .one and its SERVER_ID are the zone's. */
    private static void isMadeAnewAndNotRestored(Frontend follower) {
        follower.stops("opennebula");
        follower.sql("DELETE FROM logdb; DELETE FROM system_attributes WHERE name = 'RAFT_STATE';"
                + " DELETE FROM user_pool WHERE name = 'viewer'");
        follower.starts("opennebula");
    }

    private static void isLevel(Frontend follower, Frontend leader) {
        Await.awaits(LIMIT, "it has caught up", () -> {
            write(leader);
            return is(follower, ServerState.FOLLOWER)
                    && LAB.zone()
                            .raftOf(follower)
                            .map(RaftStatus::commit)
                            .equals(LAB.zone().raftOf(leader).map(RaftStatus::commit));
        });
        LAB.zone().settles(LIMIT);
    }

    private static boolean is(Frontend frontend, ServerState state) {
        return LAB.zone()
                .raftOf(frontend)
                .map(RaftStatus::state)
                .filter(state::equals)
                .isPresent();
    }

    private static void write(Frontend leader) {
        LAB.zone()
                .asks(
                        leader,
                        XmlRpcRequest.of("one.zone.update", new Credentials(Lab.CREDENTIALS))
                                .integer(0)
                                .string("WRITTEN=\"yes\"")
                                .integer(1),
                        10);
    }

    private static Program.Result check(Path inventory) {
        List<String> arguments = new ArrayList<>(LabStatus.options(inventory));
        arguments.add("check");
        return LAB.operator().run(arguments, LabStatus.environment(Map.of()));
    }
}
