package io.oneha.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.plan.RefusalCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PlanOutputTest {
    private static final PlanText TEXT = new PlanText(TextColours.NONE);

    @Test
    void aPlanIsReadFromTopToBottom() {
        String text = printed(out -> TEXT.print(Plans.join(), out));
        assertThat(text)
                .startsWith(
                        "PLAN to scale up: zone OpenNebula, n1a1 leads; 15 steps on 1 host\n\nn1a3\n"
                                + "   1  Check that n1a3 can join, read\n"
                                + "       requires SSH login works\n"
                                + "       does     check that the names of all front-ends resolve there, and that ports 22 and 2633 are reachable\n")
                .contains("\n   7  Copy the database from n1a1, destructive\n")
                .contains("       undo     put back the set-aside database\n")
                .contains("\nnote  n1a1 does not reach n1a3 by SSH")
                .contains("\nNothing was changed. fingerprint ")
                .doesNotContain("\u001b")
                .doesNotContain("to confirm");
    }

    @Test
    void whatNeedsAYesIsToldWithThePlan() {
        assertThat(printed(out -> TEXT.print(Plans.deploy(), out)))
                .startsWith("PLAN to deploy: zone OpenNebula, n1a1 will lead; 25 steps on 2 hosts\n")
                .contains("\nto confirm  the zone stays at 2 servers")
                .contains("PASSWD = ********");
    }

    @Test
    void nothingToDoSaysWhatWasComparedAndWhatStaysByHand() {
        assertThat(printed(out -> TEXT.print(Plans.nothing(), out)))
                .startsWith("Nothing to do: the zone has the ")
                .contains("\nnote  n1a9 is in the zone and not in the inventory; it stays.");
    }

    @Test
    void jsonHoldsThePlanWhole() throws Exception {
        Plan plan = Plans.join();
        JsonNode json = new ObjectMapper().readTree(printed(out -> PlanDocument.print(plan, out)));
        assertThat(json.path("schema").asInt()).isEqualTo(1);
        assertThat(json.path("intent").asText()).isEqualTo("scale up");
        assertThat(json.path("fingerprint").asText()).isEqualTo(plan.fingerprint());
        assertThat(json.path("steps")).hasSize(15);
        assertThat(json.path("steps").get(6).path("id").asText()).isEqualTo("n1a3.database");
        assertThat(json.path("steps").get(6).path("kind").asText()).isEqualTo("destructive");
        JsonNode nothing = new ObjectMapper().readTree(printed(out -> PlanDocument.print(Plans.nothing(), out)));
        assertThat(nothing.path("steps")).isEmpty();
        assertThat(nothing.path("notices")).hasSize(1);

        Refusal refusal = new Refusal(RefusalCode.NO_VIP, "no virtual\u001b[2J address", "add one_vip");
        JsonNode refused = new ObjectMapper().readTree(printed(out -> PlanDocument.print(refusal, out)));
        assertThat(refused.path("schema").asInt()).isEqualTo(1);
        assertThat(refused.path("intent").asText()).isEqualTo("refused");
        assertThat(refused.path("code").asText()).isEqualTo("NO_VIP");
        assertThat(refused.path("reason").asText()).startsWith("no virtual").doesNotContain("\u001b");
        assertThat(refused.path("remedy").asText()).isEqualTo("add one_vip");
        assertThat(refused.path("steps")).isEmpty();
    }

    private static String printed(Consumer<PrintWriter> printing) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        printing.accept(out);
        out.flush();
        return text.toString();
    }
}
