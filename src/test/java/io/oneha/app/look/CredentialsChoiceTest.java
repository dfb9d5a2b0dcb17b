package io.oneha.app.look;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.zone.Credentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsChoiceTest {
    private static final Optional<Credentials> ASKED = Optional.of(new Credentials("asked:secret"));

    private RemoteAuth remote = RemoteAuth.NONE;

    @TempDir
    Path home;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void aHome() {
        environment.put("HOME", home.toString());
    }

    @Test
    void oneAuthComesFirstThenTheFileAtHomeThenTheInventoryThenTheQuestion() throws IOException {
        assertThat(choose(Optional.empty()).credentials().user()).isEqualTo("asked");
        assertThat(choose(Optional.empty()).origin()).isEqualTo("the terminal");

        CredentialsChoice ofInventory = choose(Optional.of(inventory()));
        assertThat(ofInventory.credentials()).isEqualTo(new Credentials("oneadmin:inventory-password"));
        assertThat(ofInventory.origin()).isEqualTo("one_pass of the inventory");

        Files.createDirectories(home.resolve(".one"));
        Files.writeString(home.resolve(".one/one_auth"), "home:secret\n");
        CredentialsChoice atHome = choose(Optional.of(inventory()));
        assertThat(atHome.credentials()).isEqualTo(new Credentials("home:secret"));
        assertThat(atHome.origin()).isEqualTo("~/.one/one_auth");

        environment.put(
                "ONE_AUTH",
                Files.writeString(home.resolve("auth"), "named:secret").toString());
        assertThat(choose(Optional.of(inventory())).credentials()).isEqualTo(new Credentials("named:secret"));
        assertThat(choose(Optional.of(inventory())).origin()).isEqualTo("the file of ONE_AUTH");
    }

    @Test
    void withoutAnyTheLineSaysWhereTheyBelong() {
        assertThatThrownBy(() -> CredentialsChoice.choose(
                        environment,
                        Optional.empty(),
                        () -> new RemoteAuth(Optional.empty(), List.of("n1a1: the login is refused"), false),
                        Optional::empty))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("ONE_AUTH")
                .hasMessageContaining("~/.one/one_auth")
                .hasMessageEndingWith("; over SSH: n1a1: the login is refused")
                .extracting(e -> ((CommandException) e).exitCode())
                .isEqualTo(ExitCode.AUTHENTICATION);
    }

    @Test
    void whereNoFrontEndCouldBeReachedThatIsTheCauseAndItsExitCode() {
        assertThatThrownBy(() -> CredentialsChoice.choose(
                        environment,
                        Optional.empty(),
                        () -> new RemoteAuth(Optional.empty(), List.of("n1a1: connection refused"), true),
                        Optional::empty))
                .hasMessageStartingWith(
                        "no front-end could be asked over SSH for oneadmin's credentials: n1a1: connection refused")
                .hasMessageContaining("ONE_AUTH")
                .extracting(e -> ((CommandException) e).exitCode())
                .isEqualTo(ExitCode.UNREACHABLE);
    }

    @Test
    void thoseOfAFrontEndComeAfterTheInventorysAndBeforeAQuestion() {
        remote = new RemoteAuth(
                Optional.of(new CredentialsChoice(new Credentials("oneadmin:remote"), "one_auth on n1a1")),
                List.of(),
                false);

        assertThat(choose(Optional.empty()).credentials()).isEqualTo(new Credentials("oneadmin:remote"));
        assertThat(choose(Optional.of(inventory())).origin()).isEqualTo("one_pass of the inventory");
    }

    @Test
    void aFileThatIsNamedAndMissingIsNotPassedOver() {
        environment.put("ONE_AUTH", home.resolve("missing").toString());

        assertThatThrownBy(() -> choose(Optional.empty()))
                .isInstanceOf(CommandException.class)
                .hasMessageContaining("missing (named by ONE_AUTH) does not exist");
    }

    @Test
    void withoutAHomeTheOthersAreTried() {
        environment.remove("HOME");

        assertThat(choose(Optional.empty()).credentials().user()).isEqualTo("asked");
    }

    private CredentialsChoice choose(Optional<Inventory> inventory) {
        return CredentialsChoice.choose(environment, inventory, () -> remote, () -> ASKED);
    }

    private static Inventory inventory() {
        String yaml =
                "frontend:\n  vars: { one_pass: inventory-password }\n  hosts:\n    f1: { ansible_host: 127.0.0.1 }\n";
        return InventoryReader.read(
                "test", new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)), Optional::empty);
    }
}
