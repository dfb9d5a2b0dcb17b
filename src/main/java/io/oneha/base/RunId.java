package io.oneha.base;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** The name of a run: when it began, in UTC, and four random digits; sorts by time. */
public final class RunId {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final Pattern FORM = Pattern.compile("[0-9]{8}-[0-9]{6}-[0-9a-f]{4}");

    private RunId() {}

    /** A new name. */
    public static String at(Instant now, int random) {
        return TIME.format(now) + "-" + HexFormat.of().toHexDigits((short) random);
    }

    /** Whether a text has the form of a name: it is then safe as a part of a file's name. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }
}
