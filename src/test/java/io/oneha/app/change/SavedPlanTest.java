package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.app.session.CommandException;
import io.oneha.cli.output.PlanDocument;
import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Intent;
import io.oneha.plan.Maintenance;
import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

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
        SavedPlan read = SavedPlan.read(file(text.toString()));
        assertThat(read.fingerprint()).isEqualTo(plan.fingerprint());
        assertThat(read.hosts()).containsExactly("n1a3");
    }

    static Stream<ChangeRequest> care() {
        return Stream.of(
                ChangeRequest.switchover(Optional.of("n1a3")),
                ChangeRequest.drill(Optional.of("n1a3"), true),
                ChangeRequest.restart(
                        List.of("n1a2"), new Maintenance("apt-get -y upgrade", Maintenance.Reboot.IF_NEEDED, true)),
                ChangeRequest.recover("n1a2", true),
                ChangeRequest.fix(Optional.empty()),
                ChangeRequest.fix(new Finding.Key(FindingCode.VIP_MISSING, "zone")));
    }

    @ParameterizedTest
    @MethodSource("care")
    void whatACareWasAskedForIsReadBackSoThatItsPlanCanBeMadeAgain(ChangeRequest wanted) throws IOException {
        StringWriter text = new StringWriter();
        PlanDocument.print(Plans.join(), Optional.of(wanted), new PrintWriter(text, true));
        assertThat(SavedPlan.read(file(text.toString())).request()).contains(wanted);
    }

    @Test
    void aPlanOfGrowthIsMadeFromTheInventoryAlone() throws IOException {
        StringWriter text = new StringWriter();
        ChangeRequest growth = new ChangeRequest(Intent.SCALE_UP, true, true);
        PlanDocument.print(Plans.join(), Optional.of(growth), new PrintWriter(text, true));
        assertThat(text.toString()).doesNotContain("request");
        assertThat(SavedPlan.read(file(text.toString())).request()).isEmpty();
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
        assertThatThrownBy(() -> SavedPlan.read(file))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(file.toString())
                .hasMessageContaining(said);
    }

    @Test
    void nestingWithoutEndIsRefusedInOneLineToo() throws IOException {
        for (String text : new String[] {"[".repeat(100_000), "{\"a\":".repeat(100_000)}) {
            Path file = file(text);
            assertThatThrownBy(() -> SavedPlan.read(file))
                    .isInstanceOf(CommandException.class)
                    .hasMessageStartingWith(file.toString())
                    .hasMessageContaining("oneha plan -o json")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void aFileThatIsNotThereIsSaidInWords() {
        Path file = folder.resolve("nofile.json");
        assertThatThrownBy(() -> SavedPlan.read(file))
                .isInstanceOf(CommandException.class)
                .hasMessage(file + ": there is no such file");
    }

    @Test
    void aFileWithoutEndIsNotRead() {
        assertThatThrownBy(() -> SavedPlan.read(Path.of("/dev/zero")))
                .isInstanceOf(CommandException.class)
                .hasMessage("/dev/zero: no regular file");
    }

    @Test
    void anInventoryWithoutAHostOfThePlanIsNotTheOneThatItWasMadeWith() throws IOException {
        SavedPlan plan = SavedPlan.read(
                file("{\"schema\":1,\"fingerprint\":\"a\",\"steps\":[{\"id\":\"n1a9.start\",\"host\":\"n1a9\"}]}"));
        Inventory inventory = InventoryReader.read(
                "two.yml",
                new ByteArrayInputStream(
                        "frontend: { hosts: { n1a1: {}, n1a2: {} } }\n".getBytes(StandardCharsets.UTF_8)),
                Optional::empty);
        assertThatThrownBy(() -> plan.requireHosts(inventory))
                .isInstanceOf(CommandException.class)
                .hasMessage("the plan in " + folder.resolve("plan.json")
                        + " works on n1a9, which two.yml does not have; give the inventory that it was made with, or"
                        + " plan again");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("plan.json"), text);
    }
}
