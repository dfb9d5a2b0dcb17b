package io.oneha.tui.model;

import io.oneha.base.Text;
import io.oneha.health.ZoneEvent;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Consents;
import io.oneha.plan.Decision;
import io.oneha.plan.Plan;
import io.oneha.run.RunEvent;
import io.oneha.run.RunTimeline;
import io.oneha.tui.model.Question.About;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Changes: from the request over the plan and the yes to the end of the run. */
final class Operations {
    private Operations() {}

    /** Shows the plan's screen, and has it planned. */
    static Transition plan(Model model, ChangeRequest wanted) {
        Model planned = model.with(model.changing().with(Change.of(wanted)));
        boolean there = model.view().kind() == View.Kind.PLAN;
        Navigation place = there
                ? model.place().top(View.of(View.Kind.PLAN))
                : model.place().push(View.of(View.Kind.PLAN));
        return Transition.to(planned.with(place), new Effect.Plan(wanted));
    }

    /** Looks again; where a plan was refused, or nothing was to be done, it plans again: what stood in the way may have passed. */
    static Transition refresh(Model model) {
        return model.changing()
                .change()
                .filter(change -> model.view().kind() == View.Kind.PLAN)
                .filter(change -> change.decision().isPresent() && change.plan().isEmpty())
                .map(change -> plan(model, change.wanted()))
                .orElseGet(() -> Transition.to(model.awaiting(), new Effect.Refresh()));
    }

    /** What became of a request; of one that was given up meanwhile it does not matter. */
    static Transition decided(Model model, ChangeRequest wanted, Decision decision) {
        ChangeState known =
                decision instanceof Decision.NothingToDo ? model.changing().settled() : model.changing();
        return model.changing()
                .change()
                .filter(change ->
                        change.wanted().equals(wanted) && change.decision().isEmpty())
                .map(change -> Transition.to(model.with(known.with(change.decided(decision)))))
                .orElseGet(() -> Transition.to(model));
    }

    /** On the screen of a run that has ended: plans the same anew. */
    static Transition again(Model model) {
        Optional<Change> change = model.changing().change();
        return change.isEmpty() || model.changing().isRunning()
                ? Transition.to(model)
                : plan(model.with(model.place().pop()), change.get().wanted());
    }

    /** The plan was read: what it must be agreed to is asked. */
    static Transition accept(Model model) {
        Optional<Change> change = model.changing().change();
        if (change.isEmpty() || model.changing().isRunning()) {
            return Transition.to(model);
        }
        if (change.get().wantsAdoption()) {
            return ask(model, adoption(model, change.get()));
        }
        return change.get().plan().isPresent() ? consent(model, change.get()) : Transition.to(model);
    }

    private static Transition consent(Model asked, Change change) {
        Model model = asked.with(asked.changing().with(change));
        Plan plan = change.plan().orElseThrow();
        List<Plan.Consent> all = Consents.of(plan);
        if (change.agreed() == all.size()) {
            Run run = Run.starting(plan, model.now());
            Navigation place = model.place().pop().push(View.of(View.Kind.RUN));
            Model started = model.with(model.changing().with(change.agreed(0)).with(run));
            return Transition.to(started.with(place), new Effect.Start(change.wanted(), plan));
        }
        Plan.Consent consent = all.get(change.agreed());
        String title = all.size() == 1 ? "Confirm" : "Confirm " + (change.agreed() + 1) + " of " + all.size();
        return ask(
                model,
                new Question(
                        About.CONSENT,
                        title,
                        Text.clean(consent.question()) + ".",
                        Text.clean(consent.word()),
                        "to confirm"));
    }

    private static Question adoption(Model model, Change change) {
        Decision.Refusal refusal = (Decision.Refusal) change.decision().orElseThrow();
        String name = model.live().servers().stream()
                .filter(view -> view.raft()
                        .value()
                        .filter(raft -> raft.state() == ServerState.SOLO)
                        .isPresent())
                .map(view -> Text.clean(view.name()))
                .findFirst()
                .orElse("adopt");
        return new Question(About.ADOPT, "Adopt", Text.clean(refusal.reason()) + ".", name, "to plan with that outage");
    }

    private static Transition ask(Model model, Question question) {
        Model asking = model.with(model.changing().asking(Optional.of(question)));
        return Transition.to(asking.typing(Prompt.Kind.ANSWER, ""));
    }

    /** What was typed; empty when the question was left. */
    static Transition answer(Model model, String text) {
        Question question = model.changing().question().orElseThrow();
        Model closed = model.with(model.typing().closed());
        Model answered = closed.with(closed.changing().asking(Optional.empty()));
        Change change = answered.changing().change().orElseThrow();
        if (!text.equals(question.word())) {
            return Transition.to(declined(answered.with(answered.changing().with(change.agreed(0))), question));
        }
        return switch (question.about()) {
            case CONSENT -> consent(answered, change.agreed(change.agreed() + 1));
            case ADOPT -> plan(answered, new ChangeRequest(change.wanted().intent(), true, false));
            case STOP -> stopping(answered, answered.changing());
            case LEAVE -> stopping(answered, answered.changing().leaving(question.exitCode()));
        };
    }

    private static Model declined(Model model, Question question) {
        if (!question.about().isOfRun()) {
            return model.told("Cancelled. Nothing was changed.", Notice.Kind.CANCELLED);
        }
        return model.changing().isRunning() ? model.told("The run continues.", false) : model;
    }

    private static Transition stopping(Model model, ChangeState changing) {
        if (!changing.isRunning()) {
            OptionalInt leaving = changing.leaving();
            return leaving.isPresent()
                    ? Transition.to(model, new Effect.Quit(leaving.getAsInt()))
                    : Transition.to(model);
        }
        Run run = changing.run().orElseThrow().stops();
        return Transition.to(model.with(changing.with(run)), new Effect.StopRun());
    }

    /** Something happened in the run; what is told after its end changes nothing here. */
    static Transition ran(Model model, RunEvent event) {
        return model.changing()
                .run()
                .filter(run -> run.end().isEmpty())
                .map(run -> after(model, run.after(event), RunTimeline.of(run.plan(), event)))
                .orElseGet(() -> Transition.to(model));
    }

    /** The run could not begin, or broke off. */
    static Transition broke(Model model, String reason) {
        return model.changing()
                .run()
                .map(run -> after(
                        model, run.broken(reason, model.now()), Optional.of(RunTimeline.broken(model.now(), reason))))
                .orElseGet(() -> Transition.to(model));
    }

    private static Transition after(Model model, Run run, Optional<ZoneEvent> event) {
        Model known = model.with(model.changing().with(run));
        List<Effect> effects = new ArrayList<>();
        if (event.isPresent()) {
            known = known.happened(event.get());
            effects.add(new Effect.Keep(List.of(event.get())));
        }
        if (run.end().isEmpty()) {
            return new Transition(known, List.copyOf(effects));
        }
        known.changing().leaving().ifPresent(exitCode -> effects.add(new Effect.Quit(exitCode)));
        return new Transition(ended(unasked(known), run), List.copyOf(effects));
    }

    private static Model ended(Model model, Run run) {
        if (model.view().kind() == View.Kind.RUN) {
            return model.untold().with(model.place().top(View.of(View.Kind.RUN)));
        }
        Run.End end = run.end().orElseThrow();
        boolean bad = run.count(RunStep.State.FAILED) > 0 || !end.reason().isEmpty();
        return model.told("The run has ended: " + end.outcome().name().toLowerCase(Locale.ROOT) + ".", bad);
    }

    /** Whether a run is to stop is asked no longer when it has ended. */
    private static Model unasked(Model model) {
        boolean asks = model.changing()
                .question()
                .filter(question -> question.about().isOfRun())
                .isPresent();
        return asks ? model.with(model.typing().closed()).with(model.changing().asking(Optional.empty())) : model;
    }

    /** Shows the run, or goes back from it. */
    static Transition show(Model model) {
        return Transition.to(NavigationActions.toggle(model, View.Kind.RUN));
    }

    /** Asks whether the run is to stop. */
    static Transition stop(Model model) {
        return ask(
                model,
                new Question(
                        About.STOP,
                        "Stop the run",
                        "It ends at the next safe place; what is done stays done.",
                        "stop",
                        "to stop it"));
    }

    /** Stops for the shell, but not in the middle of a run, which would stand still with the program. */
    static Transition suspend(Model model) {
        return model.changing().isRunning()
                ? Transition.to(
                        model.told("not suspended: a run is under way, and it would stop with this program", true))
                : Transition.to(model, new Effect.Suspend());
    }

    /** Ends the program; while a run goes on only after a yes, and when that has stopped. */
    static Transition leave(Model model, int exitCode) {
        ChangeState changing = model.changing();
        if (!changing.isRunning()) {
            return Transition.to(model, new Effect.Quit(exitCode));
        }
        if (changing.leaving().isPresent()) {
            return exitCode == Actions.EXIT_INTERRUPTED
                    ? Transition.to(model, new Effect.Quit(exitCode))
                    : Transition.to(
                            model.told("stops at the next safe place, then quits; Ctrl-C leaves at once", false));
        }
        return ask(
                model,
                new Question(
                        About.LEAVE,
                        "A run is under way",
                        "It is stopped at the next safe place, then oneha quits; what is done stays done.",
                        "stop",
                        "to stop it",
                        exitCode));
    }
}
