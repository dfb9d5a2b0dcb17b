package io.oneha.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A command is what it was made as, whatever is done with the bytes that were given or got. */
class RemoteCommandInputTest {
    @Test
    void neitherWhoMadeItNorWhoReadsItCanChangeItsInput() {
        byte[] given = "SELECT 1".getBytes(StandardCharsets.UTF_8);
        RemoteCommand command = new RemoteCommand(
                List.of("mariadb"), Become.ROOT, given, RemoteCommand.DEFAULT_OUTPUT_LIMIT, Optional.empty());
        given[7] = '2';
        command.input()[7] = '3';

        assertThat(command.input()).asString(StandardCharsets.UTF_8).isEqualTo("SELECT 1");
    }
}
