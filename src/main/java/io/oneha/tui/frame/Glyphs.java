package io.oneha.tui.frame;

/**
 * The signs that a terminal can show. Each is one cell wide, and each meaning differs from the others in both sets.
 *
 * @param ascii whether only ASCII may be sent: then the text of others is reduced to it as well
 * @param leader a leader, or all well
 * @param follower a follower
 * @param candidate a candidate
 * @param solo a server outside HA
 * @param error no answer, or critical
 * @param warning a warning
 * @param info worth knowing
 * @param marker the selected row
 * @param ellipsis text that was cut
 * @param up towards more above
 * @param down towards more below
 * @param check holds
 * @param box top left, top right, bottom left, bottom right, horizontal, vertical
 * @param bars levels of a sparkline, lowest first
 */
public record Glyphs(
        boolean ascii,
        String leader,
        String follower,
        String candidate,
        String solo,
        String error,
        String warning,
        String info,
        String marker,
        String ellipsis,
        String up,
        String down,
        String check,
        String box,
        String bars) {

    /** For UTF-8 terminals. */
    public static final Glyphs UNICODE =
            new Glyphs(false, "●", "○", "◐", "◇", "✗", "▲", "•", "▸", "…", "↑", "↓", "✓", "╭╮╰╯─│", "▁▂▃▄▅▆▇█");

    /** For everything else. */
    public static final Glyphs ASCII =
            new Glyphs(true, "*", "o", "%", "#", "x", "!", "-", ">", "~", "^", "v", "v", "++++-|", "_.-=+*#@");

    /** The sparkline level {@code level} of {@link #levels()}, from 0. */
    public String bar(int level) {
        return bars.substring(level, level + 1);
    }

    /** How many levels a sparkline has. */
    public int levels() {
        return bars.length();
    }
}
