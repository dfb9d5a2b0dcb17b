package io.oneha.cli.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.cli.output.PlanDocument;
import io.oneha.cli.session.CommandException;
import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedPlanTest {
    @TempDir
    Path folder;

    @Test
    void whatPlanHasWrittenIsReadBack() throws IOException {
        Plan plan = Plans.join();
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        PlanDocument.print(plan, out);
        out.flush();
        assertThat(SavedPlan.fingerprint(file(text.toString()))).isEqualTo(plan.fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|not a plan",
                "{\"schema\":2,\"fingerprint\":\"a\"}|not a plan",
                "PLAN to|:1: not JSON",
                "[]|not a plan"
            })
    void anythingElseIsRefusedInOneLine(String text, String said) throws IOException {
        Path file = file(text);
        assertThatThrownBy(() -> SavedPlan.fingerprint(file))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(said);
    }

    @Test
    void nestingWithoutEndIsRefusedInOneLineToo() throws IOException {
        for (String text : new String[] {"[".repeat(100_000), "{\"a\":".repeat(100_000)}) {
            Path file = file(text);
            assertThatThrownBy(() -> SavedPlan.fingerprint(file))
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining("oneha plan -o json")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aFileWithoutEndIsNotRead() {
        assertThatThrownBy(() -> SavedPlan.fingerprint(Path.of("/dev/zero")))
                .isInstanceOf(CommandException.class)
                .hasMessage("/dev/zero: no regular file");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("plan.json"), text);
    }
}
