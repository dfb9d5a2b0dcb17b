package io.oneha.observe.host;

import io.oneha.base.HostName;
import io.oneha.base.RunId;
import io.oneha.base.Text;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The mark of a run on a host that it works on or that it locks: {@value #FILE} there, root's alone, lines {@code KEY VALUE}.
 * Any oneha on any machine sees by it that a run goes on or was left, and where it can be resumed.
 *
 * @param run the run's name
 * @param user whose run it is
 * @param machine the machine that oneha ran on, which has the journal
 * @param pid the process there
 * @param since when it began, or went on
 * @param journal the journal's path on that machine, or {@link #PASSING}; empty where it is no path
 * @param state whether its process has ended
 * @param joins the front-ends that it makes servers, by their names in the inventory
 * @param open those of them that were added to the pool, or are about to be, and whose oned is not known to follow yet: in a small
 *     zone writes hang for as long as that takes
 * @param works the server that it has stopped, or is about to, and that is to run again; empty where there is none
 * @param quiet how long ago the run has given its last sign of life, by the host's own clock; empty where that is not known
 */
public record RunMark(
        String run,
        String user,
        String machine,
        long pid,
        Instant since,
        String journal,
        State state,
        List<String> joins,
        List<String> open,
        Optional<Work> works,
        Optional<Duration> quiet) {
    /** Where it is. */
    public static final String FILE = "/var/lib/oneha/lock";

    /** The journal of a run that ends with its program, as the demo's: no other process can resume it. */
    public static final String PASSING = "-";

    private static final int LONGEST = 1024;

    /** What the names of accounts and machines are made of; they stand in commands to type. */
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_.@+\\\\-]{0,255}");

    private static final Pattern ODD = Pattern.compile("[^\\p{L}\\p{N}_.@+\\\\-]");
    private static final Pattern JOURNAL = Pattern.compile("/[^`$;&|<>'\"]*|" + RunMark.PASSING);

    /**
     * A server that is stopped for a while.
     *
     * @param host its name in the inventory
     * @param since when it was, by the clock of the machine that oneha runs on
     */
    public record Work(String host, Instant since) {}

    /** The mark of a run that has stopped no server. */
    public RunMark(
            String run,
            String user,
            String machine,
            long pid,
            Instant since,
            String journal,
            State state,
            List<String> joins,
            List<String> open,
            Optional<Duration> quiet) {
        this(run, user, machine, pid, since, journal, state, joins, open, Optional.empty(), quiet);
    }

    /** What is known of the run's process. */
    public enum State {
        /** It has the zone; a process that was killed leaves this behind. */
        HELD,
        /** It ended before all was done. */
        ENDED
    }

    /** The same where the run has come to another state. */
    public RunMark with(State now) {
        return new RunMark(run, user, machine, pid, since, journal, now, joins, open, works, quiet);
    }

    /** The same with other servers that wait to be started. */
    public RunMark withOpen(List<String> names) {
        return new RunMark(run, user, machine, pid, since, journal, state, joins, List.copyOf(names), works, quiet);
    }

    /** The same with a server that is stopped, or with none. */
    public RunMark with(Optional<Work> work) {
        return new RunMark(run, user, machine, pid, since, journal, state, joins, open, work, quiet);
    }

    /** The same, so much later. */
    public RunMark quietFor(Duration longer) {
        return new RunMark(run, user, machine, pid, since, journal, state, joins, open, works, quiet.map(longer::plus));
    }

    /** The file's text. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "run", run);
        line(text, "user", ODD.matcher(user).replaceAll("_"));
        line(text, "machine", ODD.matcher(machine).replaceAll("_"));
        line(text, "pid", String.valueOf(pid));
        line(text, "since", since.toString());
        line(text, "journal", journal);
        line(text, "state", state.name().toLowerCase(Locale.ROOT));
        joins.forEach(host -> line(text, "joins", host));
        open.forEach(host -> line(text, "open", host));
        works.ifPresent(work -> line(text, "works", work.host() + " " + work.since()));
        return text.toString();
    }

    private static void line(StringBuilder text, String key, String value) {
        text.append(key).append(' ').append(Text.clean(value, LONGEST)).append('\n');
    }

    /**
     * Reads the file's lines; keys that are not known are passed over. A file that no run can have written keeps others out all
     * the same and is a mark with nothing in it: what stands in a mark becomes a command that somebody types.
     *
     * @param lines none where there is no file; {@code quiet SECONDS} may be among them
     */
    public static Optional<RunMark> read(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String line : lines) {
            int space = line.indexOf(' ');
            if (space > 0) {
                values.computeIfAbsent(line.substring(0, space), key -> new ArrayList<>())
                        .add(Text.clean(line.substring(space + 1).strip(), LONGEST));
            }
        }
        if (!isOfARun(values)) {
            values.keySet().retainAll(Set.of("state", "quiet"));
        }
        return Optional.of(new RunMark(
                first(values, "run"),
                first(values, "user"),
                first(values, "machine"),
                number(first(values, "pid")).orElse(0L),
                instant(first(values, "since")),
                JOURNAL.matcher(first(values, "journal")).matches() ? first(values, "journal") : "",
                first(values, "state").equals("ended") ? State.ENDED : State.HELD,
                List.copyOf(values.getOrDefault("joins", List.of())),
                List.copyOf(values.getOrDefault("open", List.of())),
                work(first(values, "works")),
                number(first(values, "quiet")).map(Duration::ofSeconds)));
    }

    private static Optional<Work> work(String value) {
        String[] words = value.split(" ", 2);
        return words.length == 2 ? Optional.of(new Work(words[0], instant(words[1]))) : Optional.empty();
    }

    private static boolean isOfARun(Map<String, List<String>> values) {
        return RunId.isOne(first(values, "run"))
                && NAME.matcher(first(values, "user")).matches()
                && NAME.matcher(first(values, "machine")).matches()
                && values.getOrDefault("joins", List.of()).stream().allMatch(HostName::isValid)
                && values.getOrDefault("open", List.of()).stream().allMatch(HostName::isValid)
                && work(first(values, "works")).map(Work::host).stream().allMatch(HostName::isValid);
    }

    private static String first(Map<String, List<String>> values, String key) {
        return values.getOrDefault(key, List.of("")).get(0);
    }

    private static Optional<Long> number(String text) {
        return text.matches("[0-9]{1,12}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** The run, whose it is and since when, in a few words. */
    public String words() {
        return run.isEmpty()
                ? "a file that no run of oneha wrote"
                : "run " + run + " of " + user + " on " + machine + " (process " + pid + ") since " + since
                        + (isResumable() && !journal.isEmpty() ? ", its journal is " + journal + " there" : "");
    }

    /** Whether another process can go on with it. */
    public boolean isResumable() {
        return !journal.equals(PASSING);
    }

    /** What finishes it, where its process is gone; or what to do about a file that no run wrote. */
    public String resume() {
        if (run.isEmpty()) {
            return "see what wrote " + FILE + " on the front-ends; `sudo rm " + FILE + "` lets runs begin";
        }
        if (!isResumable()) {
            return "press R in the dashboard that began it, which shows the run, then Enter: it plans again, and what is done"
                    + " stays done";
        }
        return "`oneha apply --resume " + run + "` as " + user + " on " + machine
                + (state == State.HELD ? ", unless it still runs" : "");
    }
}
