package io.oneha.health;

import io.oneha.base.Text;
import io.oneha.observe.ServerView;
import io.oneha.zone.FailureKind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Phrases that findings and events share. */
final class Phrases {
    private static final int NAME = 48;

    private Phrases() {}

    /** {@code a}, {@code a and b}, {@code a, b and c}. */
    static String list(List<String> names) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " and " + names.get(names.size() - 1);
    }

    /** At most so many of them, and how many more there are: {@code a, b, c and 2 more}. */
    static String some(List<String> names, int most) {
        if (names.size() <= most) {
            return list(names);
        }
        return String.join(", ", names.subList(0, most)) + " and " + (names.size() - most) + " more";
    }

    /** Parts joined by semicolons, as many as fit into so many characters, and how many more there are. */
    static String fitting(List<String> parts, int limit) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < parts.size(); i++) {
            int left = parts.size() - i;
            if (i > 0 && text.length() + parts.get(i).length() + 2 > limit) {
                return text.append("; and ").append(left).append(" more").toString();
            }
            text.append(i == 0 ? "" : "; ").append(Text.clean(parts.get(i), limit));
        }
        return text.toString();
    }

    /** A path or the like from elsewhere, cleaned and short enough for a line with others. */
    static String name(String text) {
        return Text.clean(text, NAME);
    }

    /** Whether a text from elsewhere may stand in a command that somebody will paste into a shell. */
    static boolean isPlain(String text) {
        return text.matches("[A-Za-z0-9/._:@%+][A-Za-z0-9/._:@%+-]*");
    }

    /** {@code 412 MiB}, {@code 1.4 GiB}, {@code 2.1 TiB}. */
    static String bytes(long bytes) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return (value >= 10 || unit == 0 ? Long.toString(Math.round(value)) : String.format(Locale.ROOT, "%.1f", value))
                + " " + units[unit];
    }

    static List<String> names(List<ServerView> views) {
        return views.stream().map(ServerView::name).distinct().toList();
    }

    /** {@code 1 server}, {@code 2 servers}. */
    static String count(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code 5.1 s}, {@code 20 s}, {@code 12 min}, {@code 3 h 20 min}, {@code 2 d 4 h}. */
    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            long tenths = duration.toMillis() / 100;
            return tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10) + " s";
        }
        long minutes = seconds / 60;
        if (minutes < 60) {
            return minutes + " min";
        }
        long hours = minutes / 60;
        if (hours < 48) {
            return hours + " h" + (minutes % 60 == 0 ? "" : " " + minutes % 60 + " min");
        }
        return hours / 24 + " d" + (hours % 24 == 0 ? "" : " " + hours % 24 + " h");
    }

    /** One digit after the point below ten, unless it is a zero; none above. */
    static String rate(double perSecond) {
        if (perSecond >= 10) {
            return Long.toString(Math.round(perSecond));
        }
        long tenths = Math.round(perSecond * 10);
        return tenths == 0 ? "under 0.1" : tenths / 10 + (tenths % 10 == 0 ? "" : "." + tenths % 10);
    }

    /** Why each of some servers gave no status: {@code n1a1 and n1a2: connection refused; n1a3: no answer in time}. */
    static String whyNot(List<ServerView> views) {
        Map<FailureKind, List<String>> byKind = views.stream()
                .filter(view -> !view.answers())
                .collect(Collectors.groupingBy(
                        view -> view.failure().orElseThrow().kind(),
                        LinkedHashMap::new,
                        Collectors.mapping(ServerView::name, Collectors.toList())));
        return byKind.entrySet().stream()
                .map(each -> list(each.getValue()) + ": " + kind(each.getKey()))
                .collect(Collectors.joining("; "));
    }

    static String kind(FailureKind kind) {
        return switch (kind) {
            case REFUSED -> "connection refused";
            case UNREACHABLE, NO_TUNNEL -> "cannot be reached";
            case UNRESOLVED -> "name does not resolve";
            case SILENT -> "no answer in time";
            case AUTHENTICATION -> "login refused";
            case AUTHORIZATION -> "not allowed";
            case MALFORMED -> "not an answer of oned";
            default -> kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
