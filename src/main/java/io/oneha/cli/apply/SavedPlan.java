package io.oneha.cli.apply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.cli.session.CommandException;
import io.oneha.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plan as {@code plan -o json} has written it: what counts of it is the fingerprint of what it rests on. */
final class SavedPlan {
    private static final long MOST_BYTES = 4 << 20;

    private SavedPlan() {}

    static String fingerprint(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandException(ExitCode.INPUT, file + ": too large for a plan");
            }
            JsonNode plan = new ObjectMapper().readTree(Files.readAllBytes(file));
            String fingerprint = plan.path("fingerprint").asText("");
            if (plan.path("schema").asInt() != 1 || fingerprint.isEmpty()) {
                throw new CommandException(
                        ExitCode.INPUT, file + ": not a plan; `oneha plan -o json > FILE` saves one");
            }
            return fingerprint;
        } catch (JsonProcessingException e) {
            throw new CommandException(
                    ExitCode.INPUT,
                    file + ":" + e.getLocation().getLineNr()
                            + ": not JSON; `oneha plan -o json > FILE` saves a plan");
        } catch (IOException e) {
            throw new CommandException(ExitCode.INPUT, file + ": cannot be read: " + e.getMessage());
        }
    }
}
