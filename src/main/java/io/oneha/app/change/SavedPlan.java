package io.oneha.app.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.base.FileErrors;
import io.oneha.base.Json;
import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.plan.ChangeRequest;
import io.oneha.run.journal.RequestDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan as {@code plan -o json} has written it: what counts of it is the fingerprint of what it rests on.
 *
 * @param file where it was read
 * @param fingerprint of what it rests on
 * @param hosts the hosts of its steps, in order, each once
 * @param request what it was made for, where that was the care of a running zone
 */
public record SavedPlan(Path file, String fingerprint, Set<String> hosts, Optional<ChangeRequest> request) {
    private static final long MOST_BYTES = 4 << 20;
    private static final long SCHEMA = 1;

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
        Map<String, Object> plan = Json.fields(Json.tree(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
                .orElse(Map.of()));
        if (!Long.valueOf(SCHEMA).equals(plan.get("schema"))
                || !(plan.get("fingerprint") instanceof String fingerprint)
                || fingerprint.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, file + ": not a plan; `oneha plan -o json > FILE` saves one");
        }
        Set<String> hosts = new LinkedHashSet<>();
        for (Object step : Json.elements(plan.get("steps"))) {
            if (Json.fields(step).get("host") instanceof String host) {
                hosts.add(host);
            }
        }
        Optional<ChangeRequest> request = RequestDocument.read(Json.fields(plan.get("request")))
                .filter(wanted -> wanted.intent().isCare());
        return new SavedPlan(file, fingerprint, hosts, request);
    }
}
