package io.oneha.app.settings;

import io.oneha.base.Spelling;
import io.oneha.inventory.InventoryOptions;
import io.oneha.observe.via.Preference;
import io.oneha.term.Background;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Reads the settings: options over environment variables over {@code config.properties}. An inventory and endpoints go
 * together only when the same level names both: {@code -e URL} looks at that URL, whatever inventory the environment names.
 */
public final class SettingsReader {
    private static final int FILE = 100;
    private static final int FOREIGN_VARIABLES = 290;
    private static final int VARIABLES = 300;
    private static final int OPTIONS = 400;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(1);
    private static final Duration DEFAULT_SSH_TIMEOUT = Duration.ofSeconds(5);

    private final Map<String, String> environment;
    private final Consumer<String> warnings;

    /**
     * @param environment the environment variables
     * @param warnings gets a line for each thing that is odd and does not stop us
     */
    public SettingsReader(Map<String, String> environment, Consumer<String> warnings) {
        this.environment = environment;
        this.warnings = warnings;
    }

    /** Where the configuration file is looked for; empty without a home. */
    public Optional<Path> file() {
        return Folders.config(environment).map(folder -> folder.resolve("config.properties"));
    }

    /**
     * The settings. Throws IllegalArgumentException with one line that names the value and where it came from.
     *
     * @param options what the command line sets
     */
    public Settings read(Map<ConfigKey, String> options) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(fromFile(), "file", FILE))
                .withSources(new PropertiesConfigSource(fromVariables(false), "foreign variables", FOREIGN_VARIABLES))
                .withSources(new PropertiesConfigSource(fromVariables(true), "variables", VARIABLES))
                .withSources(new PropertiesConfigSource(byName(options), "options", OPTIONS))
                .build();
        boolean inventoryWins = level(config, ConfigKey.INVENTORY) >= level(config, ConfigKey.ENDPOINT);
        boolean endpointWins = level(config, ConfigKey.ENDPOINT) >= level(config, ConfigKey.INVENTORY);
        return new Settings(
                inventoryWins ? value(config, ConfigKey.INVENTORY, this::underHome) : Optional.empty(),
                new InventoryOptions(
                        value(config, ConfigKey.FRONT_END_GROUP, Function.identity()),
                        value(config, ConfigKey.EXTRA_VARS, text -> List.of(text.split(Settings.BETWEEN_EXTRA_VARS)))
                                .orElse(List.of())),
                endpointWins
                        ? value(config, ConfigKey.ENDPOINT, SettingsReader::endpoints)
                                .orElse(List.of())
                        : List.of(),
                value(config, ConfigKey.ZONE, Function.identity()),
                value(config, ConfigKey.TIMEOUT, Durations::parse).orElse(DEFAULT_TIMEOUT),
                value(config, ConfigKey.INTERVAL, Durations::parse).orElse(DEFAULT_INTERVAL),
                flag(config, ConfigKey.READ_ONLY),
                flag(config, ConfigKey.NO_COLOR),
                value(config, ConfigKey.THEME, SettingsReader::theme).flatMap(Function.identity()),
                flag(config, ConfigKey.ASCII),
                ssh(config),
                value(config, ConfigKey.VAULT_PASSWORD_FILE, text -> Path.of(underHome(text))));
    }

    private Settings.Ssh ssh(SmallRyeConfig config) {
        boolean off = flag(config, ConfigKey.NO_SSH);
        Optional<Preference> via = value(config, ConfigKey.VIA, SettingsReader::preference);
        if (off && via.filter(Preference.SSH::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "servers cannot be reached through SSH (oneha.via) while SSH is off" + " (oneha.no-ssh)");
        }
        return new Settings.Ssh(
                off,
                via.orElse(Preference.AUTO),
                flag(config, ConfigKey.ASK_PASS),
                value(config, ConfigKey.SSH_TIMEOUT, Durations::parse).orElse(DEFAULT_SSH_TIMEOUT));
    }

    private static Preference preference(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "direct" -> Preference.DIRECT;
            case "ssh" -> Preference.SSH;
            case "auto" -> Preference.AUTO;
            default -> throw new IllegalArgumentException("'" + text + "' is none of direct, ssh, auto");
        };
    }

    private static Optional<Background> theme(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> Optional.empty();
            case "dark" -> Optional.of(Background.DARK);
            case "light" -> Optional.of(Background.LIGHT);
            default -> throw new IllegalArgumentException("'" + text + "' is none of auto, dark, light");
        };
    }

    private String sourceName(ConfigValue value) {
        return switch (value.getConfigSourceOrdinal()) {
            case FILE -> file().map(Path::toString).orElse("");
            case OPTIONS -> "the command line";
            default -> "the environment";
        };
    }

    private Map<String, String> fromFile() {
        Optional<Path> file = file();
        Map<String, String> values = new HashMap<>();
        if (file.isEmpty()) {
            return values;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file.get())) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            return values;
        } catch (IOException | IllegalArgumentException e) {
            warnings.accept(file.get() + " is not read: " + e.getMessage());
            return values;
        }
        for (String name : properties.stringPropertyNames()) {
            if (known(name)) {
                put(values, name, properties.getProperty(name));
            } else {
                warnings.accept(file.get() + ": nothing is called " + name + "; " + meant(name));
            }
        }
        return values;
    }

    private static String meant(String name) {
        List<String> keys =
                Arrays.stream(ConfigKey.values()).map(ConfigKey::key).toList();
        return Spelling.nearest(name, keys)
                .map(key -> "did you mean " + key + "?")
                .orElseGet(() -> "there are " + String.join(", ", keys));
    }

    private static boolean known(String name) {
        for (ConfigKey key : ConfigKey.values()) {
            if (key.key().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** Our own variables are one level above those of other programs, so that ONEHA_INVENTORY wins over ONE_XMLRPC. */
    private Map<String, String> fromVariables(boolean own) {
        Map<String, String> values = new HashMap<>();
        for (ConfigKey key : ConfigKey.values()) {
            for (String variable : key.variables()) {
                if (own == variable.startsWith("ONEHA_")) {
                    put(values, key.key(), environment.getOrDefault(variable, ""));
                }
            }
        }
        // https://no-color.org: any value that is not empty.
        if (!own && values.containsKey(ConfigKey.NO_COLOR.key())) {
            values.put(ConfigKey.NO_COLOR.key(), "true");
        }
        return values;
    }

    private static Map<String, String> byName(Map<ConfigKey, String> options) {
        Map<String, String> values = new HashMap<>();
        options.forEach((key, value) -> put(values, key.key(), value));
        return values;
    }

    private static void put(Map<String, String> values, String name, String value) {
        if (!value.isBlank()) {
            values.put(name, value.strip());
        }
    }

    private static int level(SmallRyeConfig config, ConfigKey key) {
        ConfigValue value = config.getConfigValue(key.key());
        return value.getValue() == null ? 0 : value.getConfigSourceOrdinal();
    }

    private <T> Optional<T> value(SmallRyeConfig config, ConfigKey key, Function<String, T> parser) {
        ConfigValue value = config.getConfigValue(key.key());
        if (value.getValue() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(value.getValue()));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key.key() + " of " + sourceName(value) + ": " + e.getMessage(), e);
        }
    }

    private boolean flag(SmallRyeConfig config, ConfigKey key) {
        return value(config, key, text -> switch (text.toLowerCase(Locale.ROOT)) {
                    case "true", "yes", "on", "1" -> true;
                    case "false", "no", "off", "0" -> false;
                    default -> throw new IllegalArgumentException("'" + text + "' is neither true nor false");
                })
                .orElse(false);
    }

    private static List<String> endpoints(String text) {
        List<String> endpoints = new ArrayList<>();
        for (String endpoint : text.split(",")) {
            if (!endpoint.isBlank()) {
                endpoints.add(EndpointOption.parse(endpoint));
            }
        }
        return List.copyOf(endpoints);
    }

    private String underHome(String path) {
        String home = environment.getOrDefault("HOME", "");
        return path.startsWith("~/") && !home.isEmpty() ? home + path.substring(1) : path;
    }
}
