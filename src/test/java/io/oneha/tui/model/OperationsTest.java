package io.oneha.tui.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.oneha.health.FindingCode;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.Intent;
import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.run.Happenings;
import io.oneha.run.RunEvent;
import io.oneha.run.RunOutcome;
import io.oneha.term.Size;
import io.oneha.tui.ChangeScenes;
import io.oneha.tui.Scenes;
import io.oneha.tui.model.Key.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsTest {
    private static final Size SIZE = new Size(80, 24);
    private static final Key ENTER = Key.of(Kind.ENTER);
    private static final Key ESCAPE = Key.of(Kind.ESCAPE);
    private static final Plan PLAN = Plans.join();

    @ParameterizedTest
    @CsvSource({"scale-up, SCALE_UP", "force-ha, FORCE_HA", "deploy, CONVERGE"})
    void aChangeIsPlannedAndItsScreenShown(String name, Intent intent) {
        Transition step = press(Scenes.type(Scenes.of("healthy", SIZE), ":" + name), ENTER);

        assertThat(step.model().view().kind()).isEqualTo(View.Kind.PLAN);
        assertThat(step.effects()).containsExactly(new Effect.Plan(new ChangeRequest(intent, false, false)));
    }

    @Test
    void aDecisionOnAnotherWishIsNotShown() {
        Model model = ChangeScenes.wished(SIZE);
        ChangeRequest other = new ChangeRequest(Intent.FORCE_HA, false, false);

        assertThat(Update.apply(model, new Message.Decided(other, PLAN)).model())
                .isEqualTo(model);
    }

    @Test
    void onlyTheWordStartsTheRun() {
        Transition step = press(Scenes.type(asked(), "n1a3"), ENTER);

        assertThat(step.effects()).containsExactly(new Effect.Start(ChangeScenes.SCALE_UP, PLAN));
        assertThat(step.model().view().kind()).isEqualTo(View.Kind.RUN);
        assertThat(step.model().changing().isRunning()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "y", "yes", "N1A3", "n1a", "n1a33"})
    void anythingElseGoesBackToThePlan(String typed) {
        Transition step = press(Scenes.type(asked(), typed), ENTER);

        assertThat(step.effects()).isEmpty();
        assertThat(step.model().view().kind()).isEqualTo(View.Kind.PLAN);
        assertThat(step.model().typing().prompt()).isEmpty();
        assertThat(step.model().changing().run()).isEmpty();
        assertThat(step.model().notice()).hasValueSatisfying(notice -> {
            assertThat(notice.text()).isEqualTo("Cancelled. Nothing was changed.");
            assertThat(notice.kind()).isEqualTo(Notice.Kind.CANCELLED);
        });
    }

    @Test
    void allThatIsAskedMustBeAgreedToOneAfterAnother() {
        Model model = Scenes.press(ChangeScenes.decided(SIZE, Plans.deploy()), ENTER);
        Transition first = press(Scenes.type(model, "even"), ENTER);
        Transition second = press(Scenes.type(first.model(), "n1a2"), ENTER);
        Model again = Scenes.press(first.model(), ESCAPE, ENTER);

        assertThat(first.effects()).isEmpty();
        assertThat(first.model().changing().question())
                .hasValueSatisfying(question -> assertThat(question.word()).isEqualTo("n1a2"));
        assertThat(second.effects()).hasSize(1).first().isInstanceOf(Effect.Start.class);
        assertThat(again.changing().question())
                .hasValueSatisfying(question -> assertThat(question.word()).isEqualTo("even"));
    }

    @ParameterizedTest
    @MethodSource("notPlans")
    void whatIsNoPlanCannotBeAgreedTo(Decision decision) {
        Transition step = press(ChangeScenes.decided(SIZE, decision), ENTER);

        assertThat(step.effects()).isEmpty();
        assertThat(step.model().typing().prompt()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("notPlans")
    void whatIsNoPlanIsPlannedAgainByARefresh(Decision decision) {
        Model refused = ChangeScenes.decided(SIZE, decision);
        Transition step = press(refused, Key.of('r'));

        assertThat(step.effects()).containsExactly(new Effect.Plan(ChangeScenes.SCALE_UP));
        assertThat(step.model().changing().change().orElseThrow().decision()).isEmpty();
    }

    @Test
    void aPlanThatCanBeCarriedOutIsKeptByARefresh() {
        Transition step = press(ChangeScenes.decided(SIZE, Plans.join()), Key.of('r'));

        assertThat(step.effects()).containsExactly(new Effect.Refresh());
    }

    static Stream<Arguments> notPlans() {
        return Stream.of(
                arguments(Plans.nothing()),
                arguments(new Decision.Refusal(FindingCode.NO_LEADER, "nobody leads", "wait")));
    }

    @Test
    void aFrontEndThatRunsIsAdoptedOnlyAfterAWordOfItsOwn() {
        Model refused = ChangeScenes.decided(SIZE, ChangeScenes.RUNS_WITHOUT_HA);
        Model question = Scenes.press(refused, ENTER);
        String word = question.changing().question().orElseThrow().word();
        Transition yes = press(Scenes.type(question, word), ENTER);

        assertThat(press(question, ENTER).effects()).isEmpty();
        assertThat(yes.effects()).containsExactly(new Effect.Plan(new ChangeRequest(Intent.SCALE_UP, true, false)));
        assertThat(yes.model().place().views()).hasSize(2);
    }

    @Test
    void leavingTheRunsScreenDoesNotStopItAndRComesBack() {
        Transition away = press(running(), ESCAPE);
        Model back = Scenes.press(away.model(), Key.of('R'));

        assertThat(away.effects()).isEmpty();
        assertThat(away.model().place().isHome()).isTrue();
        assertThat(back.view().kind()).isEqualTo(View.Kind.RUN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"scale-up", "force-ha", "deploy"})
    void whileARunGoesOnNothingElseIsBegun(String name) {
        Transition step = press(Scenes.type(running(), ":" + name), ENTER);

        assertThat(step.effects()).isEmpty();
        assertThat(step.model().notice())
                .hasValueSatisfying(notice -> assertThat(notice.text()).contains("a run is under way"));
    }

    @Test
    void quittingDuringARunAsksFirst() {
        for (Key key : List.of(Key.of('q'), Key.ctrl('c'))) {
            Transition asked = press(running(), key);
            Transition no = press(asked.model(), ENTER);
            Transition yes = press(Scenes.type(asked.model(), "stop"), ENTER);
            int exitCode = key.ctrl() ? 130 : 0;

            assertThat(asked.effects()).isEmpty();
            assertThat(no.effects()).isEmpty();
            assertThat(no.model().changing().leaving()).isEmpty();
            assertThat(yes.effects()).containsExactly(new Effect.StopRun());
            assertThat(Update.apply(yes.model(), new Message.Ran(Happenings.stopped(31_000, 7)))
                            .effects())
                    .last()
                    .isEqualTo(new Effect.Quit(exitCode));
            assertThat(press(yes.model(), Key.ctrl('c')).effects()).containsExactly(new Effect.Quit(130));
            assertThat(press(yes.model(), Key.of('q')).effects()).isEmpty();
        }
    }

    @Test
    void aRunIsNotStoppedForTheShell() {
        assertThat(press(running(), Key.ctrl('z')).effects()).isEmpty();
        assertThat(press(Scenes.of("healthy", SIZE), Key.ctrl('z')).effects()).containsExactly(new Effect.Suspend());
    }

    @Test
    void stoppingAloneStays() {
        Model asked = Scenes.press(Scenes.type(running(), ":stop"), ENTER);
        Transition yes = press(Scenes.type(asked, "stop"), ENTER);
        Transition ended = Update.apply(yes.model(), new Message.Ran(Happenings.stopped(31_000, 7)));

        assertThat(yes.effects()).containsExactly(new Effect.StopRun());
        assertThat(ended.effects()).singleElement().isInstanceOf(Effect.Keep.class);
        assertThat(outcome(ended.model())).isEqualTo(RunOutcome.STOPPED);
    }

    @Test
    void nobodyIsAskedToStopARunThatHasEnded() {
        Model leaving = Scenes.press(running(), Key.of('q'));
        Model stopping = Scenes.press(Scenes.type(running(), ":stop"), ENTER);
        for (Model asked : List.of(leaving, Scenes.type(leaving, "sto"), stopping)) {
            Model ended = Update.apply(asked, new Message.Ran(Happenings.finished(60_000)))
                    .model();

            assertThat(ended.changing().question()).isEmpty();
            assertThat(ended.typing().prompt()).isEmpty();
            assertThat(press(ended, Key.of('q')).effects()).containsExactly(new Effect.Quit(0));
        }
    }

    @Test
    void aRunThatCouldNotBeginSaysWhy() {
        Model model = Update.apply(
                        ChangeScenes.started(SIZE), new Message.Broke("another run has the zone: \u001b[1mX"))
                .model();

        assertThat(outcome(model)).isEqualTo(RunOutcome.FAILED);
        assertThat(model.changing().run().orElseThrow().end().orElseThrow().reason())
                .contains("another run has the zone")
                .doesNotContain("\u001b");
    }

    @Test
    void theEndOfARunIsToldWhereverTheOperatorIs() {
        Model away = Scenes.press(running(), ESCAPE);
        Transition ended = Update.apply(away, new Message.Ran(Happenings.failed(30_000, 6, "no room", "")));

        assertThat(ended.model().notice()).hasValueSatisfying(notice -> {
            assertThat(notice.isError()).isTrue();
            assertThat(notice.text()).contains("The run has ended: failed.");
        });
    }

    @Test
    void aPlanMadeAnewTakesThePlaceOfTheOld() {
        List<RunEvent> events = new ArrayList<>(ChangeScenes.copying());
        events.add(Happenings.replanned(27_000, 6, "n1a2"));
        Run run = ChangeScenes.ran(SIZE, events).changing().run().orElseThrow();
        assertThat(run.plan().leader()).isEqualTo("n1a2");
        assertThat(run.count(RunStep.State.WAITING)).isEqualTo(run.stages().size());
        assertThat(run.lines())
                .containsExactly("n1a1 does not lead any more", "the leader changed from n1a1 to n1a2: planned again");
        assertThat(run.copying()).isEmpty();
        assertThat(run.end()).isEmpty();
    }

    @Test
    void stepsCostsAndLinesAreKeptAsTheyCome() {
        Run run = ChangeScenes.ran(SIZE, ChangeScenes.failed()).changing().run().orElseThrow();

        assertThat(run.name()).isEqualTo(Happenings.RUN);
        assertThat(run.done()).isEqualTo(10);
        assertThat(run.count(RunStep.State.SKIPPED)).isEqualTo(1);
        assertThat(run.count(RunStep.State.FAILED)).isEqualTo(1);
        assertThat(run.measures()).containsExactly("n1a3: writes could wait 1.0 s");
        assertThat(run.lines()).containsExactly("oned starts");
    }

    private static RunOutcome outcome(Model model) {
        return model.changing().run().orElseThrow().end().orElseThrow().outcome();
    }

    private static Model asked() {
        return Scenes.press(ChangeScenes.decided(SIZE, PLAN), ENTER);
    }

    private static Model running() {
        return ChangeScenes.ran(SIZE, ChangeScenes.copying());
    }

    private static Transition press(Model model, Key key) {
        return Update.apply(model, new Message.Pressed(key));
    }
}
