package io.oneha.observe.host;

import io.oneha.base.Text;
import io.oneha.observe.host.HostFacts.Database;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the client of the database said: a line with the range of logdb, a line with its number of rows, and errors between
 * them. Counting may be cut short on a busy server, which leaves the rows unknown and the database reachable.
 */
final class DatabaseAnswer {
    private static final Pattern RANGE = Pattern.compile("(NULL|[0-9]{1,20})\\t(NULL|[0-9]{1,20})\\t[^\\t]*\\t[^\\t]*");
    private static final Pattern ROWS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ERROR =
            Pattern.compile("(?:ERROR|mariadb:|mysql:|.*: not found|.*[Pp]ermission denied).*");
    private static final Pattern WARNING =
            Pattern.compile(".*[Ww]arning.*|.*unknown (?:variable|option).*|.*[Dd]eprecated.*");

    private DatabaseAnswer() {}

    static Optional<Database> read(FactsAnswer answer) {
        Optional<String> file = answer.one("sqlite");
        if (file.isPresent()) {
            return Optional.of(
                    file.get().equals("1")
                            ? reachable(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty())
                            : unreachable("/var/lib/one/one.db is missing or empty"));
        }
        return answer.one("client").map(status -> client(status, answer.all("database")));
    }

    private static Database client(String status, List<String> lines) {
        Optional<Matcher> range =
                lines.stream().map(RANGE::matcher).filter(Matcher::matches).findFirst();
        if (range.isEmpty()) {
            return unreachable(reason(status, lines));
        }
        OptionalLong rows = lines.stream()
                .filter(line -> ROWS.matcher(line).matches())
                .mapToLong(Long::parseLong)
                .findFirst();
        return reachable(index(range.get().group(1)), index(range.get().group(2)), rows);
    }

    private static String reason(String status, List<String> lines) {
        if (status.equals("124") || status.equals("137")) {
            return "no answer within 3 s";
        }
        return lines.stream()
                .filter(line ->
                        ERROR.matcher(line).matches() && !WARNING.matcher(line).matches())
                .reduce((first, second) -> second)
                .or(() -> lines.stream().filter(line -> !line.isBlank()).findFirst())
                .map(line -> Text.clean(line, 300))
                .orElse("its client ended with status " + Text.clean(status, 10) + " and said nothing");
    }

    private static OptionalLong index(String text) {
        if (text.equals("NULL")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseUnsignedLong(text));
        } catch (NumberFormatException e) {
            throw new MalformedFactsException("a log_index beyond 64 bits in the answer");
        }
    }

    private static Database reachable(OptionalLong first, OptionalLong last, OptionalLong rows) {
        return new Database(true, "", first, last, rows);
    }

    private static Database unreachable(String why) {
        return new Database(false, why, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }
}
