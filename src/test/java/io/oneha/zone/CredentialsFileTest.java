package io.oneha.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialsFileTest {
    @TempDir
    Path home;

    private Path atHome;

    @BeforeEach
    void makeFolder() throws Exception {
        atHome = Files.createDirectory(home.resolve(".one")).resolve("one_auth");
    }

    @Test
    void withoutAnyFileThereAreNone() throws Exception {
        assertThat(CredentialsFile.find(Map.of(), home)).isEmpty();
        assertThat(CredentialsFile.find(Map.of("ONE_AUTH", ""), home)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"oneadmin:pass:word", "oneadmin:pass:word\n", "oneadmin:pass:word \r\n\n"})
    void theFileAtHomeIsReadWithoutItsLineEnd(String content) throws Exception {
        Files.writeString(atHome, content);
        assertThat(CredentialsFile.find(Map.of(), home)).contains(new Credentials("oneadmin:pass:word"));
    }

    @Test
    void oneAuthComesBeforeTheFileAtHome() throws Exception {
        Files.writeString(atHome, "athome:x");
        Path named = Files.writeString(home.resolve("auth"), "named:y");
        assertThat(CredentialsFile.find(Map.of("ONE_AUTH", named.toString()), home))
                .contains(new Credentials("named:y"));
    }

    @Test
    void aFileThatOneAuthNamesMustBeThereEvenWhereThereIsOneAtHome() throws Exception {
        Files.writeString(atHome, "athome:x");
        Path named = home.resolve("gone");
        assertThatThrownBy(() -> CredentialsFile.find(Map.of("ONE_AUTH", named.toString()), home))
                .isInstanceOf(CredentialsException.class)
                .hasMessage(named + " (named by ONE_AUTH) does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n", "hunter2", ":hunter2", "hunter2\nx:y", "hunter2:x\nhunter2:y"})
    void whatIsNotUserAndPasswordIsRefusedWithoutShowingIt(String content) throws Exception {
        Files.writeString(atHome, content);
        assertThatThrownBy(() -> CredentialsFile.find(Map.of(), home))
                .isInstanceOf(CredentialsException.class)
                .hasMessageStartingWith(atHome.toString())
                .hasMessageContaining("user:password")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("\n");
    }

    @Test
    void aFolderAndAFileThatIsTooLargeAreRefused() throws Exception {
        assertThatThrownBy(() -> CredentialsFile.find(Map.of("ONE_AUTH", home.toString()), home))
                .hasMessageEndingWith("is not a file");
        Files.writeString(atHome, "x:".repeat(50_000));
        assertThatThrownBy(() -> CredentialsFile.find(Map.of(), home)).hasMessageContaining("too large");
        assertThatThrownBy(() -> CredentialsFile.find(Map.of("ONE_AUTH", "\u0000"), home))
                .hasMessage("ONE_AUTH does not name a file");
    }

    @Test
    void credentialsAreMaskedInText() {
        assertThat(new Credentials("oneadmin:secret")).hasToString("oneadmin:********");
    }
}
