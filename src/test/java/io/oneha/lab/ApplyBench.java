package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.oneha.lab.oned.SimOned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * How long runs take, beside the waits that nobody can avoid, measured by hand in the same minute: no test, but it needs the
 * lab. Its oned warms up as long as a real one, and holds 200,000 virtual machines. Prints the rows of the README's table:
 * {@code mvn verify -DskipUnit -Dit.test=ApplyBench -Dnative}.
 */
class ApplyBench {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final String SCRATCH = "bench";
    private static final double NANOS = 1e9;

    @RegisterExtension
    static final LabExtension LAB = new LabExtension(LabPlan.of(3)
            .withMembers(0)
            .withOned(ClassPath.command(
                    SimOned.class.getName(), List.of("-Dsim.oned.warm-up-ms=15000"), List.of("/etc/one/oned.conf"))));

    @Test
    void table() throws Exception {
        Applying oneha = new Applying(LAB);
        Frontend first = LAB.frontend("n1a1");
        String before = load();

        Applying.Run ready = oneha.run(inventory(1), "force-ha");
        assertThat(ready.exitCode()).as(ready.told()).isZero();
        double start = start(first);
        LAB.zone().awaitsLeader(LIMIT);
        double election = restarted(first);
        first.sql(
                "INSERT INTO vm_pool (oid, name, body, uid, gid, state, lcm_state, resched, owner_u, group_u, other_u, short_body,"
                        + " body_json) SELECT seq, CONCAT('vm-', seq), REPEAT(MD5(seq), 25), 0, 0, 1, 0, 0, 1, 0, 0,"
                        + " MD5(seq), '{}' FROM seq_1_to_200000");
        Applying.Run grown = oneha.run(inventory(3), "scale-up");
        assertThat(grown.exitCode()).as(grown.told()).isZero();
        double pipes = 0;
        double starts = 0;
        for (String name : List.of("n1a2", "n1a3")) {
            pipes += pipe(first, LAB.frontend(name));
            starts += start(LAB.frontend(name));
        }

        System.out.printf(Locale.ROOT, "load average %s to %s%n", before, load());
        row(
                "`force-ha` of a fresh front-end",
                seconds(ready),
                "a start until it answers, twice, and one until it leads",
                start + election);
        row(
                "`scale-up` 1 to 3",
                seconds(grown),
                String.format(Locale.ROOT, "two copies %.1f s, two starts %.1f s", pipes, starts),
                pipes + starts);
        steps(ready);
        steps(grown);
    }

    /** From one database into the other by a pipe on this machine, with no network and no SSH between them. */
    private static double pipe(Frontend from, Frontend to) throws IOException, InterruptedException {
        to.runs("mariadb", "CREATE DATABASE " + SCRATCH);
        long start = System.nanoTime();
        List<Process> both = ProcessBuilder.startPipeline(List.of(
                new ProcessBuilder(
                                from.inside(List.of("mariadb-dump", "--single-transaction", "--quick", Lab.DATABASE)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT),
                new ProcessBuilder(to.inside(List.of("mariadb", SCRATCH)))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)));
        for (Process process : both) {
            assertThat(process.waitFor()).isZero();
        }
        double took = since(start);
        to.runs("mariadb", "DROP DATABASE " + SCRATCH);
        return took;
    }

    /** From the start of its oned until that answers. */
    private static double start(Frontend frontend) {
        frontend.stops("opennebula");
        long start = System.nanoTime();
        frontend.starts("opennebula");
        Await.awaits(LIMIT, "oned answers", () -> LAB.zone().raftOf(frontend).isPresent());
        return since(start);
    }

    /** From the start of its oned until that leads. */
    private static double restarted(Frontend frontend) {
        frontend.stops("opennebula");
        long start = System.nanoTime();
        frontend.starts("opennebula");
        LAB.zone().awaitsLeader(LIMIT);
        return since(start);
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / NANOS;
    }

    private static double seconds(Applying.Run run) {
        return Duration.between(
                                at(run.events().get(0)),
                                at(run.events().get(run.events().size() - 1)))
                        .toMillis()
                / 1000.0;
    }

    private static Instant at(JsonNode event) {
        return Instant.parse(event.path("at").asText());
    }

    /** What each step took, for whoever wants to know where the time went. */
    private static void steps(Applying.Run run) {
        List<String> lines = new ArrayList<>();
        for (JsonNode event : run.events()) {
            String kind = event.path("event").asText();
            if (kind.equals("step-done") || kind.equals("step-measured")) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%8.2f s  %s %s",
                        event.path("tookMs").asLong() / 1000.0,
                        event.path("step").asText(),
                        event.path("what").asText()));
            }
        }
        lines.forEach(System.out::println);
    }

    private static Path inventory(int frontends) {
        return LAB.inventory().forHa(frontends).write();
    }

    private static String load() throws IOException {
        return Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
    }

    private static void row(String what, double own, String waits, double sum) {
        System.out.printf(Locale.ROOT, "| %s | %.1f s | %.1f s (%s) | %.2f |%n", what, own, sum, waits, own / sum);
    }
}
