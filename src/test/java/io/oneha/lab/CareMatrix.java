package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.lab.FaultCell.Fault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Each operation on a running zone, with each fault. Takes hours, so that it is asked for: {@code mvn verify -Dlab=full}, and with
 * {@code -Dlab.only=REGEX} the cells whose names have a match of it ({@code 'switchover: kill'}). Its name is no test's, so that
 * nothing else runs it. The table is {@code target/care-matrix/table.txt}, or in the folder that {@code -Dlab.table} names.
 */
class CareMatrix {
    @RegisterExtension
    static final LabExtension LAB = new LabExtension(FaultMatrix.plan());

    private static final int TIMES = 10;
    private static final int PLAIN_TIMES = 3;
    private static final Duration GAP = Duration.ofMillis(3500);
    private static final Duration PLAIN_GAP = Duration.ofSeconds(8);

    private final Pattern only = Pattern.compile(System.getProperty("lab.only", ""));

    @Test
    void eachOperationComesThroughEachFault() {
        FaultMatrix matrix = new FaultMatrix(LAB, Path.of(System.getProperty("lab.table", "target/care-matrix")));
        for (CareOperation operation : CareOperation.all()) {
            kills(matrix, operation);
        }
        for (Fault fault : List.of(Fault.LEADER_LOST, Fault.AWAY, Fault.REFUSED)) {
            for (CareOperation operation : CareOperation.all()) {
                FaultCell.others(operation, fault).stream()
                        .filter(this::isAsked)
                        .forEach(matrix::carriesOut);
            }
        }
        assertThat(matrix.failed()).as(matrix.table()).isEmpty();
    }

    /** Each makes another server the leader than the one before; with {@code lab.only}: {@code 'ten of ten'}. */
    @Test
    void theWantedServerWinsTenOfTen() {
        if (!isAsked("switchover: ten of ten")) {
            return;
        }
        LAB.zone().starts();
        List<String> bad = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            switchesOver(GAP, bad);
        }
        for (int i = 0; i < PLAIN_TIMES; i++) {
            switchesOver(PLAIN_GAP, bad, "--no-config-change");
        }
        assertThat(bad).isEmpty();
    }

    private static void switchesOver(Duration limit, List<String> bad, String... options) {
        Frontend leader = LAB.zone().settles(CareScene.LIMIT);
        CareScene scene = CareScene.of(LAB, leader);
        List<Frontend> all = scene.members();
        String wanted = all.get((all.indexOf(leader) + 1) % all.size()).name();
        List<String> command = new ArrayList<>(List.of("switchover", "--to", wanted));
        command.addAll(List.of(options));
        Applying.Run run;
        Duration gap;
        int written;
        try (SteadyWriter writer = new SteadyWriter(LAB.zone())) {
            run = new Applying(LAB).run(scene.inventory(), command.toArray(String[]::new));
            gap = writer.gap();
            written = writer.written();
        }
        boolean good = run.exitCode() == 0 && LAB.zone().hasLeader(wanted) && gap.compareTo(limit) <= 0;
        String line = String.format(
                Locale.ROOT,
                "%-6s %s, from %s: exit code %d, %s leads, %d writes, none for %.2f s of %.1f s",
                good ? "ok" : "FAILED",
                String.join(" ", command),
                leader.name(),
                run.exitCode(),
                LAB.zone().leader().map(Machine::name).orElse("nobody"),
                written,
                gap.toMillis() / 1e3,
                limit.toMillis() / 1e3);
        System.out.println("[switchover] " + line);
        System.out.flush();
        if (!good) {
            bad.add(line + "\n" + run.told());
        }
        LAB.zone().everyServerHas(written);
    }

    /** The good case tells which steps there are: it is carried out wherever a kill may be asked for. */
    private void kills(FaultMatrix matrix, CareOperation operation) {
        FaultCell good = FaultCell.good(operation);
        boolean kills =
                isAsked(FaultCell.killed(operation, "P.")) || only.pattern().contains("kill at");
        if (!isAsked(good) && !kills) {
            return;
        }
        matrix.carriesOut(good);
        matrix.steps(operation).stream()
                .map(step -> FaultCell.killed(operation, step))
                .filter(this::isAsked)
                .forEach(matrix::carriesOut);
    }

    private boolean isAsked(FaultCell cell) {
        return isAsked(cell.name());
    }

    private boolean isAsked(String name) {
        return only.matcher(name).find();
    }
}
