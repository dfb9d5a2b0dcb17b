package io.oneha.observe.host;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host's clock against ours, from two readings of each, as NTP does it (RFC 5905, section 8): how long the script ran does
 * not blur it, only the way there and back does.
 *
 * @param offset the host's clock minus ours
 * @param error how far off that may be
 */
record Clock(Duration offset, Duration error) {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,11})(?:\\.([0-9]{9}))?(?:\\.?%?N?)");
    private static final long SECOND = 1_000_000_000L;
    private static final long MILLISECOND = 1_000_000L;

    /**
     * @param askedAt our clock before, in milliseconds
     * @param begin the host's, {@code SECONDS.NANOSECONDS}; an old {@code date} has seconds only
     * @param end the host's, when it was done
     * @param answeredAt our clock after, in milliseconds
     */
    static Clock between(long askedAt, String begin, String end, long answeredAt) {
        Matcher first = FactsParser.matched(TIME, begin, "clock");
        Matcher last = FactsParser.matched(TIME, end, "end");
        boolean coarse = first.group(2) == null || last.group(2) == null;
        long there = nanos(first);
        long back = nanos(last);
        long asked = askedAt * MILLISECOND;
        long answered = answeredAt * MILLISECOND;
        long offset = Math.floorDiv((there - asked) + (back - answered), 2);
        long error = Math.max(0, (answered - asked) - (back - there)) / 2 + MILLISECOND;
        return new Clock(
                Duration.ofNanos(coarse ? offset + SECOND / 2 : offset),
                Duration.ofNanos(coarse ? error + SECOND / 2 : error));
    }

    private static long nanos(Matcher time) {
        long seconds = Long.parseLong(time.group(1));
        if (seconds > Long.MAX_VALUE / SECOND / 2) {
            throw new MalformedFactsException("the host's clock stands beyond the year 2100");
        }
        return seconds * SECOND + (time.group(2) == null ? 0 : Long.parseLong(time.group(2)));
    }
}
