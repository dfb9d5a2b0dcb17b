package io.oneha.cli.output;

import static io.oneha.cli.output.Document.map;

import io.oneha.base.Json;
import io.oneha.base.Text;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.run.journal.RequestDocument;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A plan as JSON, one document on one line. Keys may be added, none is renamed while {@code schema} stays 1. */
public final class PlanDocument {
    private static final int SCHEMA = 1;

    private PlanDocument() {}

    /** Prints a plan, why there is none, or that there is nothing to do. */
    public static void print(Decision decision, PrintWriter out) {
        print(decision, Optional.empty(), out);
    }

    /**
     * The same.
     *
     * @param wanted what was asked for, by which a saved plan is made again
     */
    public static void print(Decision decision, Optional<ChangeRequest> wanted, PrintWriter out) {
        Map<String, Object> document = map("schema", SCHEMA);
        if (decision instanceof Plan plan) {
            document.putAll(plan(plan));
            wanted.filter(request -> request.intent().isCare()).ifPresent(request -> {
                Map<String, Object> asked = map();
                RequestDocument.put(asked, request);
                document.put("request", asked);
            });
        } else if (decision instanceof Refusal refusal) {
            document.putAll(refusal(refusal));
        } else if (decision instanceof NothingToDo nothing) {
            document.putAll(nothing(nothing));
        }
        out.print(Json.write(document));
    }

    private static Map<String, Object> nothing(NothingToDo nothing) {
        return map(
                "intent", "nothing to do",
                "why", Text.clean(nothing.why()),
                "notices", Document.clean(nothing.manual()),
                "steps", List.of());
    }

    private static Map<String, Object> refusal(Refusal refusal) {
        return map(
                "intent", "refused",
                "code", refusal.word(),
                "reason", Text.clean(refusal.reason()),
                "remedy", Text.clean(refusal.remedy()),
                "steps", List.of());
    }

    private static Map<String, Object> plan(Plan plan) {
        return map(
                "intent", plan.intent().words(),
                "zone", Text.clean(plan.zone()),
                "leader", Text.clean(plan.leader()),
                "fingerprint", plan.fingerprint(),
                "notices", Document.clean(plan.notices()),
                "consents", plan.consents().stream().map(PlanDocument::consent).toList(),
                "steps", plan.steps().stream().map(PlanDocument::step).toList());
    }

    private static Map<String, Object> consent(Plan.Consent consent) {
        return map("question", Text.clean(consent.question()), "word", Text.clean(consent.word()));
    }

    private static Map<String, Object> step(Step step) {
        return map(
                "id", Text.clean(step.id()),
                "host", Text.clean(step.host()),
                "title", Text.clean(step.title()),
                "kind", step.kind().name().toLowerCase(Locale.ROOT),
                "expects", Text.clean(step.text().expects()),
                "runs", Document.clean(step.text().runs()),
                "proves", Text.clean(step.text().proves()),
                "undo", Text.clean(step.text().undo()),
                "holds", step.holds());
    }
}
