package io.oneha.zone;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes a document of strangers apart, piece by piece: XML 1.0 without document types, so without entities but its own five.
 * Attributes are passed over (also one that is there twice), comments and processing instructions left out. Nothing is
 * fetched, and what is kept is the text itself and the names of the elements around the place: a dashboard reads six documents
 * a second, and the JDK's reader, which looks its settings and limits up for each of them, took a fifth of its instructions.
 */
public final class XmlScanner {
    /** What was found. */
    public enum Piece {
        START,
        END,
        TEXT,
        END_OF_DOCUMENT
    }

    private static final Pattern DECLARATION = Pattern.compile("<\\?xml\\s+version\\s*=\\s*(\"1\\.0\"|'1\\.0')"
            + "(\\s+encoding\\s*=\\s*(\"[A-Za-z][\\w.-]*\"|'[A-Za-z][\\w.-]*'))?"
            + "(\\s+standalone\\s*=\\s*(\"(yes|no)\"|'(yes|no)'))?\\s*\\?>");
    private static final int LONGEST_DECLARATION = 200;

    /** The longest reference is that of the last character, with leading zeros. */
    private static final int LONGEST_REFERENCE = 12;

    private final char[] xml;
    private final int length;
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private String name = "";
    private boolean rooted;
    private boolean closing;
    private int at;

    /** @param xml holds the document in its first {@code length} units */
    public XmlScanner(char[] xml, int length) throws MalformedAnswerException {
        this.xml = xml;
        this.length = length;
        if (isNext("<?xml") && length > 5 && isSpace(xml[5])) {
            String start = new String(xml, 0, Math.min(length, LONGEST_DECLARATION));
            Matcher declaration = DECLARATION.matcher(start);
            check(declaration.lookingAt());
            at = declaration.end();
        }
    }

    /** The name of the element that starts or ends here. */
    public String name() {
        return name;
    }

    /** The text that was found, the five entities and line ends resolved; until the next piece is asked for. */
    public CharSequence text() {
        return text;
    }

    /** Goes to the next piece. */
    public Piece next() throws MalformedAnswerException {
        if (closing) {
            closing = false;
            return end(name);
        }
        while (at < length) {
            char second = at + 1 < length ? xml[at + 1] : ' ';
            if (xml[at] != '<') {
                return text(false);
            } else if (second != '!' && second != '?' && second != '/') {
                return start();
            } else if (isNext("<!--")) {
                pass("<!--", "--");
                check(at < length && xml[at++] == '>');
            } else if (isNext("<?")) {
                at += 2;
                check(!takeName().equalsIgnoreCase("xml") && (isNext("?>") || isSpace(xml[at])));
                pass("", "?>");
            } else if (isNext("</")) {
                at += 2;
                String ended = takeName();
                skipSpace();
                check(at < length && xml[at++] == '>');
                return end(ended);
            } else if (!open.isEmpty() && isNext("<![CDATA[")) {
                return text(true);
            } else {
                throw rooted ? notWellFormed() : documentType();
            }
        }
        check(rooted && open.isEmpty());
        return Piece.END_OF_DOCUMENT;
    }

    static MalformedAnswerException notWellFormed() {
        return new MalformedAnswerException("not well-formed XML");
    }

    private static MalformedAnswerException documentType() {
        return new MalformedAnswerException("XML with a document type, which is refused");
    }

    private Piece start() throws MalformedAnswerException {
        check(!rooted || !open.isEmpty());
        rooted = true;
        at++;
        name = takeName();
        open.push(name);
        while (true) {
            boolean apart = skipSpace();
            check(at < length);
            if (xml[at] == '>') {
                at++;
                return Piece.START;
            }
            if (xml[at] == '/' && isNext("/>")) {
                at += 2;
                closing = true;
                return Piece.START;
            }
            check(apart);
            takeName();
            skipSpace();
            check(at < length && xml[at++] == '=');
            skipSpace();
            check(at < length && (xml[at] == '"' || xml[at] == '\''));
            takeText(xml[at++]);
            at++;
        }
    }

    private Piece end(String ended) throws MalformedAnswerException {
        check(!open.isEmpty() && open.pop().equals(ended));
        name = ended;
        return Piece.END;
    }

    private Piece text(boolean verbatim) throws MalformedAnswerException {
        if (verbatim) {
            pass("<![CDATA[", "]]>");
        } else {
            takeText('<');
            check(!open.isEmpty() || text.chars().allMatch(c -> isSpace((char) c)));
        }
        return Piece.TEXT;
    }

    /** Takes text up to {@code until}, which ends a value of an attribute and must then be there. */
    private void takeText(char until) throws MalformedAnswerException {
        text.setLength(0);
        int from = at;
        while (at < length && xml[at] != until) {
            if (xml[at] == '&') {
                append(from, at);
                text.appendCodePoint(takeReference());
                check(!open.isEmpty());
                from = at;
            } else {
                check(xml[at] != '<' && (until != '<' || xml[at] != ']' || !isNext("]]>")));
                at++;
            }
        }
        check(at < length || until == '<');
        append(from, at);
    }

    private int takeReference() throws MalformedAnswerException {
        int from = ++at;
        while (at < length && at - from < LONGEST_REFERENCE && xml[at] != ';') {
            at++;
        }
        check(at < length && xml[at] == ';');
        String reference = new String(xml, from, at++ - from);
        return switch (reference) {
            case "lt" -> '<';
            case "gt" -> '>';
            case "amp" -> '&';
            case "apos" -> '\'';
            case "quot" -> '"';
            default -> character(reference);
        };
    }

    private static int character(String reference) throws MalformedAnswerException {
        boolean hexadecimal = reference.startsWith("#x");
        String digits = reference.substring(Math.min(reference.length(), hexadecimal ? 2 : 1));
        check(reference.startsWith("#") && digits.matches(hexadecimal ? "[0-9A-Fa-f]{1,8}" : "[0-9]{1,8}"));
        long point = Long.parseLong(digits, hexadecimal ? 16 : 10);
        check(point <= Character.MAX_CODE_POINT);
        check(point > 0xffff || isCharacter((char) point) && !Character.isSurrogate((char) point));
        return (int) point;
    }

    /** Adds what stands there to the text, each line end as a line feed. */
    private void append(int from, int to) throws MalformedAnswerException {
        int start = from;
        for (int i = from; i < to; i++) {
            char c = xml[i];
            if (c >= ' ' && c < Character.MIN_SURROGATE) {
                continue;
            }
            if (c == '\r') {
                text.append(xml, start, i - start);
                start = i + 1;
                if (start == length || xml[start] != '\n') {
                    text.append('\n');
                }
            } else if (Character.isHighSurrogate(c)) {
                check(++i < to && Character.isLowSurrogate(xml[i]));
            } else {
                check(isCharacter(c) && !Character.isSurrogate(c));
            }
        }
        text.append(xml, start, to - start);
    }

    private static boolean isCharacter(char c) {
        return c >= ' ' && c < 0xfffe || isSpace(c);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r';
    }

    private boolean skipSpace() {
        int from = at;
        while (at < length && isSpace(xml[at])) {
            at++;
        }
        return at > from;
    }

    private String takeName() throws MalformedAnswerException {
        int from = at;
        while (at < length && isNamePart(xml[at])) {
            at++;
        }
        check(at > from && at < length && !Character.isDigit(xml[from]) && xml[from] != '-' && xml[from] != '.');
        return new String(xml, from, at - from);
    }

    private static boolean isNamePart(char c) {
        return c >= 'A' && c <= 'Z'
                || c >= 'a' && c <= 'z'
                || c >= '0' && c <= '9'
                || c == '_'
                || c == ':'
                || c == '-'
                || c == '.'
                || c > 0x7f && Character.isLetterOrDigit(c);
    }

    private boolean isNext(String wanted) {
        if (length - at < wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (xml[at + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Takes what stands between a start, which is here, and an end, and goes behind that. */
    private void pass(String start, String end) throws MalformedAnswerException {
        at += start.length();
        int from = at;
        char first = end.charAt(0);
        while (at >= length || xml[at] != first || !isNext(end)) {
            check(at++ < length);
        }
        text.setLength(0);
        append(from, at);
        at += end.length();
    }

    private static void check(boolean holds) throws MalformedAnswerException {
        if (!holds) {
            throw notWellFormed();
        }
    }
}
