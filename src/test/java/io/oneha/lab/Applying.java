package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.testing.Program;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** Runs of the program that change a lab's zone. */
final class Applying {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long LIMIT_SECONDS = 600;

    private final Operator operator;
    private final String credentials;
    private final Function<Path, List<String>> options;

    Applying(LabExtension lab) {
        this(lab, Lab.CREDENTIALS, LabStatus::options);
    }

    /**
     * Runs with credentials and options of their own.
     *
     * @param credentials of OpenNebula, as {@code user:password}
     * @param options those before the command, by the inventory
     */
    Applying(LabExtension lab, String credentials, Function<Path, List<String>> options) {
        this.operator = lab.operator();
        this.credentials = credentials;
        this.options = options;
    }

    /**
     * What a run said, event by event.
     *
     * @param exitCode its exit code; that of a kill when it was killed
     */
    record Run(int exitCode, List<JsonNode> events, String err) {
        /** The run's name. */
        String name() {
            return events.get(0).path("run").asText();
        }

        /** Ids of steps with an event of that kind, in order. */
        List<String> steps(String event) {
            return events.stream()
                    .filter(line -> line.path("event").asText().equals(event))
                    .map(line -> line.path("step").asText())
                    .toList();
        }

        /** All steps of its plan, in order. */
        List<String> plan() {
            List<String> ids = new ArrayList<>();
            events.get(0).path("steps").forEach(step -> ids.add(step.path("id").asText()));
            return ids;
        }

        /** Why it failed, or what it said on standard error. */
        String reason() {
            return events.stream()
                    .filter(line -> line.path("event").asText().equals("step-failed"))
                    .map(line -> line.path("reason").asText())
                    .findFirst()
                    .orElse(err);
        }

        String told() {
            StringBuilder text = new StringBuilder(err);
            events.forEach(event -> text.append('\n').append(event));
            return text.toString();
        }
    }

    /** The plan as a file may keep it. */
    String plan(Path inventory) {
        Program.Result result = shows(inventory, "plan", "-o", "json");
        assertThat(result.exitCode()).as(result.err()).isZero();
        return result.out();
    }

    /** What a command says that prints something other than events. */
    Program.Result shows(Path inventory, String... command) {
        List<String> arguments = new ArrayList<>(options.apply(inventory));
        arguments.addAll(List.of(command));
        return operator.run(arguments, environment());
    }

    /** Runs a command that changes the zone, everything agreed to, to its end. */
    Run run(Path inventory, String... command) {
        return run(inventory, event -> false, command);
    }

    /** The same, and killed, as kill -9 does, at the first event of that kind. */
    Run run(Path inventory, Predicate<JsonNode> kill, String... command) {
        List<String> arguments = new ArrayList<>(options.apply(inventory));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of("--yes", "-o", "json"));
        ProcessBuilder builder = new ProcessBuilder(operator.commandLine(arguments));
        builder.environment().clear();
        builder.environment().putAll(environment());
        try {
            Path err = operator.home().resolve("apply.err");
            Process process = builder.redirectError(err.toFile()).start();
            process.getOutputStream().close();
            // One that hangs says nothing more, and would be listened to for ever.
            CompletableFuture.delayedExecutor(LIMIT_SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
            List<JsonNode> events = new ArrayList<>();
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (!line.startsWith("{")) {
                        continue;
                    }
                    JsonNode event = JSON.readTree(line);
                    events.add(event);
                    if (kill.test(event)) {
                        kill(events.get(0).path("pid").asText());
                    }
                }
            }
            assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
            return new Run(process.exitValue(), events, Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** At the beginning of a step. */
    static Predicate<JsonNode> beginning(String step) {
        return event -> event.path("event").asText().equals("step-started")
                && event.path("step").asText().equals(step);
    }

    /** Does something once, at the first event of that kind, and lets the program go on. */
    static Predicate<JsonNode> once(Predicate<JsonNode> when, Runnable fault) {
        boolean[] done = {false};
        return event -> {
            if (!done[0] && when.test(event)) {
                done[0] = true;
                fault.run();
            }
            return false;
        };
    }

    private void kill(String pid) {
        Program.Result killed = operator.tries(List.of("kill", "-9", pid));
        assertThat(killed.exitCode()).as(killed.err()).isZero();
    }

    private Map<String, String> environment() {
        String file = operator.writes("one_auth", credentials + "\n").toString();
        Map<String, String> all = new HashMap<>(LabStatus.environment(Map.of("ONE_AUTH", file)));
        return operator.environment(all);
    }
}
