package io.oneha.cli.output;

import io.oneha.base.Text;
import io.oneha.plan.Decision;
import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * A plan to read before saying yes to it: what is done where, in which order, what it needs, and how it is proved.
 *
 * @param paint colours or none
 */
public record PlanText(TextColours paint) {
    private static final String INDENT = "       ";
    private static final String DEEPER = INDENT + "         ";

    /** Prints a plan that is not carried out, or what was compared where there is nothing to do; of a refusal nothing. */
    public void print(Decision decision, PrintWriter out) {
        if (decision instanceof NothingToDo nothing) {
            out.print("Nothing to do: " + Text.clean(nothing.why()) + ".\n");
            notes(nothing.manual(), out);
        } else if (decision instanceof Plan plan) {
            printToAgree(plan, out);
            for (Plan.Consent consent : plan.consents()) {
                out.print("\n" + paint.bold("to confirm") + "  " + Text.clean(consent.question()) + "\n");
            }
            out.print("\nNothing was changed. fingerprint " + plan.fingerprint() + "\n");
        }
    }

    /** Prints a plan whose consents are asked for next. */
    public void printToAgree(Plan plan, PrintWriter out) {
        out.print(paint.bold("PLAN to " + plan.intent().words()) + ": zone " + Text.clean(plan.summary()) + "\n");
        int steps = plan.steps().size();
        String host = "";
        for (int i = 0; i < steps; i++) {
            Step step = plan.steps().get(i);
            if (!step.host().equals(host)) {
                host = step.host();
                out.print("\n" + paint.bold(Text.clean(host)) + "\n");
            }
            print(i + 1, step, out);
        }
        notes(plan.notices(), out);
    }

    private void print(int number, Step step, PrintWriter out) {
        String kind = step.kind().name().toLowerCase(Locale.ROOT);
        String state = step.holds() ? "  (done already)" : "";
        out.print(String.format(Locale.ROOT, "  %2d  ", number) + paint.bold(Text.clean(step.title())) + ", " + kind
                + state + "\n");
        out.print(INDENT + paint.dim("requires ") + Text.clean(step.text().expects()) + "\n");
        String label = paint.dim("does     ");
        for (String line : step.text().runs()) {
            out.print((label.isEmpty() ? DEEPER : INDENT + label) + Text.clean(line) + "\n");
            label = "";
        }
        out.print(INDENT + paint.dim("proof    ") + Text.clean(step.text().proves()) + "\n");
        if (!step.text().undo().isEmpty()) {
            out.print(INDENT + paint.dim("undo     ") + Text.clean(step.text().undo()) + "\n");
        }
    }

    private void notes(List<String> lines, PrintWriter out) {
        lines.forEach(line -> out.print("\n" + paint.bold("note") + "  " + Text.clean(line) + "\n"));
    }
}
