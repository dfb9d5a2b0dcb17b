package io.oneha.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.tui.Golden;
import io.oneha.tui.HostScenes;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.model.Key;
import io.oneha.tui.model.Key.Kind;
import io.oneha.tui.model.Model;
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

/** Every screen of a zone whose hosts are seen over SSH; see {@link Golden} for how to write the files anew. */
class HostFramesTest {
    private static final List<Size> USUAL = List.of(new Size(80, 24), new Size(120, 40), new Size(40, 10));
    private static final Size LARGE = new Size(200, 60);
    private static final Map<String, Function<Size, Model>> SCENES = scenes();

    @ParameterizedTest(name = "{0} {1}x{2}")
    @MethodSource("screens")
    void everyScreenLooksAsItsFileSays(String scene, int columns, int rows) throws IOException {
        Model model = SCENES.get(scene).apply(new Size(columns, rows));
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
    void colourSaysNothingThatTheTextDoesNot(String scene, int columns, int rows) {
        Model model = SCENES.get(scene).apply(new Size(columns, rows));
        Frame colour = draw(model, ColourDepth.INDEXED, false);
        Frame plain = draw(model, ColourDepth.NONE, false);
        Frame ascii = draw(model, ColourDepth.NONE, true);

        for (int row = 0; row < rows; row++) {
            assertThat(Golden.text(plain, row)).isEqualTo(Golden.text(colour, row));
            assertThat(Golden.text(ascii, row)).matches("[ -~]{" + columns + "}");
        }
    }

    static Stream<Arguments> screens() {
        List<Arguments> screens = new ArrayList<>();
        for (String scene : SCENES.keySet()) {
            List<Size> sizes = new ArrayList<>(USUAL);
            if (scene.equals("hosts-troubled") || scene.equals("host-limited")) {
                sizes.add(LARGE);
            }
            sizes.forEach(size -> screens.add(Arguments.of(scene, size.columns(), size.rows())));
        }
        return screens.stream();
    }

    private static Map<String, Function<Size, Model>> scenes() {
        Map<String, Function<Size, Model>> scenes = new LinkedHashMap<>();
        scenes.put("hosts-healthy", HostScenes::healthy);
        scenes.put("hosts-through-ssh", HostScenes::throughSsh);
        scenes.put("hosts-split", HostScenes::split);
        scenes.put("hosts-troubled", HostScenes::troubled);
        scenes.put("hosts-oned-down", HostScenes::onedDown);
        scenes.put("hosts-old", HostScenes::old);
        scenes.put("host", size -> Scenes.press(HostScenes.healthy(size), Key.of(Kind.ENTER)));
        scenes.put("host-limited", size -> Scenes.press(HostScenes.troubled(size), Key.of('j'), Key.of(Kind.ENTER)));
        scenes.put("host-failed", size -> Scenes.press(HostScenes.troubled(size), Key.of('G'), Key.of(Kind.ENTER)));
        for (int servers : new int[] {3, 5, 7}) {
            scenes.put("reach-" + servers, size -> Scenes.press(HostScenes.reach(servers, size), Key.of('m')));
        }
        scenes.put("reach-without-ssh", size -> Scenes.press(Scenes.of("healthy", size), Key.of('m')));
        return scenes;
    }

    private static Frame draw(Model model, ColourDepth depth, boolean ascii) {
        return Screens.draw(model, model.size(), Theme.of(depth, Background.DARK, ascii));
    }
}
