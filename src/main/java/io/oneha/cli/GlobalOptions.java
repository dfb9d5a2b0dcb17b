package io.oneha.cli;

import io.oneha.app.settings.ConfigKey;
import io.oneha.app.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The options of every command; they may stand before or after its name. */
public final class GlobalOptions {
    private final Repeated<String> endpoints = new Repeated<>();
    private final Repeated<String> extraVars = new Repeated<>();
    private final Repeated<Boolean> verbose = new Repeated<>();

    @Option(
            names = {"-i", "--inventory"},
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "Ansible inventory: YAML, INI, the JSON of ansible-inventory --list, or a folder; - reads standard input.")
    Path inventory;

    @Option(
            names = "--frontend-group",
            paramLabel = "GROUP",
            scope = ScopeType.INHERIT,
            description =
                    "The inventory's group of this zone's front-ends; of several zones in one inventory it picks one.")
    String frontEndGroup;

    @Option(
            names = {"-E", "--extra-vars"},
            paramLabel = "VARS",
            scope = ScopeType.INHERIT,
            description =
                    "Variables over those of the inventory, as Ansible takes them: name=value, inline YAML or JSON,"
                            + " or @FILE; may be repeated.")
    void setExtraVars(List<String> values) {
        extraVars.set(values);
    }

    @Option(
            names = {"-e", "--endpoint"},
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            description = "XML-RPC endpoint of any server of the zone, such as http://HOST:2633/RPC2; may be repeated.")
    void setEndpoints(List<String> values) {
        endpoints.set(values);
    }

    @Option(
            names = "--zone",
            paramLabel = "ID|NAME",
            scope = ScopeType.INHERIT,
            description = "Zone of a federation; by default the one that the servers belong to.")
    String zone;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            scope = ScopeType.INHERIT,
            description = "How long each server has to answer, in seconds or with a unit: 2, 500ms; 1s by default.")
    String timeout;

    @Option(
            names = "--via",
            paramLabel = "WAY",
            scope = ScopeType.INHERIT,
            completionCandidates = Ways.class,
            description = "How XML-RPC reaches the servers: direct, ssh, or auto (the default: whichever works).")
    String via;

    @Option(
            names = "--no-ssh",
            scope = ScopeType.INHERIT,
            description = "Use no SSH: what only it can tell is not known.")
    boolean noSsh;

    @Option(
            names = "--ssh-timeout",
            paramLabel = "TIME",
            scope = ScopeType.INHERIT,
            description = "How long each host has for an SSH login and an answer; 5s by default.")
    String sshTimeout;

    @Option(
            names = {"-k", "--ask-pass"},
            scope = ScopeType.INHERIT,
            description = "Ask for the SSH password where keys are not enough.")
    boolean askPass;

    @Option(names = "--read-only", scope = ScopeType.INHERIT, description = "Offer nothing that changes the zone.")
    boolean readOnly;

    @Option(names = "--no-color", scope = ScopeType.INHERIT, description = "No colours, as with NO_COLOR.")
    boolean noColor;

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            scope = ScopeType.INHERIT,
            completionCandidates = Themes.class,
            description =
                    "The dashboard's colours: for a dark or a light background, or auto (the default: the terminal's).")
    String theme;

    @Option(names = "--ascii", scope = ScopeType.INHERIT, description = "Draw with ASCII characters only.")
    boolean ascii;

    @Option(
            names = "--vault-password-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "File with the password of the inventory's !vault values.")
    Path vaultPasswordFile;

    @Option(
            names = {"-v", "--verbose"},
            arity = "0",
            scope = ScopeType.INHERIT,
            description = "Say on standard error what was asked and how long it took; twice: more.")
    void setVerbose(List<Boolean> values) {
        verbose.set(values);
    }

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    boolean help;

    /** How often {@code -v} was given. */
    public int verbosity() {
        return verbose.all().size();
    }

    /** What the command line sets. */
    public Map<ConfigKey, String> given() {
        Map<ConfigKey, String> given = new EnumMap<>(ConfigKey.class);
        put(given, ConfigKey.INVENTORY, inventory);
        put(given, ConfigKey.FRONT_END_GROUP, frontEndGroup);
        put(
                given,
                ConfigKey.EXTRA_VARS,
                extraVars.all().isEmpty() ? null : String.join(Settings.BETWEEN_EXTRA_VARS, extraVars.all()));
        put(given, ConfigKey.ENDPOINT, endpoints.all().isEmpty() ? null : String.join(",", endpoints.all()));
        put(given, ConfigKey.ZONE, zone);
        put(given, ConfigKey.TIMEOUT, timeout);
        put(given, ConfigKey.VIA, via);
        put(given, ConfigKey.NO_SSH, noSsh ? "true" : null);
        put(given, ConfigKey.SSH_TIMEOUT, sshTimeout);
        put(given, ConfigKey.ASK_PASS, askPass ? "true" : null);
        put(given, ConfigKey.READ_ONLY, readOnly ? "true" : null);
        put(given, ConfigKey.NO_COLOR, noColor ? "true" : null);
        put(given, ConfigKey.THEME, theme);
        put(given, ConfigKey.ASCII, ascii ? "true" : null);
        put(given, ConfigKey.VAULT_PASSWORD_FILE, vaultPasswordFile);
        return given;
    }

    private static void put(Map<ConfigKey, String> given, ConfigKey key, Object value) {
        if (value != null) {
            given.put(key, value.toString());
        }
    }

    /** What {@code --via} takes. */
    static final class Ways extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Ways() {
            super(List.of("direct", "ssh", "auto"));
        }
    }

    /** What {@code --theme} takes. */
    static final class Themes extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Themes() {
            super(List.of("auto", "dark", "light"));
        }
    }

    /**
     * The values of an option that may be repeated. picocli collects those before the command in one list, those after it in
     * another, and sets each list once a value; we want both.
     */
    private static final class Repeated<T> {
        private final List<List<T>> lists = new ArrayList<>();

        void set(List<T> values) {
            boolean known = lists.stream().anyMatch(list -> list == values);
            if (values != null && !known) {
                lists.add(values);
            }
        }

        List<T> all() {
            return lists.stream().flatMap(List::stream).toList();
        }
    }
}
