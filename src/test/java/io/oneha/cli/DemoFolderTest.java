package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DemoFolderTest {
    @Test
    void whatWasWrittenGoesWithTheFolder() throws Exception {
        Path folder;
        try (DemoFolder demo = new DemoFolder()) {
            folder = demo.path().orElseThrow();
            writes(folder);
        }

        assertThat(folder).doesNotExist();
    }

    @Test
    void itGoesWhenASignalEndsTheDemo() throws Exception {
        Process demo = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName())
                .redirectErrorStream(true)
                .start();
        Path folder = Path.of(demo.inputReader().readLine());
        assertThat(folder.resolve("runs")).isDirectory();

        demo.destroy();

        assertThat(demo.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(folder).doesNotExist();
    }

    private static void writes(Path folder) {
        try {
            Files.createDirectory(folder.resolve("runs"));
            Files.writeString(folder.resolve("runs").resolve("one.jsonl"), "{}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A demo that a signal ends. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) throws InterruptedException {
            DemoFolder folder = new DemoFolder();
            writes(folder.path().orElseThrow());
            System.out.println(folder.path().orElseThrow());
            TimeUnit.MINUTES.sleep(1);
            folder.close();
        }
    }
}
