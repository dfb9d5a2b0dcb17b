package io.oneha.tui.frame;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TextCharacter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WidthTest {
    @ParameterizedTest
    @CsvSource({
        "n1a1, 4",
        "é, 1",
        "日本, 4",
        "한국, 4",
        "🚀, 2",
        "● ▲ ✗ █ ─ …, 11",
        "ｆｕｌｌ, 8",
    })
    void widthIsInCells(String text, int cells) {
        assertThat(Width.of(text)).isEqualTo(cells);
    }

    /** All that follows would be out of place if the library that draws counted otherwise. */
    @Test
    void everyGlyphIsAsWideForTheLibraryAsForUs() {
        for (int point = ' '; point <= Character.MAX_CODE_POINT; point++) {
            for (String glyph : Width.glyphs(Character.toString(point), false)) {
                TextCharacter drawn = TextCharacter.fromString(glyph)[0];
                assertThat(drawn.isDoubleWidth() ? 2 : 1).as("U+%04X", point).isEqualTo(Width.ofGlyph(glyph));
            }
        }
    }

    @Test
    void marksJoinersAndWhatSteersTheTerminalAreLeftOut() {
        assertThat(Width.glyphs("a\u0301\u200d\ufe0f\u001b[31m\u0085\u202eb\u2066c\u009b", false))
                .containsExactly("a", "[", "3", "1", "m", "b", "c");
    }

    @Test
    void aFamilyOfEmojiIsItsMembers() {
        assertThat(Width.glyphs("👩‍👧🏽", false)).containsExactly("👩", "👧");
    }

    @Test
    void whatTerminalsAndTheLibraryCountDifferentlyIsAQuestionMark() {
        assertThat(Width.glyphs("✅⌚ㄅ", false)).containsExactly("?", "?", "?");
    }

    @Test
    void onAnAsciiTerminalOthersAreQuestionMarks() {
        assertThat(String.join("", Width.glyphs("n1-日é", true))).isEqualTo("n1-??");
    }

    @ParameterizedTest
    @CsvSource({"opennebula, 10, opennebula", "opennebula, 6, openn…", "日本語, 5, 日本…", "日本語, 4, 日…", "ab, 1, …"})
    void textThatIsTooLongIsCutAndMarked(String text, int width, String cut) {
        assertThat(Width.truncate(text, width, Glyphs.UNICODE)).isEqualTo(cut);
        assertThat(Width.of(Width.truncate(text, width, Glyphs.UNICODE))).isLessThanOrEqualTo(width);
    }

    @Test
    void nothingFitsIntoNothing() {
        assertThat(Width.truncate("abc", 0, Glyphs.UNICODE)).isEmpty();
        assertThat(Width.truncate("abc", -3, Glyphs.UNICODE)).isEmpty();
    }

    @Test
    void linesBreakAtSpacesAndLongWordsWhereTheyMust() {
        assertThat(Width.wrap("restart oned on http://10.90.0.11:2633/RPC2 now", 16))
                .containsExactly("restart oned on", "http://10.90.0.1", "1:2633/RPC2 now");
        assertThat(Width.wrap("", 10)).containsExactly("");
    }
}
