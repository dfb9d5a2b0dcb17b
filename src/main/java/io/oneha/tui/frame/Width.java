package io.oneha.tui.frame;

import com.googlecode.lanterna.TerminalTextUtils;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Text measured in terminal cells.
 *
 * <p>Terminals and the terminal library must agree about every character's width, or all that follows on the line is out of
 * place. So text is first reduced to what both count alike: one cell, or two for CJK and for emoji. What is drawn over its
 * neighbour (combining marks, joiners), what steers the terminal (C0, C1), and what turns text around (bidi overrides) is left
 * out; what the two count differently becomes a question mark.
 */
public final class Width {
    /** In place of a character: nothing is drawn of it. */
    static final int NOTHING = -1;

    private static final int UNKNOWN = '?';
    private static final int SKIN_TONE_FIRST = 0x1f3fb;
    private static final int SKIN_TONE_LAST = 0x1f3ff;

    /** Nothing below the first, and nothing between the other two, is wide for the library: no need to ask it. */
    private static final char WIDE_FIRST = 0x1100;

    private static final char JAMO_LAST = 0x11ff;
    private static final char RADICALS_FIRST = 0x2e80;

    private Width() {}

    /** Whether text is printable ASCII, one cell for each character. */
    static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /** What is drawn of a character: itself, a blank, a question mark, or {@link #NOTHING}; with {@code ascii}, no other than that. */
    static int drawn(int point, boolean ascii) {
        if (point >= ' ' && point < 0x7f) {
            return point;
        }
        if (point == '\t' || point == '\n' || point == '\r') {
            return ' ';
        }
        int drawn = point < RADICALS_FIRST ? Looked.at(point) : look(point);
        return ascii && drawn != NOTHING ? UNKNOWN : drawn;
    }

    /** The glyphs of {@code text}, each one or two cells wide; with {@code ascii}, one {@code ?} for each cell of others. */
    public static List<String> glyphs(String text, boolean ascii) {
        List<String> glyphs = new ArrayList<>(text.length());
        text.codePoints()
                .map(point -> drawn(point, ascii))
                .filter(drawn -> drawn != NOTHING)
                .forEach(drawn -> glyphs.add(Character.toString(drawn)));
        return glyphs;
    }

    /** How many cells one glyph of {@link #glyphs} takes. */
    public static int ofGlyph(String glyph) {
        return ofPoint(glyph.codePointAt(0));
    }

    /** How many cells a character of {@link #drawn} takes. */
    static int ofPoint(int point) {
        if (point < RADICALS_FIRST && isNarrow((char) point)) {
            return 1;
        }
        return point > Character.MAX_VALUE || TerminalTextUtils.isCharDoubleWidth((char) point) ? 2 : 1;
    }

    /** Whether a character, or a half of one, is surely no wide one. */
    static boolean isNarrow(char c) {
        return c < WIDE_FIRST || c > JAMO_LAST && c < RADICALS_FIRST;
    }

    /** How many cells {@code text} takes. */
    public static int of(String text) {
        return of(text, false);
    }

    /** How many cells {@code text} takes, where only ASCII may be shown or not. */
    static int of(String text, boolean ascii) {
        if (isPlain(text)) {
            return text.length();
        }
        int total = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            int drawn = drawn(point, ascii);
            total += drawn == NOTHING ? 0 : ofPoint(drawn);
        }
        return total;
    }

    /** How many cells the widest of some texts takes; 0 without any. */
    public static <T> int widest(Collection<T> things, Function<T, String> text) {
        return things.stream().mapToInt(thing -> of(text.apply(thing))).max().orElse(0);
    }

    /** {@code text} and spaces after it to {@code cells} cells; longer text as it is. */
    public static String pad(String text, int cells) {
        return text + " ".repeat(Math.max(0, cells - of(text)));
    }

    /** The end of {@code text} that {@code cells} cells have room for. */
    public static String tail(String text, int cells) {
        String tail = text;
        while (of(tail) > cells) {
            tail = tail.substring(tail.offsetByCodePoints(0, 1));
        }
        return tail;
    }

    /** {@code text} cut to {@code width} cells, the cut marked with the theme's ellipsis. */
    public static String truncate(String text, int width, Glyphs glyphs) {
        if (width <= 0) {
            return "";
        }
        if (isPlain(text)) {
            return text.length() <= width ? text : text.substring(0, width - 1) + glyphs.ellipsis();
        }
        List<String> all = glyphs(text, glyphs.ascii());
        if (of(text, glyphs.ascii()) <= width) {
            return String.join("", all);
        }
        StringBuilder cut = new StringBuilder();
        int used = 0;
        for (String glyph : all) {
            if (used + ofGlyph(glyph) > width - 1) {
                break;
            }
            used += ofGlyph(glyph);
            cut.append(glyph);
        }
        return cut.append(glyphs.ellipsis()).toString();
    }

    /** {@code text} in lines of at most {@code width} cells, broken at spaces where there are any. */
    public static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        int used = 0;
        for (String word : text.split(" ")) {
            int wide = of(word);
            if (used > 0 && used + 1 + wide > width) {
                lines.add(line.toString());
                line.setLength(0);
                used = 0;
            }
            if (used > 0) {
                line.append(' ');
                used++;
            }
            for (String glyph : glyphs(word, false)) {
                if (used + ofGlyph(glyph) > width && used > 0) {
                    lines.add(line.toString());
                    line.setLength(0);
                    used = 0;
                }
                line.append(glyph);
                used += ofGlyph(glyph);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** What is drawn of a character that is not ASCII. */
    private static int look(int point) {
        boolean library = point > Character.MAX_VALUE || TerminalTextUtils.isCharDoubleWidth((char) point);
        if (isInvisible(point)) {
            return NOTHING;
        }
        return library == WideCharacters.contains(point) ? point : UNKNOWN;
    }

    private static boolean isInvisible(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> point >= SKIN_TONE_FIRST && point <= SKIN_TONE_LAST;
        };
    }

    /** What {@link #look} says of the characters that lines and charts are made of, each looked at once. */
    private static final class Looked {
        private static final int[] DRAWN = new int[RADICALS_FIRST];

        static int at(int point) {
            if (DRAWN[point] == 0) {
                // Two threads may both write the same here.
                DRAWN[point] = look(point);
            }
            return DRAWN[point];
        }
    }
}
