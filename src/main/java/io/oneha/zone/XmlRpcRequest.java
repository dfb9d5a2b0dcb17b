package io.oneha.zone;

import java.nio.charset.StandardCharsets;

/**
 * Writes a call as oned reads it. Source: the XML-RPC specification; oned takes integers as {@code i4}.
 *
 * <p>The text holds the credentials, so an instance has no text form of its own.
 */
public final class XmlRpcRequest {
    private final StringBuilder xml = new StringBuilder(256);

    private XmlRpcRequest(String method) {
        xml.append("<?xml version=\"1.0\" ?><methodCall><methodName>");
        escape(method);
        xml.append("</methodName><params>");
    }

    /** A call of a method, without parameters yet; oned wants the session as the first. */
    public static XmlRpcRequest of(String method, Credentials credentials) {
        return new XmlRpcRequest(method).string(credentials.session());
    }

    /** Adds a string. What XML cannot carry at all (most control characters) is left out. */
    public XmlRpcRequest string(String value) {
        xml.append("<param><value><string>");
        escape(value);
        xml.append("</string></value></param>");
        return this;
    }

    /** Adds a 32-bit integer. */
    public XmlRpcRequest integer(int value) {
        xml.append("<param><value><i4>").append(value).append("</i4></value></param>");
        return this;
    }

    /** Adds a boolean. */
    public XmlRpcRequest bool(boolean value) {
        xml.append("<param><value><boolean>").append(value ? 1 : 0).append("</boolean></value></param>");
        return this;
    }

    /** The body to post, in UTF-8. */
    public byte[] bytes() {
        return (xml + "</params></methodCall>\n").getBytes(StandardCharsets.UTF_8);
    }

    private void escape(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '<' -> xml.append("&lt;");
                case '>' -> xml.append("&gt;");
                case '&' -> xml.append("&amp;");
                // A parser turns a bare carriage return into a line feed.
                case '\r' -> xml.append("&#13;");
                default -> {
                    if (c >= ' ' && c != '\ufffe' && c != '\uffff' || c == '\n' || c == '\t') {
                        xml.append(c);
                    }
                }
            }
        }
    }
}
