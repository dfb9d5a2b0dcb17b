package io.oneha.app.settings;

import java.util.List;

/** The configuration's keys, and what else sets each of them. */
public enum ConfigKey {
    INVENTORY(
            "oneha.inventory",
            "--inventory",
            List.of("ONEHA_INVENTORY"),
            "",
            "Inventory file or folder, - for standard input"),
    FRONT_END_GROUP(
            "oneha.frontend-group",
            "--frontend-group",
            List.of("ONEHA_FRONTEND_GROUP"),
            "as the inventory says, or frontend",
            "The inventory's group of this zone's front-ends"),
    EXTRA_VARS(
            "oneha.extra-vars",
            "--extra-vars",
            List.of("ONEHA_EXTRA_VARS"),
            "",
            "Variables over those of the inventory"),
    ENDPOINT(
            "oneha.endpoint",
            "--endpoint",
            List.of("ONEHA_ENDPOINT", "ONE_XMLRPC"),
            "",
            "XML-RPC endpoints, separated by commas"),
    ZONE("oneha.zone", "--zone", List.of("ONEHA_ZONE"), "the servers' own", "Zone by id or name"),
    TIMEOUT("oneha.timeout", "--timeout", List.of("ONEHA_TIMEOUT"), "1s", "How long each server has to answer"),
    INTERVAL("oneha.interval", "--interval", List.of("ONEHA_INTERVAL"), "1s", "How often the dashboard looks"),
    READ_ONLY(
            "oneha.read-only",
            "--read-only",
            List.of("ONEHA_READ_ONLY"),
            "false",
            "Offer nothing that changes the zone"),
    NO_COLOR("oneha.no-color", "--no-color", List.of("ONEHA_NO_COLOR", "NO_COLOR"), "false", "No colours"),
    THEME(
            "oneha.theme",
            "--theme",
            List.of("ONEHA_THEME"),
            "auto",
            "The dashboard's colours: for a dark or a light background, or auto"),
    ASCII("oneha.ascii", "--ascii", List.of("ONEHA_ASCII"), "false", "Nothing but ASCII in frames and marks"),
    VIA("oneha.via", "--via", List.of("ONEHA_VIA"), "auto", "How XML-RPC reaches the servers: direct, ssh or auto"),
    NO_SSH("oneha.no-ssh", "--no-ssh", List.of("ONEHA_NO_SSH"), "false", "Use no SSH at all"),
    ASK_PASS(
            "oneha.ask-pass",
            "--ask-pass",
            List.of("ONEHA_ASK_PASS"),
            "false",
            "Ask for the SSH password where keys are not enough"),
    SSH_TIMEOUT(
            "oneha.ssh-timeout",
            "--ssh-timeout",
            List.of("ONEHA_SSH_TIMEOUT"),
            "5s",
            "How long each host has for an SSH login and an answer"),
    VAULT_PASSWORD_FILE(
            "oneha.vault-password-file",
            "--vault-password-file",
            List.of("ONEHA_VAULT_PASSWORD_FILE", "ANSIBLE_VAULT_PASSWORD_FILE"),
            "",
            "File with the password of the inventory's !vault values");

    private final String key;
    private final String option;
    private final List<String> variables;
    private final String byDefault;
    private final String description;

    ConfigKey(String key, String option, List<String> variables, String byDefault, String description) {
        this.key = key;
        this.option = option;
        this.variables = variables;
        this.byDefault = byDefault;
        this.description = description;
    }

    /** Its name in {@code config.properties}. */
    public String key() {
        return key;
    }

    /** The option that sets it; empty when none does. */
    public String option() {
        return option;
    }

    /** The environment variables that set it, the first one that is not empty. */
    public List<String> variables() {
        return variables;
    }

    /** Its default in words; empty when it has none. */
    public String byDefault() {
        return byDefault;
    }

    /** What it is. */
    public String description() {
        return description;
    }
}
