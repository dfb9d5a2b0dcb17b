package io.oneha.tui.screen;

import io.oneha.base.Amounts;
import io.oneha.tui.model.Model;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as people read them. */
final class NumberTexts {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_CLOCK = DateTimeFormatter.ofPattern("MM-dd HH:mm", Locale.ROOT);

    private NumberTexts() {}

    /** {@code 12 s}, {@code 2 min 10 s}, {@code 3 h 5 min}, {@code 2 d 3 h}; never negative. */
    static String duration(Duration duration) {
        return Amounts.whole(Duration.ofSeconds(duration.toSeconds()));
    }

    /** The same in its largest unit only: {@code 12 s}, {@code 2 min}, {@code 3 h}, {@code 2 d}. */
    static String shortDuration(Duration duration) {
        if (duration.toMinutes() < 1) {
            return Math.max(0, duration.toSeconds()) + " s";
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min";
        }
        return duration.toDays() < 1 ? duration.toHours() + " h" : duration.toDays() + " d";
    }

    /** {@code 0.4 ms}, {@code 2.1 ms}, {@code 37 ms}, {@code 1.2 s}, with {@code gap} before the unit. */
    static String latency(Duration elapsed, String gap) {
        long micros = elapsed.toNanos() / 1000;
        if (micros < 10_000) {
            return Amounts.tenths(micros / 100) + gap + "ms";
        }
        return micros < 1_000_000 ? micros / 1000 + gap + "ms" : Amounts.tenths(micros / 100_000) + gap + "s";
    }

    /** {@code 0/s}, {@code 2.3/s}, {@code 140/s}, {@code 1.2k/s}. */
    static String rate(double perSecond) {
        if (perSecond < 100) {
            long tenths = Math.round(perSecond * 10);
            return (tenths % 10 == 0 ? String.valueOf(tenths / 10) : Amounts.tenths(tenths)) + "/s";
        }
        return perSecond < 1000 ? Math.round(perSecond) + "/s" : Amounts.tenths(Math.round(perSecond / 100)) + "k/s";
    }

    /** The time of day. */
    static String clock(Instant at, ZoneId zone) {
        return CLOCK.format(at.atZone(zone));
    }

    /** {@code 12 s ago}. */
    static String ago(Instant at, Model model) {
        return duration(model.age(at)) + " ago";
    }

    /** When something was, and how long ago that is. */
    static String when(Instant at, Model model) {
        return moment(at, model) + ", " + ago(at, model);
    }

    /** The time of day, with month and day when that was not today; both 8 to 11 cells. */
    static String moment(Instant at, Model model) {
        ZoneId zone = model.session().timeZone();
        ZonedDateTime then = at.atZone(zone);
        LocalDate today = model.now().atZone(zone).toLocalDate();
        return (then.toLocalDate().equals(today) ? CLOCK : DAY_AND_CLOCK).format(then);
    }

    /** {@code 1 server}, {@code 2 servers}. */
    static String count(int number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
