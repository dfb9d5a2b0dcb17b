package io.oneha.base;

import java.time.Duration;
import java.util.Locale;

/** Bytes and times as people say them. */
public final class Amounts {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};
    private static final int KIB = 1024;
    private static final int PER_MINUTE = 60;
    private static final int PER_DAY = 24;
    private static final int HOURS_MOST = 48;
    private static final int TEN_SECONDS_MILLIS = 9_950;

    private Amounts() {}

    /** A number of tenths with its one decimal: {@code 1.4} for 14. A format would load what Java knows of locales first. */
    public static String tenths(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }

    /** {@code 512 B}, {@code 1.4 GiB}, {@code 118 MiB}: below ten with one decimal. */
    public static String bytes(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= KIB && unit < UNITS.length - 1) {
            value /= KIB;
            unit++;
        }
        String format = unit > 0 && value < 9.95 ? "%.1f %s" : "%.0f %s";
        return String.format(Locale.ROOT, format, value, UNITS[unit]);
    }

    /** What something took: {@code 0.8 s}, {@code 12 s}, {@code 2 min 5 s}, {@code 3 h 20 min}. */
    public static String took(Duration duration) {
        long millis = Math.max(0, duration.toMillis());
        return millis < TEN_SECONDS_MILLIS ? tenths((millis + 50) / 100) + " s" : whole(duration);
    }

    /** The same in whole seconds, for what is counted while it lasts; {@code 2 d 3 h} from two days on. */
    public static String whole(Duration duration) {
        long seconds = Math.max(0, (duration.toMillis() + 500) / 1000);
        long minutes = seconds / PER_MINUTE;
        if (minutes == 0) {
            return seconds + " s";
        }
        if (minutes < PER_MINUTE) {
            return minutes + " min" + (seconds % PER_MINUTE == 0 ? "" : " " + seconds % PER_MINUTE + " s");
        }
        long hours = minutes / PER_MINUTE;
        if (hours < HOURS_MOST) {
            return hours + " h" + (minutes % PER_MINUTE == 0 ? "" : " " + minutes % PER_MINUTE + " min");
        }
        return hours / PER_DAY + " d" + (hours % PER_DAY == 0 ? "" : " " + hours % PER_DAY + " h");
    }
}
