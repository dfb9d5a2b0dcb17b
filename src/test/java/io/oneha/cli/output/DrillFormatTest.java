package io.oneha.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.app.change.DrillRecords;
import io.oneha.app.change.DrillReport;
import io.oneha.health.Overall;
import io.oneha.run.RunSight;
import io.oneha.run.RunSights;
import io.oneha.run.journal.RunRecord;
import io.oneha.testing.JsonSchema;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The files are written anew with {@code -Doneha.golden=write}. */
class DrillFormatTest {
    private static final RunSight HOSTILE = new RunSight(
            false,
            "6.10.0",
            Overall.DEGRADED,
            List.of(new RunSight.Found("X|Y", "<b>", "`rm` @all #1 https://www.example.org")),
            List.of(new RunSight.Server("[a](javascript:x)|<script>", "leader", 3, 7, -1, Optional.of(true))),
            "*\\|*",
            RunSight.Costs.NONE);

    @ParameterizedTest
    @EnumSource(DrillFormat.class)
    void aDrillThatHasPassed(DrillFormat format) throws IOException {
        assertGolden("drill-passed", format, DrillRecords.passed());
    }

    @ParameterizedTest
    @EnumSource(DrillFormat.class)
    void aDrillThatWasKilledAndWhoseJournalIsHostile(DrillFormat format) throws IOException {
        assertGolden("drill-killed", format, DrillRecords.of(RunRecord.State.INTERRUPTED, HOSTILE));
    }

    @Test
    void eachKeyOfTheDocumentIsInItsSchema() throws IOException {
        for (RunRecord run : List.of(
                DrillRecords.passed(),
                DrillRecords.of(RunRecord.State.FAILED, HOSTILE, RunSights.wellLed(true, "n1a3", 4)),
                DrillRecords.of(RunRecord.State.INTERRUPTED, HOSTILE))) {
            JsonNode document = new ObjectMapper().readTree(printed(DrillFormat.JSON, run));
            JsonSchema schema = JsonSchema.read(Path.of("docs", "drill.schema.json"));
            assertThat(schema.faults(document)).isEmpty();
            assertThat(schema.undescribed(document)).isEmpty();
        }
    }

    @Test
    void markdownHasNoCellOfARemoteTextsOwnMaking() {
        String text = printed(DrillFormat.MARKDOWN, DrillRecords.of(RunRecord.State.INTERRUPTED, HOSTILE));
        assertThat(text).doesNotContain("<").contains("\\[a\\](javascript:x)\\|&lt;script&gt;", "\\*\\\\\\|\\*");
        assertThat(text)
                .doesNotContain("@", "https://", "www.")
                .contains("&#64;all &#35;1 https&#58;//www&#46;example.org");
        for (String section : text.split("\n## ")) {
            assertThat(section.lines()
                            .filter(line -> line.startsWith("|"))
                            .map(DrillFormatTest::bars)
                            .distinct())
                    .hasSizeLessThan(2);
        }
    }

    private static long bars(String row) {
        return row.replace("\\\\", "")
                .replace("\\|", "")
                .chars()
                .filter(c -> c == '|')
                .count();
    }

    @ParameterizedTest
    @CsvSource({"a.json,JSON", "A.JSON,JSON", "a.txt,TEXT", "a.md,MARKDOWN", "drill,MARKDOWN", "json,MARKDOWN"})
    void aFilesNameSaysItsFormat(String name, DrillFormat format) {
        assertThat(DrillFormat.of(name)).isEqualTo(format);
    }

    private static String printed(DrillFormat format, RunRecord run) {
        StringWriter text = new StringWriter();
        format.print(DrillReport.of(run).orElseThrow(), new PrintWriter(text), TextColours.NONE);
        return text.toString();
    }

    private static void assertGolden(String name, DrillFormat format, RunRecord run) throws IOException {
        Path file = Path.of("src", "test", "resources", "golden", name + "-" + format + ".txt");
        String text = printed(format, run);
        if ("write".equals(System.getProperty("oneha.golden"))) {
            Files.writeString(file, text);
        }
        assertThat(text).isEqualTo(Files.readString(file));
    }
}
