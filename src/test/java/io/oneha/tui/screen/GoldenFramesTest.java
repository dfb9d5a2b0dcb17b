package io.oneha.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.tui.ChangeScenes;
import io.oneha.tui.Golden;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Key.Kind;
import io.oneha.tui.model.Message;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Update;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every screen, as it is seen; see {@link Golden} for how to write the files anew. */
class GoldenFramesTest {
    private static final Map<String, Function<Size, Model>> SCENES = scenes();

    @ParameterizedTest(name = "{0} {1}x{2}")
    @MethodSource("screens")
    void everyScreenLooksAsItsFileSays(String scene, int columns, int rows) throws IOException {
        Size size = new Size(columns, rows);
        Model model = SCENES.get(scene).apply(size);
        Frame colour = draw(model, ColourDepth.INDEXED, false);

        new Golden()
                .text("unicode", colour)
                .text("ascii", draw(model, ColourDepth.INDEXED, true))
                .styles("256 colours", colour)
                .styles("no colours", draw(model, ColourDepth.NONE, false))
                .matches(scene + "-" + columns + "x" + rows);
    }

    @ParameterizedTest(name = "{0} {1}x{2}")
    @MethodSource("screens")
    void onlyGlyphsAndPaintsDependOnTheTerminal(String scene, int columns, int rows) {
        Model model = SCENES.get(scene).apply(new Size(columns, rows));
        Frame colour = draw(model, ColourDepth.INDEXED, false);
        Frame plain = draw(model, ColourDepth.NONE, false);
        Frame sixteen = draw(model, ColourDepth.SIXTEEN, false);

        for (int row = 0; row < rows; row++) {
            assertThat(Golden.text(plain, row))
                    .isEqualTo(Golden.text(colour, row))
                    .isEqualTo(Golden.text(sixteen, row));
            for (int column = 0; column < columns; column++) {
                assertThat(plain.paint(column, row).foreground()).isNegative();
                assertThat(plain.paint(column, row).background()).isNegative();
                assertThat(sixteen.paint(column, row).foreground()).isLessThan(16);
                assertThat(sixteen.paint(column, row).background()).isLessThan(16);
            }
        }
    }

    @ParameterizedTest(name = "{0} {1}x{2}")
    @MethodSource("screens")
    void asciiTerminalsGetAsciiOnly(String scene, int columns, int rows) {
        Frame frame = draw(SCENES.get(scene).apply(new Size(columns, rows)), ColourDepth.NONE, true);

        for (int row = 0; row < rows; row++) {
            assertThat(Golden.text(frame, row)).matches("[ -~]{" + columns + "}");
        }
    }

    static Stream<Arguments> screens() {
        List<Arguments> screens = new ArrayList<>();
        for (String scene : SCENES.keySet()) {
            screens.add(Arguments.of(scene, 80, 24));
            screens.add(Arguments.of(scene, 120, 40));
            screens.add(Arguments.of(scene, 40, 10));
        }
        screens.add(Arguments.of("home-follower-down", 200, 60));
        screens.add(Arguments.of("home-healthy", 200, 60));
        screens.add(Arguments.of("help", 200, 60));
        return screens.stream();
    }

    private static Map<String, Function<Size, Model>> scenes() {
        Map<String, Function<Size, Model>> scenes = new LinkedHashMap<>();
        scenes.put("home-asking", Scenes::asking);
        scenes.put("home-healthy", size -> Scenes.of("healthy", size));
        scenes.put("home-holder", size -> Scenes.held("server-0", size));
        scenes.put("home-lagging", size -> Scenes.of("follower-lagging-no-writes", size));
        scenes.put("home-follower-down", size -> Scenes.of("healthy2", "follower-down", size));
        scenes.put("home-partition", size -> Scenes.of("partition-asked-new-leader", size));
        scenes.put("home-no-server", size -> Scenes.of("solo", size));
        scenes.put("home-federation", size -> Scenes.of("fedmaster", size));
        scenes.put("home-nine", Scenes::nine);
        scenes.put("home-stale", size -> later(Scenes.of("healthy", size), 75));
        scenes.put("home-paused", size -> press(Scenes.of("healthy", size), Key.of('p')));
        scenes.put(
                "home-findings",
                size -> press(Scenes.of("partition-asked-new-leader", size), Key.of('2'), Key.of('t')));
        scenes.put("home-events", size -> press(Scenes.of("healthy2", "follower-down", size), Key.of('3')));
        scenes.put("home-filter", size -> Scenes.type(Scenes.of("healthy2", "follower-down", size), "/server-2"));
        scenes.put("home-command", size -> Scenes.type(Scenes.withExtras(Scenes.extras(), false, size), ":ki"));
        scenes.put(
                "home-refused", size -> press(Scenes.type(Scenes.of("healthy", size), ":recover"), Key.of(Kind.ENTER)));
        scenes.put("server", size -> press(Scenes.of("healthy2", size), Key.of('j'), Key.of(Kind.ENTER)));
        scenes.put(
                "server-down",
                size -> press(Scenes.of("healthy2", "follower-down", size), Key.of('G'), Key.of(Kind.ENTER)));
        scenes.put(
                "finding",
                size -> press(Scenes.of("partition-asked-new-leader", size), Key.of('2'), Key.of(Kind.ENTER)));
        scenes.put(
                "event", size -> press(Scenes.of("healthy2", "follower-down", size), Key.of('3'), Key.of(Kind.ENTER)));
        scenes.put("help", size -> press(Scenes.withExtras(Scenes.extras(), false, size), Key.of('?')));
        scenes.put("menu", size -> press(Scenes.withExtras(Scenes.extras(), false, size), Key.of('a'), Key.of('j')));
        scenes.putAll(ChangeScenes.all());
        return scenes;
    }

    private static Model press(Model model, Key... keys) {
        return Scenes.press(model, keys);
    }

    private static Model later(Model model, int seconds) {
        return Update.apply(model, new Message.Ticked(model.now().plusSeconds(seconds)))
                .model();
    }

    private static Frame draw(Model model, ColourDepth depth, boolean ascii) {
        return Screens.draw(model, model.size(), Theme.of(depth, Background.DARK, ascii));
    }
}
