package io.oneha.tui.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.term.Size;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Frame.Spot;
import io.oneha.tui.frame.Paint;
import io.oneha.tui.frame.Width;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a terminal shows after the bytes that it got, as xterm does it; it fails on any sequence that a painter need not send. */
final class SeenScreen {
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[([?0-9;]*)([A-Za-z])");

    private final Size size;
    private final String[] glyphs;
    private final Paint[] paints;
    private Paint pen = Paint.PLAIN;
    private int column;
    private int row;
    private boolean cursorShown = true;

    SeenScreen(Size size) {
        this.size = size;
        this.glyphs = new String[size.columns() * size.rows()];
        this.paints = new Paint[glyphs.length];
        erase(0, glyphs.length);
    }

    void feed(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Matcher matcher = SEQUENCE.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (matcher.find(at) && matcher.start() == at) {
                obey(matcher.group(1), matcher.group(2));
                at = matcher.end();
            } else {
                int point = text.codePointAt(at);
                assertThat(point).isGreaterThanOrEqualTo(' ');
                write(Character.toString(point));
                at += Character.charCount(point);
            }
        }
    }

    void assertShows(Frame frame) {
        for (int y = 0; y < size.rows(); y++) {
            for (int x = 0; x < size.columns(); x++) {
                int at = y * size.columns() + x;
                assertThat(glyphs[at]).as("column %d, row %d", x, y).isEqualTo(frame.glyph(x, y));
                if (!frame.glyph(x, y).isEmpty()) {
                    assertThat(seen(glyphs[at], paints[at]))
                            .as("column %d, row %d", x, y)
                            .isEqualTo(seen(glyphs[at], frame.paint(x, y)));
                }
            }
        }
        assertThat(cursorShown ? Optional.of(new Spot(column, row)) : Optional.empty())
                .isEqualTo(frame.cursor());
    }

    /** Of a blank only background, line and reversal are seen. */
    private static Paint seen(String glyph, Paint paint) {
        boolean blank = glyph.equals(" ") && !paint.reverse() && !paint.underline();
        return blank ? new Paint(Paint.DEFAULT, paint.background(), false, false, false) : paint;
    }

    private void write(String glyph) {
        int width = Width.ofGlyph(glyph);
        assertThat(column + width).isLessThanOrEqualTo(size.columns());
        int at = row * size.columns() + column;
        halve(at);
        halve(at + width - 1);
        glyphs[at] = glyph;
        paints[at] = pen;
        if (width == 2) {
            glyphs[at + 1] = "";
        }
        column += width;
    }

    /** Of a wide glyph of which one half is overwritten, nothing is left. */
    private void halve(int at) {
        int left = glyphs[at].isEmpty() ? at - 1 : at;
        if (Width.ofGlyph(glyphs[left]) == 2) {
            glyphs[left] = " ";
            glyphs[left + 1] = " ";
        }
    }

    private void erase(int from, int to) {
        Arrays.fill(glyphs, from, to, " ");
        Arrays.fill(paints, from, to, new Paint(Paint.DEFAULT, pen.background(), false, false, false));
    }

    private void obey(String parameters, String last) {
        switch (last) {
            case "H" -> {
                String[] place = parameters.split(";");
                row = Integer.parseInt(place[0]) - 1;
                column = Integer.parseInt(place[1]) - 1;
            }
            case "J" -> {
                assertThat(parameters).isEqualTo("2");
                erase(0, glyphs.length);
            }
            case "K" -> {
                assertThat(parameters).isEmpty();
                assertThat(column).isLessThan(size.columns());
                halve(row * size.columns() + column);
                erase(row * size.columns() + column, (row + 1) * size.columns());
            }
            case "m" ->
                paint(Arrays.stream(parameters.split(";"))
                        .map(Integer::parseInt)
                        .toList());
            case "h", "l" -> {
                assertThat(parameters).isIn("?25", "?1049", "?2026");
                cursorShown = parameters.equals("?25") ? last.equals("h") : cursorShown;
            }
            default -> throw new AssertionError("sequence " + parameters + last);
        }
    }

    private void paint(List<Integer> codes) {
        switch (codes.get(0)) {
            case 0 -> pen = Paint.PLAIN;
            case 1 -> pen = new Paint(pen.foreground(), pen.background(), true, pen.reverse(), pen.underline());
            case 4 -> pen = new Paint(pen.foreground(), pen.background(), pen.bold(), pen.reverse(), true);
            case 7 -> pen = new Paint(pen.foreground(), pen.background(), pen.bold(), true, pen.underline());
            case 38 -> pen = coloured(codes.get(2), pen.background());
            case 48 -> pen = coloured(pen.foreground(), codes.get(2));
            case 39 -> pen = coloured(Paint.DEFAULT, pen.background());
            case 49 -> pen = coloured(pen.foreground(), Paint.DEFAULT);
            default -> paintOfSixteen(codes.get(0));
        }
    }

    private void paintOfSixteen(int code) {
        if (code >= 30 && code < 38) {
            pen = coloured(code - 30, pen.background());
        } else if (code >= 90 && code < 98) {
            pen = coloured(code - 90 + 8, pen.background());
        } else if (code >= 40 && code < 48) {
            pen = coloured(pen.foreground(), code - 40);
        } else if (code >= 100 && code < 108) {
            pen = coloured(pen.foreground(), code - 100 + 8);
        } else {
            throw new AssertionError("colour " + code);
        }
    }

    private Paint coloured(int foreground, int background) {
        return new Paint(foreground, background, pen.bold(), pen.reverse(), pen.underline());
    }
}
