package io.oneha.lab.oned;

import io.oneha.zone.TemplateAttribute;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** oned.conf: {@code NAME = VALUE} and {@code NAME = [ K = V, K = V ]} over any number of lines, with comments anywhere between. */
final class OnedConfFile {
    private final String text;
    private int at;

    private OnedConfFile(String text) {
        this.text = text;
    }

    /** The attributes in the file's order, names in capitals, some of them repeated. */
    static List<TemplateAttribute> parse(String text) {
        OnedConfFile file = new OnedConfFile(text);
        List<TemplateAttribute> attributes = new ArrayList<>();
        while (file.skipBlanks()) {
            attributes.add(file.attribute());
        }
        return List.copyOf(attributes);
    }

    /** A value of a vector attribute, in whatever case the file has its name. */
    static Optional<String> value(List<TemplateAttribute> attributes, String vector, String name) {
        return attributes.stream()
                .filter(TemplateAttribute.Vector.class::isInstance)
                .map(TemplateAttribute.Vector.class::cast)
                .filter(attribute -> attribute.name().equals(vector))
                .flatMap(attribute -> attribute.values().stream())
                .filter(value -> value.name().equals(name))
                .map(TemplateAttribute.Single::value)
                .findFirst();
    }

    /** A plain value. */
    static Optional<String> value(List<TemplateAttribute> attributes, String name) {
        return attributes.stream()
                .filter(TemplateAttribute.Single.class::isInstance)
                .map(TemplateAttribute.Single.class::cast)
                .filter(attribute -> attribute.name().equals(name))
                .map(TemplateAttribute.Single::value)
                .findFirst();
    }

    private TemplateAttribute attribute() {
        String name = name();
        if (peek() != '[') {
            return new TemplateAttribute.Single(name, value());
        }
        at++;
        List<TemplateAttribute.Single> values = new ArrayList<>();
        while (peek() != ']') {
            if (peek() == ',') {
                at++;
            } else {
                String key = name();
                values.add(new TemplateAttribute.Single(key, value()));
            }
        }
        at++;
        return new TemplateAttribute.Vector(name, List.copyOf(values));
    }

    private String name() {
        skipBlanks();
        int start = at;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
            at++;
        }
        String name = text.substring(start, at).toUpperCase(Locale.ROOT);
        if (name.isEmpty() || peek() != '=') {
            throw error("a name and =");
        }
        at++;
        skipBlanks();
        return name;
    }

    private String value() {
        if (peek() == '"') {
            int start = ++at;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            if (at >= text.length()) {
                throw error("a quote");
            }
            return text.substring(start, at++).replace("\\\"", "\"");
        }
        int start = at;
        while (at < text.length() && " \t\r\n,]#".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private char peek() {
        if (!skipBlanks()) {
            throw error("more");
        }
        return text.charAt(at);
    }

    private boolean skipBlanks() {
        while (at < text.length()) {
            if (text.charAt(at) == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else {
                return true;
            }
        }
        return false;
    }

    private StartException error(String expected) {
        long line = text.substring(0, Math.min(at, text.length())).lines().count();
        return new StartException("oned.conf, line " + line + ": " + expected + " expected");
    }
}
