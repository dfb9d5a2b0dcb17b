package io.oneha.cli.apply;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.oneha.cli.session.CommandException;
import io.oneha.cli.session.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plan as {@code plan -o json} has written it: what counts of it is the fingerprint of what it rests on. */
final class SavedPlan {
    private static final long MOST_BYTES = 4 << 20;
    private static final int SCHEMA = 1;

    private SavedPlan() {}

    static String fingerprint(Path file) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new CommandException(ExitCode.INPUT, file + ": no regular file");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new CommandException(ExitCode.INPUT, file + ": too large for a plan");
            }
            return read(file);
        } catch (JsonProcessingException e) {
            throw new CommandException(
                    ExitCode.INPUT, file + ":" + line(e) + ": not JSON; `oneha plan -o json > FILE` saves a plan");
        } catch (IOException e) {
            throw new CommandException(ExitCode.INPUT, file + ": cannot be read: " + e.getMessage());
        }
    }

    /** Of what breaks a limit of the parser's, such as its depth, the parser does not say where. */
    private static int line(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    private static String read(Path file) throws IOException {
        int schema = 0;
        String fingerprint = "";
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                json.nextToken();
                if (key.equals("schema")) {
                    schema = json.getValueAsInt();
                } else if (key.equals("fingerprint")) {
                    fingerprint = json.getValueAsString("");
                }
                json.skipChildren();
            }
        }
        if (schema != SCHEMA || fingerprint.isEmpty()) {
            throw new CommandException(ExitCode.INPUT, file + ": not a plan; `oneha plan -o json > FILE` saves one");
        }
        return fingerprint;
    }
}
