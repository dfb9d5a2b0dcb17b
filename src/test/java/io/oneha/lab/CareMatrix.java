package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.lab.FaultCell.Fault;
import java.nio.file.Path;
import java.util.List;
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
        return only.matcher(cell.name()).find();
    }
}
