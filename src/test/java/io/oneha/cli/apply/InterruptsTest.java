package io.oneha.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.session.ExitCode;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In a process of its own, for a second interrupt ends it. */
class InterruptsTest {
    private static final String RUN = "20261124-100000-0a1b";

    /** A program that is at a step of a run until it is interrupted. */
    static final class AtAStep {
        private AtAStep() {}

        public static void main(String... arguments) throws InterruptedException {
            Interrupts.stop(
                    RUN,
                    System.out::println,
                    () -> System.out.println("is to stop"),
                    () -> Optional.of("n1a2: Copy the database from n1a1"));
            System.out.println("runs");
            Thread.sleep(60_000);
        }
    }

    @Test
    @Timeout(50)
    void theFirstStopsTheRunAndTheSecondSaysWhatItLeavesBehind() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        Path.of("target", "classes").toAbsolutePath() + ":"
                                + Path.of("target", "test-classes").toAbsolutePath(),
                        AtAStep.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader out = program.inputReader()) {
            assertThat(out.readLine()).isEqualTo("runs");
            program.toHandle().destroy();
            assertThat(out.readLine()).isEqualTo("is to stop");
            assertThat(out.readLine())
                    .isEqualTo("stops as soon as that is safe; a second Ctrl-C leaves at once. `oneha apply --resume "
                            + RUN + "` continues");
            assertThat(program.isAlive()).isTrue();
            program.toHandle().destroy();
            assertThat(out.readLine())
                    .isEqualTo(
                            "left at once, in n1a2: Copy the database from n1a1: what was begun there may continue by"
                                    + " itself, and the run keeps the zone locked. `oneha apply --resume " + RUN
                                    + "` ends it, and continues");
            assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(program.exitValue()).isEqualTo(ExitCode.INTERRUPTED.number());
        } finally {
            program.destroyForcibly();
        }
    }
}
