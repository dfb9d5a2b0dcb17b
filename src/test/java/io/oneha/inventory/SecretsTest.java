package io.oneha.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Encrypted values are opened when they are used, and only then. */
class SecretsTest {
    private static final Path VAULTED = Inventories.REFERENCE.resolve("ranges-and-vault.yml");
    private static final Path LABELLED = Inventories.ANSIBLE.resolve("vault-id.yml");
    private static final Path ENCRYPTED = Inventories.ANSIBLE.resolve("encrypted.yml");

    private static Secret databasePassword(Inventory inventory) {
        return inventory.database().password().orElseThrow();
    }

    @Test
    void aVaultValueIsDecryptedWithThePassword() {
        Inventory inventory = Inventories.readWithPassword(VAULTED, Inventories.PASSWORD);
        assertThat(databasePassword(inventory).value()).isEqualTo("very-secret-db");
    }

    @ParameterizedTest
    @ValueSource(strings = {"vault-id.yml", "vault-id.ansible-inventory.json"})
    void aVaultValueWithALabelIsDecryptedToo(String name) {
        Inventory inventory = Inventories.readWithPassword(Inventories.ANSIBLE.resolve(name), Inventories.PASSWORD);
        assertThat(inventory.onePass().map(Secret::value)).contains("hunter2 ünï");
    }

    @Test
    void thePasswordIsNotAskedForUntilAValueIsUsedAndThenOnce() {
        AtomicInteger asked = new AtomicInteger();
        Inventory inventory = InventoryReader.read(VAULTED, InventoryOptions.NONE, () -> {
            asked.incrementAndGet();
            return Optional.of(Inventories.PASSWORD.toCharArray());
        });
        assertThat(asked).hasValue(0);
        databasePassword(inventory).value();
        databasePassword(inventory).value();
        assertThat(asked).hasValue(1);
    }

    @Test
    void withoutAPasswordTheInventoryIsReadAndOnlyTheUseIsRefused() {
        Inventory inventory = Inventories.read(VAULTED);
        assertThat(inventory.changesRefused()).isEmpty();
        assertThatThrownBy(databasePassword(inventory)::value)
                .isInstanceOf(InventoryException.class)
                .hasMessage(VAULTED + ":8: db_password is encrypted and there is no vault password; "
                        + "give it with --vault-password-file or ANSIBLE_VAULT_PASSWORD_FILE");
    }

    @Test
    void aWrongPasswordIsSaidToBeWrong() {
        Secret secret = databasePassword(Inventories.readWithPassword(VAULTED, "wrong"));
        assertThatThrownBy(secret::value)
                .isInstanceOf(InventoryException.class)
                .hasMessage(VAULTED + ":8: the vault password does not open db_password; "
                        + "give the one it was encrypted with");
    }

    @ParameterizedTest
    @CsvSource({
        "$ANSIBLE_VAULT;1.1;AES256, is damaged",
        "$ANSIBLE_VAULT;1.1;AES256 zz, is damaged",
        "$ANSIBLE_VAULT;1.1;AES256 353, is damaged",
        "$ANSIBLE_VAULT;1.1;AES256 3533, is damaged",
        "$ANSIBLE_VAULT;1.1;AES256 0a0a, is damaged",
        "$ANSIBLE_VAULT;1.1;AES256 33350a33350a3335, does not open",
        "$ANSIBLE_VAULT;1.0;AES 3533, is not in vault format",
        "nonsense, is not in vault format",
        "'', is not in vault format"
    })
    void aDamagedEnvelopeIsSaidToBeDamaged(String envelope, String message) {
        Vault vault = new Vault(() -> Optional.of("x".toCharArray()));
        String lines = envelope.replace(' ', '\n');
        assertThatThrownBy(() -> vault.open(lines, "one_pass", new Origin("hosts.yml", 3, false)))
                .isInstanceOf(InventoryException.class)
                .hasMessageStartingWith("hosts.yml:3: ")
                .hasMessageContaining(message);
    }

    @Test
    void aSecretThatProgramsWouldTakeForSeveralLinesIsRefused(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("hosts.yml");
        for (int length : new int[] {1000, 1001}) {
            Files.writeString(
                    file,
                    "all: { vars: { db_password: \"" + "x".repeat(length) + "\" } }\n"
                            + "frontend: { hosts: { fe1: { ansible_host: 10.0.0.1 } } }\n");
            Secret secret = databasePassword(Inventories.read(file));
            if (length <= 1000) {
                assertThat(secret.value()).hasSize(length);
            } else {
                assertThatThrownBy(secret::value)
                        .isInstanceOf(InventoryException.class)
                        .hasMessage(file + ":1: db_password is longer than 1000 bytes; give it a shorter one");
            }
        }
    }

    @Test
    void anEmptyPasswordCountsAsNone() {
        assertThatThrownBy(() -> databasePassword(Inventories.readWithPassword(VAULTED, ""))
                        .value())
                .hasMessageContaining("there is no vault password");
    }

    @Test
    void aNeededValueThatIsEncryptedIsReadWithThePasswordAndRefusedWithout(@TempDir Path folder) throws IOException {
        String vault = Inventories.text(LABELLED).replace("one_pass", "zone_name");
        Path file = Files.writeString(folder.resolve("hosts"), vault.replace("zone_name", "ansible_user"));
        assertThatThrownBy(() -> Inventories.read(file)).hasMessageStartingWith(file + ":4: ansible_user is encrypted");
        assertThatThrownBy(() -> Inventories.readWithPassword(file, Inventories.PASSWORD))
                .as("what was encrypted is not quoted")
                .hasMessage(file + ":4: ansible_user (encrypted) is not a user's name; write the user to log in as");
        Path named = Files.writeString(folder.resolve("named"), vault);
        assertThat(Inventories.readWithPassword(named, Inventories.PASSWORD).zoneName())
                .contains("hunter2 ünï");
        assertThat(Inventories.read(named).changesRefused()).get().asString().contains("zone_name is encrypted");
    }

    @Test
    void anInventoryThatIsEncryptedAsAWholeNeedsThePassword() {
        Inventory inventory = Inventories.readWithPassword(ENCRYPTED, Inventories.PASSWORD);
        assertThat(inventory.vip()).contains(new Vip("10.0.0.9", 24));
        assertThat(inventory.frontEnds()).extracting(FrontEnd::variables).allSatisfy(variables -> assertThat(variables)
                .isEmpty());
        assertThatThrownBy(() -> Inventories.read(ENCRYPTED))
                .isInstanceOf(InventoryException.class)
                .hasMessage(ENCRYPTED + ":1: the file is encrypted and there is no vault password; "
                        + "give it with --vault-password-file or ANSIBLE_VAULT_PASSWORD_FILE");
    }

    @Test
    void anEncryptedFileOfVariablesIsPassedOverWithoutThePasswordAndChangesAreRefused(@TempDir Path folder)
            throws IOException {
        Path file = Files.writeString(folder.resolve("hosts.yml"), "frontend: { hosts: { fe1: } }\n");
        Path secrets = Files.createDirectories(folder.resolve("group_vars/all")).resolve("vault.yml");
        Files.write(secrets, Inventories.bytes(ENCRYPTED));
        Inventory locked = Inventories.read(file);
        assertThat(locked.frontEnds()).hasSize(1);
        assertThat(locked.changesRefused()).get().asString().startsWith(secrets + ":1: the file is encrypted");
        assertThat(Inventories.readWithPassword(file, Inventories.PASSWORD).changesRefused())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes",
                "0123",
                "1_000",
                "6.10",
                "1:30",
                "0x1F",
                "2026-01-01",
                "+5",
                "-07",
                "1.5e+3",
                ".inf",
                ".5",
                "True"
            })
    void aPasswordThatAnsibleWouldChangeIsRefusedWhenItIsUsed(String password) {
        String text = "frontend:\n  vars:\n    one_pass: PASSWORD\n  hosts: { a: }\n";
        Secret plain =
                Inventories.parse(text.replace("PASSWORD", password)).onePass().orElseThrow();
        Secret quoted = Inventories.parse(text.replace("PASSWORD", "'" + password + "'"))
                .onePass()
                .orElseThrow();
        assertThat(quoted.value()).isEqualTo(password);
        assertThatThrownBy(plain::value)
                .isInstanceOf(InventoryException.class)
                .hasMessage("hosts.yml:3: one_pass is not a string: Ansible changes such a value; put it in quotes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12345",
                "s3cret-pass",
                "12ab",
                "1.2.3",
                "deadbeef",
                "0",
                "a-b",
                "on-off",
                "-7",
                "-Xy9",
                "+secret9",
                "2026-01-01x",
                "1e5",
                "...."
            })
    void aPasswordWithoutQuotesIsTakenAsItIsWhereAnsibleDoesSoToo(String password) {
        String text = "frontend:\n  vars: { one_pass: " + password + " }\n  hosts: { a: }\n";
        assertThat(Inventories.parse(text).onePass().map(Secret::value)).contains(password);
    }

    @Test
    void aSecretIsMaskedWhereverItIsPrinted() {
        assertThat(new Secret("s3cret")).hasToString("********");
        assertThat(new Secret(() -> "s3cret")).hasToString("********");
    }
}
