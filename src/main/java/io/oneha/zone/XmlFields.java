package io.oneha.zone;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The simple children of an element, and their values as oned means them. Messages name the field, never its value. */
final class XmlFields {
    private static final int MAX_FIELDS = 200;
    private static final Pattern UNSIGNED = Pattern.compile("[0-9]{1,20}");

    private final String element;
    private final Map<String, String> values = new HashMap<>();

    private XmlFields(String element) {
        this.element = element;
    }

    static XmlFields none(String element) {
        return new XmlFields(element);
    }

    /** Reads those children of the current element and passes over all others unread; where none are named, reads all. */
    static XmlFields of(XmlCursor cursor, String element, String... wanted) throws MalformedAnswerException {
        List<String> names = List.of(wanted);
        XmlFields fields = new XmlFields(element);
        while (cursor.nextChild()) {
            if (names.isEmpty() || names.contains(cursor.name())) {
                fields.add(cursor);
            } else {
                cursor.skip();
            }
        }
        return fields;
    }

    /** Reads the current element. */
    void add(XmlCursor cursor) throws MalformedAnswerException {
        String name = cursor.name();
        if (values.size() == MAX_FIELDS) {
            cursor.skip();
        } else {
            values.put(name, cursor.text());
        }
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String text(String name) throws MalformedAnswerException {
        String value = values.get(name);
        if (value == null) {
            throw new MalformedAnswerException(element + " without " + name);
        }
        return value;
    }

    /** An int, negative or not. */
    int signed(String name) throws MalformedAnswerException {
        try {
            return Integer.parseInt(text(name).strip());
        } catch (NumberFormatException e) {
            throw noNumber(name);
        }
    }

    /** Unsigned 32 bit. */
    long unsigned(String name) throws MalformedAnswerException {
        long value = unsignedOrNone(name);
        if (value < 0) {
            throw noNumber(name);
        }
        return value;
    }

    /** Unsigned 32 bit, or -1 for none. */
    long unsignedOrNone(String name) throws MalformedAnswerException {
        BigInteger value = unsignedLong(name);
        if (value.bitLength() > Integer.SIZE) {
            throw noNumber(name);
        }
        return value.longValue();
    }

    /** Unsigned 64 bit, or -1 for none. */
    BigInteger unsignedLong(String name) throws MalformedAnswerException {
        String digits = text(name).strip();
        if (digits.equals("-1")) {
            return BigInteger.ONE.negate();
        }
        if (!UNSIGNED.matcher(digits).matches()) {
            throw noNumber(name);
        }
        BigInteger value = new BigInteger(digits);
        if (value.bitLength() > Long.SIZE) {
            throw noNumber(name);
        }
        return value;
    }

    /** One of an enumeration by its ordinal. */
    <E> E choice(String name, E[] choices) throws MalformedAnswerException {
        int ordinal = signed(name);
        if (ordinal < 0 || ordinal >= choices.length) {
            throw new MalformedAnswerException(element + "/" + name + " is not a known state");
        }
        return choices[ordinal];
    }

    private MalformedAnswerException noNumber(String name) {
        return new MalformedAnswerException(element + "/" + name + " is not a number of its range");
    }
}
