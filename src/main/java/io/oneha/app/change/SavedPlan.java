package io.oneha.app.change;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.base.FileErrors;
import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan as {@code plan -o json} has written it: what counts of it is the fingerprint of what it rests on.
 *
 * @param file where it was read
 * @param fingerprint of what it rests on
 * @param hosts the hosts of its steps, in order, each once
 */
public record SavedPlan(Path file, String fingerprint, Set<String> hosts) {
    private static final long MOST_BYTES = 4 << 20;
    private static final int SCHEMA = 1;

    public static SavedPlan read(Path file) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new CommandException(ExitCode.INPUT, file + ": no regular file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandException(ExitCode.INPUT, file + ": too large for a plan");
            }
            return parse(file);
        } catch (JsonProcessingException e) {
            throw new CommandException(
                    ExitCode.INPUT, file + ":" + line(e) + ": not JSON; `oneha plan -o json > FILE` saves a plan");
        } catch (IOException e) {
            throw new CommandException(ExitCode.INPUT, file + ": " + FileErrors.reason(e));
        }
    }

    /** Of what breaks a limit of the parser's, such as its depth, the parser does not say where. */
    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    /** A plan is for the hosts that it names: an inventory without one of them is not its own. */
    public void requireHosts(Inventory inventory) {
        Set<String> known = inventory.frontEnds().stream().map(FrontEnd::name).collect(Collectors.toSet());
        hosts.stream().filter(host -> !known.contains(host)).findFirst().ifPresent(host -> {
            throw new CommandException(
                    ExitCode.REFUSED,
                    "the plan in " + file + " works on " + host + ", which " + inventory.source()
                            + " does not have; give the inventory that it was made with, or plan again");
        });
    }

    private static SavedPlan parse(Path file) throws IOException {
        int schema = 0;
        String fingerprint = "";
        Set<String> hosts = new LinkedHashSet<>();
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (key.equals("schema")) {
                    schema = json.getValueAsInt();
                } else if (key.equals("fingerprint")) {
                    fingerprint = json.getValueAsString("");
                } else if (key.equals("steps") && value == JsonToken.START_ARRAY) {
                    steps(json, hosts);
                    continue;
                }
                json.skipChildren();
            }
        }
        if (schema != SCHEMA || fingerprint.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, file + ": not a plan; `oneha plan -o json > FILE` saves one");
        }
        return new SavedPlan(file, fingerprint, hosts);
    }

    private static void steps(JsonParser json, Set<String> hosts) throws IOException {
        while (json.nextToken() == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                if (key.equals("host")) {
                    hosts.add(json.getValueAsString(""));
                }
                json.skipChildren();
            }
        }
    }
}
