package io.oneha.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.ZoneEvent;
import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.tui.Golden;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.screen.Screens;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The events follow the newest, unless somebody is reading older ones. */
class FollowingTest {
    private static final Size SIZE = new Size(80, 24);

    @Test
    void untilTheCursorIsMovedThePaneShowsTheNewest() {
        Model focused = Scenes.press(many(), Key.of('3'));
        Model later = happened(focused);

        assertThat(PaneRows.selected(later, Pane.EVENTS)).isZero();
        assertThat(drawn(later)).contains("the newest of all").doesNotContain("newer");
    }

    @Test
    void whoReadsOlderOnesStaysOnThemAndSeesHowManyAreNewer() {
        Model reading = Scenes.press(many(), Key.of('3'), Key.of('j'), Key.of('G'));
        ZoneEvent read = PaneRows.events(reading).get(PaneRows.selected(reading, Pane.EVENTS));
        Model later = happened(reading);

        assertThat(PaneRows.events(later).get(PaneRows.selected(later, Pane.EVENTS)))
                .isEqualTo(read);
        assertThat(drawn(later)).containsPattern("↑ [0-9]+ newer").doesNotContain("the newest of all");
        assertThat(drawn(Scenes.press(later, Key.of('g')))).contains("the newest of all");
        assertThat(PaneRows.selected(happened(Scenes.press(later, Key.of('g'))), Pane.EVENTS))
                .isZero();
    }

    @Test
    void whenAnotherPaneHasTheKeysItShowsTheNewestAgain() {
        Model reading = Scenes.press(many(), Key.of('3'), Key.of('G'));

        assertThat(drawn(happened(Scenes.press(reading, Key.of('1')))))
                .contains("the newest of all")
                .doesNotContain("newer");
        assertThat(PaneRows.selected(happened(Scenes.press(reading, Key.of('1'), Key.of('3'))), Pane.EVENTS))
                .isZero();
    }

    private static Model many() {
        Model model = Scenes.of("healthy", SIZE);
        for (int i = 0; i < 40; i++) {
            model = happened(model, "event " + i);
        }
        return model;
    }

    private static Model happened(Model model) {
        return happened(model, "the newest of all");
    }

    private static Model happened(Model model, String text) {
        Model later = Update.apply(model, new Message.Ticked(model.now().plusSeconds(1)))
                .model();
        return later.happened(new ZoneEvent(later.now(), ZoneEvent.Kind.ELECTION, "zone", text));
    }

    private static String drawn(Model model) {
        Frame frame = Screens.draw(model, SIZE, Theme.of(ColourDepth.NONE, Background.DARK, false));
        return IntStream.range(0, SIZE.rows())
                .mapToObj(row -> Golden.text(frame, row))
                .collect(Collectors.joining("\n"));
    }
}
