package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Recover and fix on front-ends that boot: each good case, a kill at the worst step, a refusal. Switchover and restart have theirs in
 * {@link RestartJvmIT}, and every fault is in {@link CareMatrix}.
 */
class CareFaultsJvmIT {
    @RegisterExtension
    static final LabExtension LAB = new LabExtension(FaultMatrix.plan());

    private static FaultMatrix matrix;

    @BeforeAll
    static void theZoneStarts() {
        matrix = new FaultMatrix(LAB, Path.of("target/care-faults"));
    }

    static Stream<String> cells() {
        return all().map(FaultCell::name);
    }

    private static Stream<FaultCell> all() {
        CareOperation restore = CareOperation.restore();
        CareOperation term = CareOperation.term();
        CareOperation culprit = CareOperation.culprit();
        CareOperation stopped = CareOperation.stopped();
        return Stream.of(
                FaultCell.good(restore),
                FaultCell.killed(restore, restore.worst()),
                FaultCell.refused(restore, Trouble.NO_LEADER),
                FaultCell.good(term),
                FaultCell.good(culprit),
                FaultCell.killed(culprit, culprit.worst()),
                FaultCell.good(stopped),
                FaultCell.refused(culprit, Trouble.WRONG_CREDENTIALS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void itComesThrough(String name) {
        FaultCell cell =
                all().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
        matrix.carriesOut(cell);
        List<String> failed = matrix.failed();
        assertThat(failed).noneMatch(line -> line.startsWith(name + ": "));
    }
}
