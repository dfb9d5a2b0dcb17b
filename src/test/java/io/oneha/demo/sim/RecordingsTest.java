package io.oneha.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordingsTest {
    @ParameterizedTest
    @MethodSource("states")
    void theSimulationAnswersAsTheRealServersDid(Recordings state) {
        Replay replay = new Replay();
        state.play(replay);
        assertThat(replay.compared).isNotEmpty();
    }

    @Test
    void everyRecordingIsPlayedExceptForWhatIsNotSimulated() throws IOException {
        Replay replay = new Replay();
        states().forEach(state -> state.play(replay));
        Set<String> missing = new TreeSet<>(recordings());
        missing.removeAll(replay.compared);
        // Access rules for other users, login tokens, federations, and a host without power or cable are not simulated.
        assertThat(missing)
                .allMatch(name -> name.startsWith("acl-admin")
                        || name.startsWith("token.")
                        || name.startsWith("user.login")
                        || name.startsWith("fedmaster")
                        || name.startsWith("unplugged."));
        assertThat(missing).hasSize(20);
    }

    private static Stream<Recordings> states() {
        return Stream.concat(Stream.of(HealthyRecordings.values()), Stream.of(BrokenRecordings.values()));
    }

    private static Set<String> recordings() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/recordings"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".meta"))
                    .map(name -> name.substring(0, name.length() - ".meta".length()))
                    .collect(Collectors.toSet());
        }
    }
}
