package io.oneha.serve.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebConfigReaderTest {
    private static final String HASH = "$2y$10$" + "a".repeat(53);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("web.yml");
    }

    @Test
    void filesAreRelativeToTheConfigurationAndUsersHaveTheirHashes() throws IOException {
        write("tls_server_config:\n  cert_file: tls.crt\n  key_file: /etc/tls.key\nbasic_auth_users:\n  erika: "
                + HASH);

        WebConfig config = WebConfigReader.read(file);

        assertThat(config.tls()).contains(new WebConfig.TlsFiles(folder.resolve("tls.crt"), Path.of("/etc/tls.key")));
        assertThat(config.users()).containsOnlyKeys("erika").containsValue(HASH);
    }

    @Test
    void anEmptyFileProtectsNothing() throws IOException {
        write("# nothing yet\n");

        assertThat(WebConfigReader.read(file)).isEqualTo(WebConfig.OPEN);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http_server_config: {http2: false} | oneha has no http_server_config; it knows basic_auth_users and",
                "tls_server_config: {client_ca_file: x} | oneha has no tls_server_config.client_ca_file",
                "tls_server_config: {cert_file: x} | tls_server_config.key_file is missing",
                "tls_server_config: yes | tls_server_config is no list of keys",
                "basic_auth_users: {} | basic_auth_users names no user",
                "basic_auth_users: {erika: secret} | basic_auth_users.erika is no bcrypt hash",
                "basic_auth_users: {erika: $2y$31$aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa} | with a cost of 4 to 15",
                "basic_auth_users: {erika: [secret | line 1 is not valid YAML",
                "- secret | the file is no list of keys",
            })
    void whatCannotBeUsedIsSaidInOneLineWithoutItsSecrets(String yaml, String expected) throws IOException {
        write(yaml);

        CommandException refused = catchThrowableOfType(CommandException.class, () -> WebConfigReader.read(file));

        assertThat(refused)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(expected)
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("aaaa")
                .hasMessageNotContaining("\n");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.INPUT);
    }

    @Test
    void aFileThatEverybodyCanReadIsRefused() throws IOException {
        write("");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(catchThrowableOfType(CommandException.class, () -> WebConfigReader.read(file)))
                .hasMessage(file + ": everybody can read this secret; run `chmod o-r " + file + "`");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(catchThrowableOfType(CommandException.class, () -> WebConfigReader.read(file)))
                .hasMessage(file + ": it cannot be read: there is no such file");
    }

    private void write(String yaml) throws IOException {
        Files.writeString(file, yaml);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    }
}
