package io.oneha.ssh.route;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times such as {@code 90}, {@code 1m30s}, {@code 2h}. Source: sshd_config(5), TIME FORMATS. */
final class TimeFormat {
    private static final Pattern WHOLE = Pattern.compile("(?:[0-9]{1,9}[sSmMhHdDwW]?)+");
    private static final Pattern PART = Pattern.compile("([0-9]{1,9})([sSmMhHdDwW]?)");
    private static final Map<String, Long> SECONDS =
            Map.of("", 1L, "s", 1L, "m", 60L, "h", 3600L, "d", 86400L, "w", 604800L);

    private TimeFormat() {}

    static Optional<Duration> parse(String text) {
        if (!WHOLE.matcher(text).matches()) {
            return Optional.empty();
        }
        long total = 0;
        Matcher part = PART.matcher(text);
        while (part.find()) {
            total += Long.parseLong(part.group(1)) * SECONDS.get(part.group(2).toLowerCase(Locale.ROOT));
        }
        return total > Integer.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofSeconds(total));
    }
}
