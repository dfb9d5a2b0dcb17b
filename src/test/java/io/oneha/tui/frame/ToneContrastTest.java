package io.oneha.tui.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every tone can be read on the backgrounds that its theme is for. */
class ToneContrastTest {
    private static final int[] CUBE = {0, 0x5f, 0x87, 0xaf, 0xd7, 0xff};

    /** The first sixteen colours of xterm (XTerm-col.ad) and of the Linux console (vt.c), which is VGA's. */
    private static final List<List<Integer>> PALETTES = List.of(
            List.of(
                    0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000,
                    0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff),
            List.of(
                    0x000000, 0xaa0000, 0x00aa00, 0xaa5500, 0x0000aa, 0xaa00aa, 0x00aaaa, 0xaaaaaa, 0x555555, 0xff5555,
                    0x55ff55, 0xffff55, 0x5555ff, 0xff55ff, 0x55ffff, 0xffffff));

    /** Black, and the dark greys of Visual Studio Code and One Dark; white, and the paper of Solarized. */
    private static List<Integer> backgrounds(ColourDepth depth, Background background) {
        boolean own = depth == ColourDepth.SIXTEEN;
        return switch (background) {
            case DARK -> own ? List.of(0x000000) : List.of(0x000000, 0x1e1e1e, 0x282c34);
            case LIGHT -> own ? List.of(0xffffff) : List.of(0xffffff, 0xfdf6e3);
        };
    }

    static Stream<Arguments> tones() {
        return Stream.of(Tone.values()).flatMap(tone -> Stream.of(ColourDepth.SIXTEEN, ColourDepth.INDEXED)
                .flatMap(depth ->
                        Stream.of(Background.values()).map(background -> Arguments.of(tone, depth, background))));
    }

    @ParameterizedTest
    @MethodSource("tones")
    void aToneCanBeReadOnTheBackgroundThatItsThemeIsFor(Tone tone, ColourDepth depth, Background background) {
        Paint paint = Theme.of(depth, background, false).paint(tone);

        for (List<Integer> palette : PALETTES) {
            for (int behind : backgrounds(depth, background)) {
                int letters =
                        paint.foreground() == Paint.DEFAULT ? contrary(background) : rgb(paint.foreground(), palette);
                int around = paint.background() == Paint.DEFAULT ? behind : rgb(paint.background(), palette);
                assertThat(contrast(letters, around))
                        .as("%06x on %06x", letters, around)
                        .isGreaterThanOrEqualTo(wanted(tone));
            }
        }
    }

    /** WCAG 2.1: 1.4.3 for text, 1.4.11 for lines that say something; frames need only be seen. */
    private static double wanted(Tone tone) {
        return switch (tone) {
            case CHART, FOCUS -> 3;
            case BORDER -> 2;
            default -> 4.5;
        };
    }

    private static int contrary(Background background) {
        return background == Background.DARK ? 0xc0c0c0 : 0x303030;
    }

    /** Source: xterm's 256colres.pl, six levels a channel and 24 greys above the terminal's own. */
    private static int rgb(int index, List<Integer> palette) {
        if (index < 16) {
            return palette.get(index);
        }
        if (index >= 232) {
            return (8 + 10 * (index - 232)) * 0x010101;
        }
        int cube = index - 16;
        return CUBE[cube / 36] << 16 | CUBE[cube / 6 % 6] << 8 | CUBE[cube % 6];
    }

    private static double contrast(int one, int other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    /** WCAG 2.1's relative luminance. */
    private static double luminance(int rgb) {
        double[] weights = {0.2126, 0.7152, 0.0722};
        return IntStream.range(0, 3)
                .mapToDouble(i -> {
                    double channel = (rgb >> 16 - 8 * i & 0xff) / 255.0;
                    return weights[i]
                            * (channel <= 0.03928 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4));
                })
                .sum();
    }
}
