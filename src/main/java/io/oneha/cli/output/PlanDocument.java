package io.oneha.cli.output;

import io.oneha.base.Json;
import io.oneha.base.Text;
import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A plan as JSON, one document on one line. Keys may be added, none is renamed while {@code schema} stays 1. */
public final class PlanDocument {
    private static final int SCHEMA = 1;

    private PlanDocument() {}

    /** Prints that there is nothing to do. */
    public static void print(NothingToDo nothing, PrintWriter out) {
        Map<String, Object> document = start("nothing to do");
        document.put("why", Text.clean(nothing.why()));
        document.put("notices", clean(nothing.manual()));
        document.put("steps", List.of());
        out.print(Json.write(document));
    }

    /** Prints why there is no plan. */
    public static void print(Refusal refusal, PrintWriter out) {
        Map<String, Object> document = start("refused");
        document.put("code", refusal.word());
        document.put("reason", Text.clean(refusal.reason()));
        document.put("remedy", Text.clean(refusal.remedy()));
        document.put("steps", List.of());
        out.print(Json.write(document));
    }

    public static void print(Plan plan, PrintWriter out) {
        Map<String, Object> document = start(plan.intent().words());
        document.put("zone", Text.clean(plan.zone()));
        document.put("leader", Text.clean(plan.leader()));
        document.put("fingerprint", plan.fingerprint());
        document.put("notices", clean(plan.notices()));
        document.put(
                "consents",
                plan.consents().stream()
                        .map(consent -> {
                            Map<String, Object> asked = new LinkedHashMap<>();
                            asked.put("question", Text.clean(consent.question()));
                            asked.put("word", Text.clean(consent.word()));
                            return asked;
                        })
                        .toList());
        document.put("steps", plan.steps().stream().map(PlanDocument::step).toList());
        out.print(Json.write(document));
    }

    private static Map<String, Object> start(String intent) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schema", SCHEMA);
        document.put("intent", intent);
        return document;
    }

    private static Map<String, Object> step(Step step) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", Text.clean(step.id()));
        map.put("host", Text.clean(step.host()));
        map.put("title", Text.clean(step.title()));
        map.put("kind", step.kind().name().toLowerCase(Locale.ROOT));
        map.put("expects", Text.clean(step.text().expects()));
        map.put("runs", clean(step.text().runs()));
        map.put("proves", Text.clean(step.text().proves()));
        map.put("undo", Text.clean(step.text().undo()));
        map.put("holds", step.holds());
        return map;
    }

    private static List<String> clean(List<String> lines) {
        return lines.stream().map(Text::clean).toList();
    }
}
