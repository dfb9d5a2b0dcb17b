package io.oneha.demo.sim;

import io.oneha.zone.TemplateAttribute;
import java.util.ArrayList;
import java.util.List;

/** OpenNebula's template syntax: {@code NAME="VALUE"} and {@code NAME=[ A="B", C="D" ]}, as far as zones need it. */
final class TemplateParser {
    /** The text is no template; the message is oned's. */
    static final class ParseException extends Exception {
        private static final long serialVersionUID = 1L;

        ParseException(String message) {
            super(message);
        }
    }

    private final String text;
    private int at;

    private TemplateParser(String text) {
        this.text = text;
    }

    static List<TemplateAttribute> parse(String text) throws ParseException {
        TemplateParser parser = new TemplateParser(text);
        List<TemplateAttribute> attributes = new ArrayList<>();
        parser.skipBlanks();
        while (parser.at < text.length()) {
            attributes.add(parser.attribute());
            parser.skipBlanks();
        }
        return attributes;
    }

    private TemplateAttribute attribute() throws ParseException {
        String name = name("VARIABLE");
        expect('=', "EQUAL");
        if (peek() != '[') {
            return new TemplateAttribute.Single(name, value("OBRACKET or STRING"));
        }
        at++;
        List<TemplateAttribute.Single> values = new ArrayList<>();
        String expected = "CBRACKET or VARIABLE";
        while (peek() != ']') {
            String key = name(expected);
            expect('=', "EQUAL");
            values.add(new TemplateAttribute.Single(key, value("STRING")));
            expected = "COMMA or CBRACKET";
            if (peek() == ',') {
                at++;
                expected = "VARIABLE";
            }
        }
        at++;
        return new TemplateAttribute.Vector(name, values);
    }

    private String name(String expected) throws ParseException {
        skipBlanks();
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        if (at == start) {
            throw unexpected(expected);
        }
        return text.substring(start, at).toUpperCase(java.util.Locale.ROOT);
    }

    private void expect(char c, String expected) throws ParseException {
        if (peek() != c) {
            throw unexpected(expected);
        }
        at++;
    }

    private String value(String expected) throws ParseException {
        char first = peek();
        if (at == text.length()) {
            throw unexpected(expected);
        }
        if (first != '"') {
            int start = at;
            while (at < text.length() && ",]\n".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            return text.substring(start, at).strip();
        }
        at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            if (text.startsWith("\\\"", at)) {
                at++;
            }
            value.append(text.charAt(at++));
        }
        if (at == text.length()) {
            throw unexpected(expected);
        }
        at++;
        return value.toString();
    }

    private char peek() {
        skipBlanks();
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private ParseException unexpected(String expected) {
        String found = at == text.length() ? "$end" : "'" + text.charAt(at) + "'";
        return new ParseException("Parse error: syntax error, unexpected " + found + ", expecting " + expected
                + " at line 0, columns " + at + ":" + (at + 1));
    }
}
