package io.oneha.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.ZoneEvent;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.plan.Plans;
import io.oneha.run.Happenings;
import io.oneha.run.RunEvent;
import io.oneha.run.RunSights;
import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.tui.ChangeScenes;
import io.oneha.tui.Golden;
import io.oneha.tui.Recorded;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.model.Key.Kind;
import io.oneha.tui.screen.Screens;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is left of a run, and of an attempt at one, on the screens that come after it. */
class RunOutcomeTest {
    private static final Size SIZE = new Size(120, 40);
    private static final Key ENTER = Key.of(Kind.ENTER);
    private static final Key ESCAPE = Key.of(Kind.ESCAPE);

    @Test
    void aRunIsInTheTimelineFromItsStartOverEachHostToItsEnd() {
        Model model = ChangeScenes.started(SIZE);
        List<ZoneEvent> kept = new ArrayList<>();
        for (RunEvent event : ChangeScenes.done()) {
            Transition step = Update.apply(model, new Message.Ran(event));
            step.effects().forEach(effect -> kept.addAll(((Effect.Keep) effect).events()));
            model = step.model();
        }

        assertThat(kept)
                .extracting(ZoneEvent::text)
                .containsExactly(
                        "run 20261124-100000-0a1b begins: 15 steps on n1a3",
                        "n1a3 is finished: 15 steps",
                        "the run is done after 1 min 10 s");
        assertThat(PaneRows.events(model)).containsAll(kept);
        assertThat(drawn(Scenes.press(model, ESCAPE))).contains("the run is done after 1 min 10 s");
    }

    @Test
    void aRunThatFailsSaysWhereAndWhyInTheTimeline() {
        Model failed = ChangeScenes.ran(SIZE, ChangeScenes.failed());
        Model broke = Update.apply(ChangeScenes.started(SIZE), new Message.Broke("another run has the zone"))
                .model();

        assertThat(PaneRows.events(failed))
                .filteredOn(event -> event.kind() == ZoneEvent.Kind.RUN_FAILED)
                .singleElement()
                .satisfies(event -> assertThat(event.text())
                        .startsWith("the run failed on n1a3, step 11 of 15, ")
                        .endsWith(": oned on n1a3 ended at once: Could not connect to the database"));
        assertThat(PaneRows.events(broke))
                .extracting(ZoneEvent::text)
                .contains("the run failed: another run has the zone");
    }

    @Test
    void aRunThatFailedStaysInTheHeaderUntilItIsDealtWith() {
        Model away = Scenes.press(ChangeScenes.ran(SIZE, ChangeScenes.failed()), ESCAPE);
        Model later = Scenes.observe(away, "healthy", 60, snapshot -> snapshot);
        Model planned = again(later);
        Model nothing = Update.apply(planned, new Message.Decided(ChangeScenes.SCALE_UP, Plans.nothing()))
                .model();
        Model done = Scenes.press(ChangeScenes.ran(SIZE, ChangeScenes.done()), ESCAPE);

        assertThat(Golden.text(frame(away), 0)).contains("run failed");
        assertThat(Golden.text(frame(later), 0)).contains("run failed");
        assertThat(Golden.text(frame(planned), 0)).contains("run failed");
        assertThat(Golden.text(frame(nothing), 0)).doesNotContain("run failed");
        assertThat(Golden.text(frame(done), 0)).doesNotContain("run ");
    }

    @Test
    void theEndScreenCountsWhatWasDoneBeforeTheRunPlannedAgain() {
        List<RunEvent> events = List.of(
                Happenings.started(0),
                Happenings.begins(10, 1),
                Happenings.done(20, 1, 10),
                Happenings.begins(30, 2),
                Happenings.replanned(40, 2, "n1a2"),
                Happenings.begins(50, 1),
                Happenings.failed(60, 1, "it broke", "mend it"));

        assertThat(drawn(ChangeScenes.ran(SIZE, events)))
                .contains("0 of 15 done", "the run planned again once; 1 step was done before that");
    }

    @Test
    void aStepThatAStopBrokeOffIsNotAtWorkAnyMore() {
        List<RunEvent> events = List.of(
                Happenings.started(0),
                Happenings.begins(10, 7),
                Happenings.copied(2_000, 7, 110, 183),
                Happenings.says(2_100, 7, "waits: 14 s left"),
                Happenings.says(3_100, 7, "waits: 9 s left"),
                Happenings.stopped(4_010, 7));
        Model stopped = ChangeScenes.ran(SIZE, events);
        Model later = Update.apply(stopped, new Message.Ticked(stopped.now().plusSeconds(30)))
                .model();

        assertThat(drawn(later))
                .contains("Stopped after", "stopped       7 n1a3", "4.0 s", "waits: 9 s left")
                .doesNotContain("running", " of 183", "14 s left");
    }

    @Test
    void enterOnTheEndScreenPlansTheSameAgain() {
        Model ended = ChangeScenes.ran(SIZE, ChangeScenes.failed());
        Transition step = Update.apply(ended, new Message.Pressed(ENTER));

        assertThat(drawn(ended)).contains("Enter plans again", "Enter plan again");
        assertThat(step.effects()).containsExactly(new Effect.Plan(ChangeScenes.SCALE_UP));
        assertThat(step.model().view().kind()).isEqualTo(View.Kind.PLAN);
        assertThat(Scenes.press(step.model(), ESCAPE).place().isHome()).isTrue();
    }

    @Test
    void noEndOfARunOffersAnOptionOfAnotherCall() {
        List<List<RunEvent>> ends = List.of(
                ChangeScenes.failed(), ChangeScenes.done(), List.of(Happenings.started(0), Happenings.stopped(1, 1)));
        for (List<RunEvent> end : ends) {
            assertThat(drawn(ChangeScenes.ran(SIZE, end))).doesNotContain("--", "oneha apply");
        }
    }

    @Test
    void aRunThatBeginsDoesNotShowTheRefusalOfTheAttemptBefore() {
        Model question = Scenes.press(ChangeScenes.decided(SIZE, Plans.join()), ENTER);
        Model refused = Scenes.press(question, ESCAPE);
        Model started = Scenes.press(Scenes.type(Scenes.press(refused, ENTER), "n1a3"), ENTER);

        assertThat(drawn(refused)).contains("\n Cancelled. Nothing was changed.");
        assertThat(started.view().kind()).isEqualTo(View.Kind.RUN);
        assertThat(drawn(started)).doesNotContain("Nothing was changed").contains("Esc back, it continues");
    }

    @Test
    void noNoticeOutlivesItsScreen() {
        Model told = Update.apply(Scenes.of("healthy", SIZE), new Message.Told("killed n1a2", false))
                .model();

        assertThat(drawn(told)).contains("killed n1a2");
        assertThat(drawn(Scenes.press(told, Key.of('j')))).contains("killed n1a2");
        for (Key key : List.of(Key.of('?'), Key.of('a'), Key.of('m'), ENTER)) {
            assertThat(drawn(Scenes.press(told, key))).doesNotContain("killed n1a2");
            assertThat(drawn(Scenes.press(told, key, ESCAPE))).doesNotContain("killed n1a2");
        }
    }

    @Test
    void aHostThatIsBeingPreparedIsNoError() {
        Model copying = Scenes.observe(
                ChangeScenes.ran(SIZE, ChangeScenes.copying()), "follower-down", 1, RunOutcomeTest::renamed);
        Model ended = Update.apply(copying, new Message.Ran(Happenings.stopped(60_000, 7)))
                .model();

        assertThat(line(copying, "n1a3")).contains("preparing").doesNotContain("error", "refused");
        assertThat(line(ended, "n1a3")).contains("error", "refused");
    }

    private static Snapshot renamed(Snapshot snapshot) {
        List<ServerView> servers = new ArrayList<>(snapshot.servers());
        servers.set(2, Recorded.named(servers.get(2), 2, "n1a3"));
        return Recorded.with(snapshot, servers);
    }

    private static Model again(Model away) {
        return Scenes.press(Scenes.press(away, Key.of('R')), ENTER);
    }

    private static String line(Model model, String name) {
        return drawn(Scenes.press(model, ESCAPE))
                .lines()
                .filter(line -> line.contains(" " + name + " "))
                .findFirst()
                .orElseThrow();
    }

    /** A drill's zone is looked at once more after its end: that is no second end of it. */
    @Test
    void whatIsToldAfterTheEndChangesNothing() {
        Model ended = ChangeScenes.ran(SIZE, ChangeScenes.failed());
        Transition more = Operations.ran(ended, new RunEvent.Looked(ended.now(), RunSights.wellLed(true, "n1a3", 4)));
        assertThat(more.model()).isSameAs(ended);
        assertThat(more.effects()).isEmpty();
    }

    private static String drawn(Model model) {
        Frame frame = frame(model);
        return IntStream.range(0, SIZE.rows())
                .mapToObj(row -> Golden.text(frame, row))
                .collect(Collectors.joining("\n"));
    }

    private static Frame frame(Model model) {
        return Screens.draw(model, SIZE, Theme.of(ColourDepth.NONE, Background.DARK, false));
    }
}
