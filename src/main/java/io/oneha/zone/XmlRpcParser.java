package io.oneha.zone;

import io.oneha.base.Text;
import java.util.List;

/** Reads what oned answers. Thread-safe. */
public final class XmlRpcParser {
    /**
     * Reads a whole body.
     *
     * @throws MalformedAnswerException where it is not an XML-RPC response as oned writes it
     */
    public XmlRpcResponse parse(byte[] body) throws MalformedAnswerException {
        XmlCursor cursor = XmlCursor.open(body, body.length);
        expect("methodResponse", cursor.root());
        child(cursor);
        XmlRpcResponse response =
                switch (cursor.name()) {
                    case "params" -> params(cursor);
                    case "fault" -> fault(cursor);
                    default -> throw unexpected("params", cursor.name());
                };
        close(cursor, 1);
        cursor.end();
        return response;
    }

    private static XmlRpcResponse params(XmlCursor cursor) throws MalformedAnswerException {
        for (String name : List.of("param", "value", "array", "data")) {
            enter(cursor, name);
        }
        Value success = value(cursor, "boolean");
        if (success.isTrue()) {
            XmlRpcResponse response = value(cursor, "string or number").success();
            close(cursor, 5);
            return response;
        }
        String text = value(cursor, "string").string();
        int code = (int) value(cursor, "number").number();
        close(cursor, 5);
        return new XmlRpcResponse.Refusal(text, code);
    }

    private static XmlRpcResponse fault(XmlCursor cursor) throws MalformedAnswerException {
        enter(cursor, "value");
        enter(cursor, "struct");
        String text = "";
        int code = 0;
        while (cursor.nextChild()) {
            expect("member", cursor.name());
            enter(cursor, "name");
            String name = cursor.text();
            Value value = value(cursor, "value");
            if (name.equals("faultString")) {
                text = value.string();
            } else if (name.equals("faultCode")) {
                code = (int) value.number();
            }
            close(cursor, 1);
        }
        close(cursor, 2);
        return new XmlRpcResponse.Fault(text, code);
    }

    /** Reads the next {@code value}; one without a type is a string. */
    private static Value value(XmlCursor cursor, String wanted) throws MalformedAnswerException {
        if (!cursor.nextChild()) {
            throw new MalformedAnswerException("XML-RPC answer without its " + wanted);
        }
        expect("value", cursor.name());
        StringBuilder untyped = new StringBuilder();
        if (!cursor.nextChild(untyped)) {
            return new Value("string", untyped.toString());
        }
        Value value = new Value(cursor.name(), cursor.text());
        close(cursor, 1);
        return value;
    }

    private static void enter(XmlCursor cursor, String name) throws MalformedAnswerException {
        child(cursor);
        expect(name, cursor.name());
    }

    private static void child(XmlCursor cursor) throws MalformedAnswerException {
        if (!cursor.nextChild()) {
            throw new MalformedAnswerException("XML-RPC answer with nothing in <" + cursor.name() + ">");
        }
    }

    /** Goes to the end of the current element and of the elements around it. */
    private static void close(XmlCursor cursor, int levels) throws MalformedAnswerException {
        for (int level = 0; level < levels; level++) {
            cursor.skip();
        }
    }

    private static void expect(String wanted, String found) throws MalformedAnswerException {
        if (!wanted.equals(found)) {
            throw unexpected(wanted, found);
        }
    }

    private static MalformedAnswerException unexpected(String wanted, String found) {
        return new MalformedAnswerException(
                "no XML-RPC answer: <" + Text.clean(found, 40) + "> instead of <" + wanted + ">");
    }

    private record Value(String type, String text) {
        boolean isTrue() throws MalformedAnswerException {
            if (!type.equals("boolean") || !(text.equals("0") || text.equals("1"))) {
                throw new MalformedAnswerException("XML-RPC answer that does not start with a boolean");
            }
            return text.equals("1");
        }

        XmlRpcResponse success() throws MalformedAnswerException {
            return type.equals("string")
                    ? new XmlRpcResponse.TextValue(text)
                    : new XmlRpcResponse.NumberValue(number());
        }

        String string() throws MalformedAnswerException {
            if (!type.equals("string")) {
                throw new MalformedAnswerException(
                        "XML-RPC answer with a " + Text.clean(type, 40) + " instead of a string");
            }
            return text;
        }

        long number() throws MalformedAnswerException {
            try {
                if (type.equals("i4") || type.equals("int")) {
                    return Integer.parseInt(text.strip());
                }
                if (type.equals("i8")) {
                    return Long.parseLong(text.strip());
                }
            } catch (NumberFormatException e) {
                // Said below.
            }
            throw new MalformedAnswerException(
                    "XML-RPC answer with a " + Text.clean(type, 40) + " instead of a number");
        }
    }
}
