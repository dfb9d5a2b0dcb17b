package io.oneha.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.inventory.InventoryOptions;
import io.oneha.term.Background;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    @TempDir
    Path home;

    private final List<String> warnings = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();

    @Test
    void whatNobodySaysHasADefault() {
        Settings settings = read(Map.of());

        assertThat(settings.namesATarget()).isFalse();
        assertThat(settings.timeout()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.interval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(settings.readOnly()).isFalse();
        assertThat(settings.noColor()).isFalse();
        assertThat(settings.theme()).isEmpty();
        assertThat(settings.ascii()).isFalse();
        assertThat(warnings).isEmpty();
    }

    @Test
    void optionsWinOverVariablesAndThoseOverTheFile() throws IOException {
        file("oneha.timeout=1", "oneha.zone=file", "oneha.interval=5s");
        environment.put("ONEHA_TIMEOUT", "2");
        environment.put("ONEHA_ZONE", "variable");

        Settings settings = read(Map.of(ConfigKey.TIMEOUT, "3"));

        assertThat(settings.timeout()).hasSeconds(3);
        assertThat(settings.zone()).contains("variable");
        assertThat(settings.interval()).hasSeconds(5);
    }

    @ParameterizedTest
    @CsvSource({"auto,", "dark, DARK", "Light, LIGHT"})
    void theThemeIsThatOfABackgroundOrIsToBeFoundOut(String value, Background background) throws IOException {
        file("oneha.theme=" + value);

        assertThat(read(Map.of()).theme()).isEqualTo(Optional.ofNullable(background));
    }

    @Test
    void aThemeThatIsNoneIsSaidWithThoseThatThereAre() {
        assertThatThrownBy(() -> read(Map.of(ConfigKey.THEME, "solarized")))
                .hasMessage("oneha.theme of the command line: 'solarized' is none of auto, dark, light");
    }

    @Test
    void theFrontEndGroupAndExtraVariablesGoWithTheInventory() throws IOException {
        file("oneha.frontend-group=frontend0", "oneha.extra-vars=a=1");
        assertThat(read(Map.of()).inventoryOptions())
                .isEqualTo(new InventoryOptions(Optional.of("frontend0"), List.of("a=1")));
        String two = String.join(Settings.BETWEEN_EXTRA_VARS, "a={{ b }}", "{\"c\": \"$d\"}");
        assertThat(read(Map.of(ConfigKey.EXTRA_VARS, two)).inventoryOptions().extraVars())
                .containsExactly("a={{ b }}", "{\"c\": \"$d\"}");
    }

    /** What names an inventory and an endpoint at each level (file, variables, options), and what is then looked at. */
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "f.yml, -, -, -, -, -, f.yml, -",
                "f.yml, fe, -, -, -, -, f.yml, fe",
                "f.yml, fe, v.yml, -, -, -, v.yml, -",
                "f.yml, fe, -, ve, -, -, -, ve",
                "f.yml, -, v.yml, ve, -, -, v.yml, ve",
                "f.yml, -, v.yml, ve, -, oe, -, oe",
                "f.yml, fe, v.yml, ve, o.yml, -, o.yml, -",
                "-, -, -, -, o.yml, oe, o.yml, oe"
            })
    void theHighestLevelThatNamesATargetNamesAllOfIt(
            String fileInventory,
            String fileEndpoint,
            String variableInventory,
            String variableEndpoint,
            String optionInventory,
            String optionEndpoint,
            String inventory,
            String endpoint)
            throws IOException {
        List<String> lines = new ArrayList<>();
        addLine(lines, "oneha.inventory=", fileInventory);
        addLine(lines, "oneha.endpoint=", fileEndpoint);
        file(lines.toArray(String[]::new));
        putIfSet(environment, "ONEHA_INVENTORY", variableInventory);
        putIfSet(environment, "ONEHA_ENDPOINT", variableEndpoint);
        Map<ConfigKey, String> options = new HashMap<>();
        putIfSet(options, ConfigKey.INVENTORY, optionInventory);
        putIfSet(options, ConfigKey.ENDPOINT, optionEndpoint);

        Settings settings = read(options);

        assertThat(settings.inventory().orElse(null)).isEqualTo(inventory);
        assertThat(settings.endpoints())
                .isEqualTo(endpoint == null ? List.of() : List.of("http://" + endpoint + ":2633/RPC2"));
    }

    @Test
    void onesOwnVariableWinsOverThatOfOtherPrograms() {
        environment.put("ONE_XMLRPC", "http://other:2633/RPC2");
        assertThat(read(Map.of()).endpoints()).containsExactly("http://other:2633/RPC2");

        environment.put("ONEHA_INVENTORY", "site.yml");
        assertThat(read(Map.of()).endpoints()).isEmpty();
        assertThat(read(Map.of()).inventory()).contains("site.yml");
    }

    @Test
    void severalEndpointsAreSeparatedByCommas() {
        assertThat(read(Map.of(ConfigKey.ENDPOINT, "a, b:1,")).endpoints())
                .containsExactly("http://a:2633/RPC2", "http://b:1/RPC2");
    }

    @ParameterizedTest
    @CsvSource({"1, true", "yes, true", "'', false"})
    void anyValueOfNoColorTurnsColoursOff(String value, boolean off) {
        environment.put("NO_COLOR", value);

        assertThat(read(Map.of()).noColor()).isEqualTo(off);
    }

    @Test
    void anEmptyVariableSaysNothing() throws IOException {
        file("oneha.zone=file");
        environment.put("ONEHA_ZONE", " ");

        assertThat(read(Map.of()).zone()).contains("file");
    }

    @Test
    void aTildeIsTheHome() throws IOException {
        file("oneha.inventory=~/site.yml", "oneha.vault-password-file=~/vault");

        assertThat(read(Map.of()).inventory()).contains(home + "/site.yml");
        assertThat(read(Map.of()).vaultPasswordFile()).contains(home.resolve("vault"));
    }

    @Test
    void aDollarSignMeansItself() {
        environment.put("ONEHA_INVENTORY", "a${b}.yml");

        assertThat(read(Map.of()).inventory()).contains("a${b}.yml");
    }

    @Test
    void aKeyThatNothingIsCalledIsNamedOnce() throws IOException {
        file("oneha.timeuot=5s", "oneha.zone=0");

        assertThat(read(Map.of()).zone()).contains("0");
        assertThat(warnings)
                .containsExactly(configFile() + ": nothing is called oneha.timeuot; did you mean oneha.timeout?");
    }

    @Test
    void aFileThatIsNoPropertiesFileIsSaidAndLeftAlone() throws IOException {
        file("oneha.zone=\\u00zz");

        assertThat(read(Map.of()).zone()).isEmpty();
        assertThat(warnings).singleElement().asString().startsWith(configFile() + " is not read: ");
    }

    @Test
    void aValueThatCannotBeUsedNamesItsKeyAndItsPlace() throws IOException {
        file("oneha.timeout=soon");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of()))
                .withMessageStartingWith("oneha.timeout of " + configFile() + ": 'soon' is not ");

        environment.put("ONEHA_TIMEOUT", "later");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of()))
                .withMessageStartingWith("oneha.timeout of the environment: 'later' is not ");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of(ConfigKey.TIMEOUT, "never")))
                .withMessageStartingWith("oneha.timeout of the command line: 'never' is not ");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(Map.of(ConfigKey.TIMEOUT, "1s", ConfigKey.ASCII, "maybe")))
                .withMessageContaining("neither true nor false");
    }

    @Test
    void withoutAHomeThereIsNoFile() {
        Settings settings = new SettingsReader(Map.of("ONEHA_ZONE", "1"), warnings::add).read(Map.of());

        assertThat(settings.zone()).contains("1");
        assertThat(warnings).isEmpty();
    }

    private Settings read(Map<ConfigKey, String> options) {
        environment.put("HOME", home.toString());
        return new SettingsReader(environment, warnings::add).read(options);
    }

    private Path configFile() {
        return home.resolve(".config/oneha/config.properties");
    }

    private void file(String... lines) throws IOException {
        Files.createDirectories(configFile().getParent());
        Files.write(configFile(), List.of(lines));
    }

    private static void addLine(List<String> lines, String key, String value) {
        if (value != null) {
            lines.add(key + value);
        }
    }

    private static <K> void putIfSet(Map<K, String> map, K key, String value) {
        if (value != null) {
            map.put(key, value);
        }
    }
}
