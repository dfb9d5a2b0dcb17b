package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes wrong while front-ends join a zone of three: the zone keeps its quorum, nothing is lost, and going on converges. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class JoinFaultsJvmIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** Whether oned runs, and if so whether what must be proved before it may is so. */
    private static final String ONED =
            "if pgrep -f '[S]imOned|[/]usr/bin/oned' > /dev/null; then echo runs $(grep -c 'SERVER_ID *= *3'"
                    + " /etc/one/oned.conf) $(sha256sum < /var/lib/one/.one/one_auth | cut -c1-8)"
                    + " $(mariadb -NBe 'SELECT COUNT(*) > 0 FROM opennebula.logdb'); else echo stopped; fi";

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(5).withMembers(3).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    private static Applying oneha;

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
        oneha = new Applying(LAB);
    }

    @Test
    @Order(0)
    void aPortThatIsClosedToTheZoneIsNamedBeforeAnythingIsDone() {
        Frontend joiner = LAB.frontend("n1a4");
        joiner.port2633IsClosed();
        Applying.Run run = oneha.run(inventory(4), "scale-up");
        joiner.port2633IsOpen();
        assertThat(run.exitCode()).as(run.told()).isEqualTo(2);
        assertThat(run.reason()).contains("port 2633 of n1a4 is not reached from n1a");
        assertThat(run.told()).contains("from n1a1").contains("from n1a2").contains("from n1a3");
        assertThat(run.steps("step-done")).isEmpty();
        assertThat(pool()).doesNotContain("[n1a4]");
    }

    @Test
    @Order(1)
    void aFullDiskIsNamedBeforeAnythingIsReplaced() {
        Frontend joiner = LAB.frontend("n1a4");
        joiner.runs("systemctl stop mariadb && cp -a /var/lib/mysql /var/kept-mysql && mount -t tmpfs -o size=330m none"
                + " /var/lib/mysql && cp -a /var/kept-mysql/. /var/lib/mysql/ && chown mysql:mysql /var/lib/mysql"
                + " && fallocate -l $(($(df -P -k /var/lib/mysql | awk 'NR == 2 { print $4 }') - 30000))K /var/lib/mysql/full"
                + " && systemctl start mariadb");
        Applying.Run run = oneha.run(inventory(4), "scale-up");
        joiner.runs("systemctl stop mariadb; umount /var/lib/mysql; systemctl start mariadb");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.reason()).contains("n1a4").contains("MiB are free");
        assertThat(pool()).doesNotContain("[n1a4]");
    }

    @Test
    @Order(2)
    void anotherPasswordOfTheDatabaseIsPutRight() {
        LAB.frontend("n1a4")
                .runs(
                        "mariadb -e \"ALTER USER 'oneadmin'@'localhost' IDENTIFIED BY 'another'; ALTER USER 'oneadmin'@'%' IDENTIFIED BY 'another'\"");
        Applying.Run run = oneha.run(inventory(4), Applying.beginning("n1a4.server-add"), "scale-up");
        assertThat(run.steps("step-done")).as(run.told()).contains("n1a4.account", "n1a4.database");
    }

    @Test
    @Order(3)
    void anAnswerThatIsLostMakesNoSecondServerAndNothingRunsTooEarly() {
        Frontend leader = LAB.zone().awaitsLeader(LIMIT);
        long term = term(leader);
        leader.runs("touch /var/lib/one/lab-loses-an-answer && chown oneadmin /var/lib/one/lab-loses-an-answer");
        LAB.frontend("n1a4").runs("echo oneadmin:wrong > /var/lib/one/.one/one_auth");
        Set<String> seen;
        Applying.Run run;
        Set<String> secrets;
        try (Watching watching =
                        Watching.of(() -> LAB.frontend("n1a4").tries(ONED).out().strip());
                Watching there = Watching.of(() -> secrets(leader));
                Watching here = Watching.of(() -> secrets(LAB.frontend("n1a4")))) {
            run = oneha.run(inventory(4), "apply", "--resume", lastRun());
            seen = watching.seen();
            secrets = new HashSet<>(there.seen());
            secrets.addAll(here.seen());
        }
        assertThat(secrets).containsOnly("");
        assertThat(run.told()).doesNotContain(Lab.DATABASE_PASSWORD);
        assertThat(run.exitCode()).as(run.told()).isZero();
        if (!LAB.get().isReal()) {
            assertThat(run.told()).contains("whether it was done is unknown");
        }
        assertThat(pool().split("\\[n1a4\\]", -1)).hasSize(2);
        assertThat(term(leader)).as("the zone has never lost its leader").isEqualTo(term);
        String auth = leader.runs("sha256sum < /var/lib/one/.one/one_auth | cut -c1-8")
                .strip();
        assertThat(seen)
                .contains("stopped")
                .allMatch(look -> look.equals("stopped") || look.equals("runs 1 " + auth + " 1"));
        assertSameRows(4);
    }

    @Test
    @Order(4)
    void aLeaderThatDiesStopsTheRunAndItGoesOnWithTheNext() {
        Frontend old = LAB.zone().awaitsLeader(LIMIT);
        Applying.Run first = oneha.run(inventory(5), Applying.beginning("n1a5.server-add"), "scale-up");
        old.isKilled("opennebula");
        Applying.Run refused = oneha.run(inventory(5), "apply", "--resume", first.name());
        assertThat(refused.exitCode()).as(refused.told()).isEqualTo(73);
        assertThat(refused.reason()).contains(old.name());
        old.starts("opennebula");
        LAB.zone().settles(LIMIT);
        Applying.Run last = oneha.run(inventory(5), "apply", "--resume", first.name());
        assertThat(last.exitCode()).as(last.told()).isZero();
        assertSameRows(5);
        assertThat(LAB.get().frontends()).allSatisfy(frontend -> assertThat(
                        frontend.tries("ls /var/lib/oneha/lock").exitCode())
                .isNotZero());
    }

    @Test
    @Order(5)
    void aRunThatWasKilledAtItsVeryEndIsOverWhenItGoesOn() throws IOException {
        LAB.frontend("n1a5")
                .runs("systemctl stop opennebula && sed -i 's/SERVER_ID *= *4/SERVER_ID = -1/' /etc/one/oned.conf");
        Applying.Run first = oneha.run(inventory(5), "scale-up");
        assertThat(first.exitCode()).as(first.told()).isZero();
        String name = first.name();
        Frontend leader = LAB.zone().awaitsLeader(LIMIT);
        leader.runs("install -d -m 700 /var/lib/oneha && echo 'run " + name + "' > /var/lib/oneha/lock");
        Path journal = LAB.operator().home().resolve(".local/state/oneha/runs/" + name + ".jsonl");
        String told = Files.readString(journal);
        Files.writeString(journal, told.substring(0, told.lastIndexOf('\n', told.length() - 2) + 1));
        Applying.Run again = oneha.run(inventory(5), "apply", "--resume", name);
        assertThat(again.exitCode()).as(again.told()).isZero();
        assertThat(again.steps("step-started")).isEmpty();
        assertThat(leader.tries("ls /var/lib/oneha/lock").exitCode()).isNotZero();
        assertThat(oneha.run(inventory(5), "apply", "--resume", name).exitCode())
                .isEqualTo(73);
    }

    @Test
    @Order(6)
    void aSecondRunIsToldWhoHasTheZone() {
        Frontend leader = LAB.zone().awaitsLeader(LIMIT);
        leader.runs(
                "install -d -m 700 /var/lib/oneha && printf 'run 20260101-000000-abcd\\nuser somebody\\nmachine jump\\n'"
                        + " > /var/lib/oneha/lock");
        leader.runs("mariadb -e 'SELECT 1'");
        LAB.frontend("n1a5").stops("opennebula");
        LAB.frontend("n1a5").runs("sed -i 's/SERVER_ID *= *4/SERVER_ID = -1/' /etc/one/oned.conf");
        Applying.Run run = oneha.run(inventory(5), "apply");
        assertThat(run.exitCode()).as(run.told()).isEqualTo(73);
        assertThat(run.reason()).contains("somebody on jump").contains("20260101-000000-abcd");
        leader.runs("rm /var/lib/oneha/lock");
        Applying.Run again = oneha.run(inventory(5), "apply");
        assertThat(again.exitCode()).as(again.told()).isZero();
        assertSameRows(5);
    }

    private static Path inventory(int frontends) {
        return LAB.inventory().withFrontends(frontends).write();
    }

    /** What of any process' command line or environment is secret. */
    private static String secrets(Frontend frontend) {
        String processes = frontend.tries("cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2> /dev/null | tr '\\0' ' '")
                .out();
        return List.of(Lab.DATABASE_PASSWORD, Lab.CREDENTIALS.substring(Lab.CREDENTIALS.indexOf(':') + 1)).stream()
                .filter(processes::contains)
                .collect(Collectors.joining(" "));
    }

    private static String lastRun() {
        Program.Result runs = LAB.operator().run(List.of("runs", "-o", "json"), LabStatus.environment(Map.of()));
        Matcher name = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9a-f]{4}").matcher(runs.out());
        assertThat(name.find()).as(runs.out() + runs.err()).isTrue();
        return name.group();
    }

    private static String pool() {
        return LAB.zone().awaitsLeader(LIMIT).sql("SELECT body FROM zone_pool");
    }

    private static long term(Frontend frontend) {
        return LAB.zone().raftOf(frontend).map(RaftStatus::term).orElse(-1L);
    }

    private static void assertSameRows(int size) {
        List<Frontend> members = LAB.get().frontends().subList(0, size);
        assertThat(members)
                .as(LAB.zone().tells())
                .filteredOn(member -> LAB.zone()
                        .raftOf(member)
                        .filter(raft -> raft.state() == ServerState.FOLLOWER)
                        .isPresent())
                .hasSize(size - 1);
        Await.awaits(
                LIMIT,
                "all servers have the same rows",
                () -> members.stream().map(Frontend::rows).distinct().count() == 1);
    }
}
