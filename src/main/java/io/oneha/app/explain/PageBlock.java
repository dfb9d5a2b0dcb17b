package io.oneha.app.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A piece of a page, taken out of its Markdown: paragraphs, lists and commands, which are all that the pages have.
 *
 * @param kind what it is
 * @param marker what stands before a point of a list, such as {@code 1.} or {@code -}; otherwise empty
 * @param text the sentences on one line; or a command, with what it shows behind a {@code #}
 */
public record PageBlock(Kind kind, String marker, String text) {
    /** What a piece is. */
    public enum Kind {
        PARAGRAPH,
        POINT,
        COMMAND
    }

    private static final String INDENT = "    ";
    private static final Pattern POINT = Pattern.compile("(-|\\d+\\.) +(.*)");

    /** The pieces in their order. */
    static List<PageBlock> of(String markdown) {
        List<PageBlock> blocks = new ArrayList<>();
        boolean open = false;
        for (String line : markdown.lines().toList()) {
            Matcher point = POINT.matcher(line);
            if (line.isBlank()) {
                open = false;
            } else if (line.startsWith(INDENT)) {
                blocks.add(new PageBlock(Kind.COMMAND, "", line.strip()));
                open = false;
            } else if (point.matches()) {
                blocks.add(
                        new PageBlock(Kind.POINT, point.group(1), point.group(2).strip()));
                open = true;
            } else if (open) {
                PageBlock last = blocks.remove(blocks.size() - 1);
                blocks.add(new PageBlock(last.kind, last.marker, last.text + " " + line.strip()));
            } else {
                blocks.add(new PageBlock(Kind.PARAGRAPH, "", line.strip()));
                open = true;
            }
        }
        return blocks;
    }
}
