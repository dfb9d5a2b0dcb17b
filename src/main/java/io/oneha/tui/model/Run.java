package io.oneha.tui.model;

import io.oneha.base.Amounts;
import io.oneha.base.Text;
import io.oneha.plan.Plan;
import io.oneha.plan.Step;
import io.oneha.run.Copying;
import io.oneha.run.RunEvent;
import io.oneha.run.RunOutcome;
import io.oneha.tui.model.RunStep.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A run as its events tell it. Texts are fit for a terminal.
 *
 * @param name its name; empty before its first event
 * @param plan what it carries out
 * @param began when it began
 * @param stages its steps
 * @param lines what the current step, or the last one, has said lately
 * @param copying how far that step is with what it copies
 * @param measures what the run has cost the zone
 * @param earlier the plans that this one took the place of
 * @param stopping whether it is to end at the next safe place
 * @param end how it ended; empty while it goes on
 */
public record Run(
        String name,
        Plan plan,
        Instant began,
        List<RunStep> stages,
        List<String> lines,
        Optional<Copying> copying,
        List<String> measures,
        Earlier earlier,
        boolean stopping,
        Optional<End> end) {
    private static final int LINES_KEPT = 20;
    private static final Earlier FIRST = new Earlier(0, 0);

    /**
     * What was carried out of plans that no longer held.
     *
     * @param plans how many there were
     * @param done how many of their steps had ended well
     */
    public record Earlier(int plans, int done) {}

    /**
     * An end.
     *
     * @param reason why it failed; empty when it did not
     * @param remedy what would repair that; may be empty
     */
    public record End(Instant at, RunOutcome outcome, String reason, String remedy) {}

    static Run starting(Plan plan, Instant now) {
        List<RunStep> stages = plan.steps().stream().map(RunStep::waiting).toList();
        return new Run("", plan, now, stages, List.of(), Optional.empty(), List.of(), FIRST, false, Optional.empty());
    }

    /** How many steps have ended well. */
    public int done() {
        return count(State.DONE) + count(State.SKIPPED);
    }

    /** How many steps are in a state. */
    public int count(State state) {
        return (int) stages.stream().filter(stage -> stage.state() == state).count();
    }

    Run after(RunEvent event) {
        if (event instanceof RunEvent.Started started) {
            return new Run(started.run(), plan, started.at(), stages, lines, copying, measures, earlier, stopping, end);
        } else if (event instanceof RunEvent.StepStarted step) {
            return stage(step.step(), stage -> stage.begun(step.at())).said(List.of(), Optional.empty());
        } else if (event instanceof RunEvent.StepSkipped step) {
            return stage(step.step(), stage -> stage.ended(State.SKIPPED, step.at()));
        } else if (event instanceof RunEvent.StepDone step) {
            return stage(step.step(), stage -> stage.ended(State.DONE, step.at()));
        } else if (event instanceof RunEvent.StepLine line) {
            return said(longer(countedDown(lines, Text.clean(line.line())), Text.clean(line.line())), copying);
        } else if (event instanceof RunEvent.StepBytes bytes) {
            Copying now = copying.map(copy -> copy.goesOn(bytes.at(), bytes.done(), bytes.total()))
                    .orElseGet(() -> Copying.start(bytes.at(), bytes.done(), bytes.total()));
            return said(lines, Optional.of(now));
        } else if (event instanceof RunEvent.StepMeasured measured) {
            return measured(
                    Text.clean(measured.step().host() + ": " + measured.what()) + " " + Amounts.took(measured.took()));
        } else if (event instanceof RunEvent.StepFailed failed) {
            End how = new End(failed.at(), RunOutcome.FAILED, Text.clean(failed.reason()), Text.clean(failed.remedy()));
            return stage(failed.step(), stage -> stage.ended(State.FAILED, failed.at()))
                    .ended(how);
        } else if (event instanceof RunEvent.Replanned replanned) {
            return replanned(replanned);
        } else if (event instanceof RunEvent.Looked) {
            return this;
        } else if (event instanceof RunEvent.Stopped stopped) {
            return ended(new End(stopped.at(), RunOutcome.STOPPED, "", ""));
        }
        return ended(new End(event.at(), RunOutcome.DONE, "", ""));
    }

    private Run replanned(RunEvent.Replanned event) {
        List<RunStep> anew = event.plan().steps().stream().map(RunStep::waiting).toList();
        List<String> told = List.of(Text.clean(event.why()), Text.clean(event.words()));
        Earlier more = new Earlier(earlier.plans() + 1, earlier.done() + done());
        return new Run(name, event.plan(), began, anew, told, Optional.empty(), measures, more, stopping, end);
    }

    /** It could not begin, or broke off. */
    Run broken(String reason, Instant at) {
        return ended(new End(at, RunOutcome.FAILED, Text.clean(reason), ""));
    }

    Run stops() {
        return new Run(name, plan, began, stages, lines, copying, measures, earlier, true, end);
    }

    /** A step that was at work is at work no longer. */
    private Run ended(End how) {
        State broken = how.outcome() == RunOutcome.STOPPED ? State.STOPPED : State.FAILED;
        List<RunStep> over = stages.stream()
                .map(stage -> stage.state() == State.RUNNING ? stage.ended(broken, how.at()) : stage)
                .toList();
        return new Run(name, plan, began, over, lines, Optional.empty(), measures, earlier, stopping, Optional.of(how));
    }

    private Run said(List<String> more, Optional<Copying> copied) {
        return new Run(name, plan, began, stages, more, copied, measures, earlier, stopping, end);
    }

    private Run measured(String text) {
        return new Run(name, plan, began, stages, lines, copying, longer(measures, text), earlier, stopping, end);
    }

    private Run stage(Step step, UnaryOperator<RunStep> change) {
        List<RunStep> changed = stages.stream()
                .map(stage -> stage.step().id().equals(step.id()) ? change.apply(stage) : stage)
                .toList();
        return new Run(name, plan, began, changed, lines, copying, measures, earlier, stopping, end);
    }

    /** A line that says the same with another number, as a countdown does, takes the place of the one before. */
    private static List<String> countedDown(List<String> said, String next) {
        int last = said.size() - 1;
        boolean same = last >= 0 && said.get(last).replaceAll("[0-9]+", "0").equals(next.replaceAll("[0-9]+", "0"));
        return same ? said.subList(0, last) : said;
    }

    private static List<String> longer(List<String> texts, String text) {
        List<String> more = new ArrayList<>(texts.subList(Math.max(0, texts.size() + 1 - LINES_KEPT), texts.size()));
        more.add(text);
        return List.copyOf(more);
    }
}
