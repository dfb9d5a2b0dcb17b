package io.oneha.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What {@code oneha status -o json} said on the operator's machine.
 *
 * @param exitCode its exit code
 * @param json its document
 * @param err its standard error
 */
record LabStatus(int exitCode, JsonNode json, String err) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> PATIENCE = List.of("--timeout", "5s", "--ssh-timeout", "20s");

    /** Runs it with an inventory, and with the lab's network for its only limit. */
    static LabStatus of(Operator operator, Path inventory, String... more) {
        return of(operator, inventory, Map.of(), more);
    }

    /** The same with environment variables. */
    static LabStatus of(Operator operator, Path inventory, Map<String, String> environment, String... more) {
        return of(operator, options(inventory), environment, more);
    }

    /** The same without an inventory: with an endpoint alone. */
    static LabStatus at(Operator operator, String endpoint, String... more) {
        List<String> options = new ArrayList<>(List.of("-e", endpoint));
        options.addAll(PATIENCE);
        return of(operator, options, Map.of(), more);
    }

    private static LabStatus of(
            Operator operator, List<String> options, Map<String, String> environment, String... more) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(List.of("status", "-o", "json"));
        arguments.addAll(List.of(more));
        Program.Result result = operator.run(arguments, environment(environment));
        try {
            return new LabStatus(result.exitCode(), JSON.readTree(result.out()), result.err());
        } catch (IOException e) {
            throw new UncheckedIOException(result.out() + result.err(), e);
        }
    }

    /** The options of every command here: time enough for a JVM that starts on a busy machine. */
    static List<String> options(Path inventory) {
        List<String> options = new ArrayList<>(List.of("-i", inventory.toString()));
        options.addAll(PATIENCE);
        return options;
    }

    /** The same for a machine that is busy for minutes. */
    static List<String> patientOptions(Path inventory) {
        return List.of("-i", inventory.toString(), "--timeout", "10s", "--ssh-timeout", "60s");
    }

    /** An environment in which SSH is used. */
    static Map<String, String> environment(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("ONEHA_NO_SSH", "false"));
        all.putAll(more);
        return all;
    }

    /** The codes of all findings. */
    Set<String> codes() {
        Set<String> codes = new TreeSet<>();
        json.path("findings").forEach(finding -> codes.add(finding.path("code").asText()));
        return codes;
    }

    /** Whether there is a finding with this code about this subject, whose reason has this text. */
    boolean finds(String code, String subject, String text) {
        for (JsonNode finding : json.path("findings")) {
            if (finding.path("code").asText().equals(code)
                    && finding.path("subject").asText().equals(subject)
                    && finding.path("reason").asText().contains(text)) {
                return true;
            }
        }
        return false;
    }

    /** Names of the hosts that hold the VIP. */
    List<String> holders() {
        List<String> names = new ArrayList<>();
        json.path("vip").path("holders").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** A server by its name. */
    JsonNode server(String name) {
        for (JsonNode server : json.path("servers")) {
            if (server.path("name").asText().equals(name)) {
                return server;
            }
        }
        throw new AssertionError("no server " + name + " in " + json);
    }

    String verdict() {
        return json.path("verdict").asText();
    }

    /** For messages: what was found. */
    String found() {
        return verdict() + " " + json.path("findings") + " " + err;
    }
}
