package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.app.explain.FindingPage;
import io.oneha.app.session.ExitCode;
import io.oneha.health.FindingCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainCommandTest {
    private static final int COLUMNS = 80;
    private static final Path INDEX = Path.of("docs", "findings", "README.md");

    /** A command of oneha in a text, or on a line of its own with what it shows behind it. */
    private static final Pattern COMMAND = Pattern.compile("`(oneha [^`]+)`|(?m)^    (oneha [^#\n]*?)(?:  #.*)?$");

    private final TestCommandLine oneha = new TestCommandLine();

    @Test
    void aPageIsShownWithItsPartsAndFilledToTheWidth() {
        assertThat(oneha.run("explain", "ZONE_DISABLED")).isZero();
        assertThat(oneha.out())
                .startsWith(
                        "ZONE_DISABLED\nThe zone is disabled: it refuses writes.\n\nWhat it is\n  Somebody has disabled the"
                                + " zone.")
                .contains("\n\nHow to see it by hand\n    onezone show 0  # STATE : DISABLED\n")
                .contains("\n\nWhat to do\n  ");
        assertThat(oneha.err()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void everyPageFitsATerminalOf80Columns(FindingCode code) {
        assertThat(oneha.run("explain", code.name())).isZero();
        assertThat(oneha.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
    }

    @Test
    void theListHasALineForEachCode() {
        assertThat(oneha.run("explain")).isZero();
        assertThat(oneha.out().lines().map(line -> line.split(" ")[0]))
                .containsExactlyElementsOf(Arrays.stream(FindingCode.values())
                        .map(FindingCode::name)
                        .toList());
        assertThat(oneha.out().lines())
                .allSatisfy(line -> assertThat(line).endsWith(".").hasSizeLessThanOrEqualTo(COLUMNS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"no_leader", "No-Leader", "NO_LEADER"})
    void capitalsDoNotMatter(String code) {
        assertThat(oneha.run("explain", code)).isZero();
        assertThat(oneha.out()).startsWith("NO_LEADER\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "explain NO_LEDER|there is no finding 'NO_LEDER'; did you mean NO_LEADER? 'oneha explain' lists the codes",
                "explain weather|there is no finding 'weather'; 'oneha explain' lists the codes",
                "explain NO_VIP|there is no finding 'NO_VIP'; 'oneha explain' lists the codes",
                "explain -o yaml|Invalid value for option '--output': 'yaml' is none of [text, json, markdown];"
                        + " try 'oneha explain --help'"
            })
    void whatIsNoCodeIsOneLineAndExitCode64(String arguments, String line) {
        assertThat(oneha.run(arguments.split(" "))).isEqualTo(ExitCode.USAGE.number());
        assertThat(oneha.err()).isEqualTo("oneha: " + line + "\n");
        assertThat(oneha.out()).isEmpty();
    }

    @Test
    void markdownIsThePageItself() throws IOException {
        assertThat(oneha.run("explain", "VIP_SPLIT", "-o", "markdown")).isZero();
        assertThat(oneha.out()).isEqualTo(Files.readString(Path.of("docs", "findings", "VIP_SPLIT.md")));
    }

    @Test
    void jsonHasTheSameOnOneLine() throws IOException {
        assertThat(oneha.run("explain", "-o", "json")).isZero();
        assertThat(oneha.run("explain", "DB_DOWN", "-o", "json")).isZero();
        String[] lines = oneha.out().split("\n");
        assertThat(lines).hasSize(2);
        JsonNode list = new ObjectMapper().readTree(lines[0]);
        JsonNode one = new ObjectMapper().readTree(lines[1]);
        assertThat(list.path("schema").asInt()).isEqualTo(1);
        assertThat(list.path("findings").findValuesAsText("code"))
                .containsExactlyElementsOf(Arrays.stream(FindingCode.values())
                        .map(FindingCode::name)
                        .toList());
        assertThat(one.path("code").asText()).isEqualTo("DB_DOWN");
        assertThat(one.path("summary").asText())
                .isEqualTo(FindingPage.of(FindingCode.DB_DOWN).summary());
        assertThat(one.path("sections").findValuesAsText("title"))
                .hasSize(4)
                .first()
                .isEqualTo("What it is");
        assertThat(one.path("sections").findValuesAsText("markdown"))
                .allSatisfy(text -> assertThat(text).isNotBlank());
    }

    /** {@code -Doneha.docs.update=true} writes it anew. */
    @Test
    void theIndexOfThePagesIsUpToDate() throws IOException {
        assertThat(oneha.run("explain", "-o", "markdown")).isZero();
        if (Boolean.getBoolean("oneha.docs.update")) {
            Files.writeString(INDEX, oneha.out());
        }
        assertThat(INDEX).as("write it anew with -Doneha.docs.update=true").hasContent(oneha.out());
    }

    @ParameterizedTest
    @EnumSource
    void everyCommandOfOnehaThatAPageNamesExists(FindingCode code) {
        List<String> named = new ArrayList<>();
        Matcher command = COMMAND.matcher(FindingPage.of(code).markdown());
        while (command.find()) {
            named.add(command.group(1) == null ? command.group(2) : command.group(1));
        }
        for (String line : named) {
            String[] words = Arrays.stream(line.split("\\s+(?=(?:[^']*'[^']*')*[^']*$)"))
                    .skip(1)
                    .toArray(String[]::new);
            // Whether the command line as it is would be taken: an unknown command, option or value throws.
            assertThat(new TestCommandLine()
                            .spec()
                            .commandLine()
                            .parseArgs(words)
                            .subcommand())
                    .as(line)
                    .isNotNull();
            if (words.length > 1 && List.of("explain", "fix").contains(words[0])) {
                assertThat(FindingPage.code(words[1])).as(line).isPresent();
            }
        }
    }
}
