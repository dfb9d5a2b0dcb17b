package io.oneha.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.term.Size;
import io.oneha.tui.Recorded;
import io.oneha.tui.Scenes;
import io.oneha.tui.model.Key.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UpdateTest {
    private static final Size SIZE = new Size(80, 24);
    private static final Key ENTER = Key.of(Kind.ENTER);
    private static final Key ESCAPE = Key.of(Kind.ESCAPE);

    private final Model healthy = Scenes.of("healthy", SIZE);
    private final Model down = Scenes.of("healthy2", "follower-down", SIZE);

    @Test
    void theSelectionStaysOnItsServerWhenTheServersChangePlaces() {
        Model selected = press(healthy, Key.of('j'));
        String name = selectedName(selected);

        Model reordered = Scenes.observe(selected, "healthy", 1, UpdateTest::reversed);

        assertThat(name).isEqualTo("server-1");
        assertThat(selectedName(reordered)).isEqualTo("server-1");
        assertThat(PaneRows.selected(press(selected, Key.of('j')), Pane.SERVERS))
                .isEqualTo(2);
    }

    @Test
    void whenTheSelectedServerGoesItsPlaceIsTaken() {
        Model selected = press(healthy, Key.of('G'));

        Model fewer = Scenes.observe(
                selected,
                "healthy",
                1,
                snapshot -> Recorded.with(snapshot, snapshot.servers().subList(0, 2)));

        assertThat(selectedName(fewer)).isEqualTo("server-1");
    }

    @Test
    void withoutServersNothingIsSelectedAndNothingOpens() {
        Model none = Scenes.of("solo", SIZE);

        assertThat(PaneRows.selected(none, Pane.SERVERS)).isEqualTo(-1);
        assertThat(press(none, Key.of('j'), ENTER).view().kind()).isEqualTo(View.Kind.HOME);
    }

    @Test
    void theSelectionStopsAtBothEnds() {
        assertThat(PaneRows.selected(press(healthy, Key.of('k')), Pane.SERVERS)).isZero();
        assertThat(PaneRows.selected(press(healthy, Key.of('G'), Key.of('j')), Pane.SERVERS))
                .isEqualTo(2);
        assertThat(PaneRows.selected(press(healthy, Key.of('G'), Key.of('g')), Pane.SERVERS))
                .isZero();
        assertThat(PaneRows.selected(press(healthy, Key.of(Kind.PAGE_DOWN)), Pane.SERVERS))
                .isEqualTo(2);
    }

    @Test
    void tabGoesThroughThePanesAndAround() {
        Model model = press(healthy, Key.of(Kind.TAB));

        assertThat(model.place().focus()).isEqualTo(Pane.FINDINGS);
        assertThat(press(model, Key.of('l'), Key.of('l')).place().focus()).isEqualTo(Pane.SERVERS);
        assertThat(press(healthy, Key.of(Kind.BACK_TAB)).place().focus()).isEqualTo(Pane.EVENTS);
        assertThat(press(healthy, Key.of('2')).place().focus()).isEqualTo(Pane.FINDINGS);
    }

    @Test
    void enterOpensDetailsAndEscapeComesBackToTheSameRow() {
        Model open = press(healthy, Key.of('j'), ENTER);

        assertThat(open.view().kind()).isEqualTo(View.Kind.SERVER);
        assertThat(PaneRows.server(open, open.view().subject()).orElseThrow().name())
                .isEqualTo("server-1");
        assertThat(selectedName(press(open, ESCAPE))).isEqualTo("server-1");
        assertThat(press(open, ESCAPE).place().isHome()).isTrue();
    }

    @Test
    void tabInDetailsGoesToTheNextRow() {
        Model open = press(healthy, Key.of('j'), ENTER, Key.of(Kind.TAB));

        assertThat(PaneRows.server(open, open.view().subject()).orElseThrow().name())
                .isEqualTo("server-2");
        assertThat(selectedName(press(open, ESCAPE))).isEqualTo("server-2");
    }

    @Test
    void detailsScrollNoFurtherThanTheirText() {
        Model open = press(healthy, ENTER).scrollable(3);

        assertThat(press(open, Key.of(Kind.PAGE_DOWN)).view().position()).isEqualTo(3);
        assertThat(press(open, Key.of('G'), Key.of('k')).view().position()).isEqualTo(2);
        assertThat(press(open, Key.of('k')).view().position()).isZero();
    }

    @Test
    void aFilterWorksWhileItIsTypedInEveryPane() {
        Model typing = Scenes.type(down, "/SERVER-2");

        assertThat(PaneRows.servers(typing)).extracting(ServerView::name).containsExactly("server-2");
        assertThat(PaneRows.findings(typing)).isNotEmpty().allSatisfy(finding -> assertThat(
                        finding.subject() + finding.reason())
                .contains("server-2"));
        assertThat(PaneRows.events(typing)).isNotEmpty().allSatisfy(event -> assertThat(event.text())
                .contains("server-2"));
        assertThat(press(typing, ENTER).filter()).isEqualTo("SERVER-2");
        assertThat(press(typing, ENTER, ESCAPE).filter()).isEmpty();
        assertThat(press(typing, ESCAPE).filter()).isEmpty();
        assertThat(press(typing, Key.ctrl('u')).filter()).isEmpty();
    }

    @Test
    void backspaceOnAnEmptyLineClosesIt() {
        Model typing = Scenes.type(healthy, ":x");

        assertThat(press(typing, Key.of(Kind.BACKSPACE)).typing().prompt()).isPresent();
        assertThat(press(typing, Key.of(Kind.BACKSPACE), Key.of(Kind.BACKSPACE))
                        .typing()
                        .prompt())
                .isEmpty();
    }

    @Test
    void keysThatAreTypedDoNothingElse() {
        Transition step = Update.apply(Scenes.type(healthy, "/"), new Message.Pressed(Key.of('q')));

        assertThat(step.effects()).isEmpty();
        assertThat(step.model().filter()).isEqualTo("q");
    }

    @Test
    void pastedTextIsNeverTakenForKeys() {
        Transition ignored = Update.apply(healthy, new Message.Pasted("q"));
        Transition typed = Update.apply(Scenes.type(healthy, "/"), new Message.Pasted(" server-1\n"));

        assertThat(ignored).isEqualTo(Transition.to(healthy));
        assertThat(typed.model().filter()).isEqualTo("server-1");
    }

    @Test
    void qQuitsWith0AndCtrlCWith130FromEverywhere() {
        for (Model model :
                List.of(healthy, press(healthy, ENTER), press(healthy, Key.of('?')), press(healthy, Key.of('a')))) {
            assertThat(effects(model, Key.of('q'))).containsExactly(new Effect.Quit(0));
            assertThat(effects(model, Key.ctrl('c'))).containsExactly(new Effect.Quit(130));
        }
        assertThat(effects(Scenes.type(healthy, ":"), Key.ctrl('c'))).containsExactly(new Effect.Quit(130));
    }

    @Test
    void refreshAsksAtOnceAndSaysSoUntilTheAnswer() {
        Transition step = Update.apply(healthy, new Message.Pressed(Key.of('r')));

        assertThat(step.effects()).containsExactly(new Effect.Refresh());
        assertThat(step.model().asking()).isTrue();
        assertThat(Scenes.observe(step.model(), "healthy", 1, UnaryOperator.identity())
                        .asking())
                .isFalse();
    }

    @Test
    void aPausedDisplayStandsWhileTheHistoryGoesOn() {
        Model paused = press(healthy, Key.of('p'));
        Model later = Scenes.observe(paused, "follower-down", 3, UnaryOperator.identity());

        assertThat(later.watch()).isEqualTo(healthy.watch());
        assertThat(later.live().history().recent())
                .hasSize(healthy.live().history().recent().size() + 3);
        assertThat(press(later, Key.of('p')).watch()).isEqualTo(later.live());
    }

    @Test
    void newEventsAreKeptAndOldOnesNotAgain() {
        Snapshot lost = Recorded.zone("follower-down", healthy.now().plusSeconds(1), Duration.ofMillis(2));
        Transition first = Update.apply(healthy, new Message.Observed(lost));
        Snapshot still = Recorded.zone("follower-down", healthy.now().plusSeconds(2), Duration.ofMillis(2));
        Transition second = Update.apply(first.model(), new Message.Observed(still));

        assertThat(first.effects()).singleElement().isInstanceOfSatisfying(Effect.Keep.class, keep -> assertThat(
                        keep.events())
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.at()).isEqualTo(lost.observedAt())));
        assertThat(second.effects()).isEmpty();
    }

    @Test
    void noticesGoAwayByThemselves() {
        Model told = Update.apply(healthy, new Message.Told("done", false)).model();

        assertThat(told.notice()).isPresent();
        assertThat(tick(told, 4).notice()).isPresent();
        assertThat(tick(told, 5).notice()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Pane.class)
    void theSelectionSurvivesWhateverComes(Pane pane) {
        Model model = press(down, Key.of((char) ('1' + pane.ordinal())), Key.of('G'));

        for (String state : List.of("solo", "candidate", "healthy", "partition-asked-new-leader", "leader-single")) {
            model = Scenes.observe(model, state, 2, UnaryOperator.identity());
            int rows = PaneRows.keys(model, pane).size();
            assertThat(PaneRows.selected(model, pane)).isBetween(rows == 0 ? -1 : 0, rows - 1);
            press(model, Key.of('j'), Key.of('k'), ENTER, ESCAPE);
        }
    }

    private static Snapshot reversed(Snapshot snapshot) {
        List<ServerView> servers = new ArrayList<>(snapshot.servers());
        Collections.reverse(servers);
        return Recorded.with(snapshot, servers);
    }

    private static String selectedName(Model model) {
        return PaneRows.selectedServer(model).orElseThrow().name();
    }

    private static List<Effect> effects(Model model, Key key) {
        return Update.apply(model, new Message.Pressed(key)).effects();
    }

    private static Model tick(Model model, int seconds) {
        return Update.apply(model, new Message.Ticked(model.now().plusSeconds(seconds)))
                .model();
    }

    private static Model press(Model model, Key... keys) {
        return Scenes.press(model, keys);
    }
}
