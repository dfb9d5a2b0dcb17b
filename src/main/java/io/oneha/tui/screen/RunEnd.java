package io.oneha.tui.screen;

import io.oneha.base.Amounts;
import io.oneha.run.RunOutcome;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Run;
import io.oneha.tui.model.RunStep;
import java.time.Duration;

/** What came of a run: the outcome, why, what would repair it, how to go on, and what it has cost. */
final class RunEnd {
    private RunEnd() {}

    static void tell(Sheet sheet, Run run, Glyphs glyphs) {
        Run.End end = run.end().orElseThrow();
        String took = Amounts.took(Duration.between(run.began(), end.at()));
        sheet.line(
                switch (end.outcome()) {
                    case DONE -> Line.of(" " + glyphs.check() + " Done in " + took, Tone.GOOD);
                    case FAILED, UNREACHABLE -> Line.of(" " + glyphs.error() + " Failed after " + took, Tone.BAD);
                    case STOPPED -> Line.of(" " + glyphs.warning() + " Stopped after " + took, Tone.WARN);
                });
        sheet.value("Steps", steps(run), Tone.TEXT);
        if (run.earlier().plans() > 0) {
            sheet.value("Before", earlier(run.earlier()), Tone.TEXT);
        }
        if (!end.reason().isEmpty()) {
            sheet.value("Reason", end.reason(), Tone.TEXT);
        }
        if (!end.remedy().isEmpty()) {
            sheet.value("Remedy", end.remedy(), Tone.TEXT);
        }
        if (end.outcome() != RunOutcome.DONE) {
            sheet.value("Resume", "Enter plans again; what is done stays done; R shows this screen", Tone.TEXT);
        }
        String label = "Cost";
        for (String measure : run.measures()) {
            sheet.value(label, measure, Tone.TEXT);
            label = "";
        }
        sheet.gap();
    }

    private static String earlier(Run.Earlier earlier) {
        return "the run planned again " + (earlier.plans() == 1 ? "once" : earlier.plans() + " times") + "; "
                + NumberTexts.count(earlier.done(), "step") + (earlier.done() == 1 ? " was" : " were")
                + " done before that";
    }

    private static String steps(Run run) {
        int skipped = run.count(RunStep.State.SKIPPED);
        String text = run.done() + " of " + run.stages().size() + " done";
        return skipped == 0
                ? text
                : text + ", of which " + skipped + (skipped == 1 ? " was" : " were") + " done already";
    }
}
