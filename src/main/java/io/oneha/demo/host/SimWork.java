package io.oneha.demo.host;

import io.oneha.ssh.RemoteResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the script {@code work} does on a simulated host. A command takes a while and changes nothing; {@code false} and
 * {@code exit N} end as in a shell, every other one ends well.
 */
final class SimWork {
    /** How long a command takes, in milliseconds. */
    static final long TAKES = 3000;

    private static final Pattern EXIT = Pattern.compile("exit ([0-9]{1,3})");

    private final LongSupplier now;
    private Optional<Job> job = Optional.empty();

    private record Job(String folder, String command, String version, long begun) {
        int status() {
            Matcher exit = EXIT.matcher(command);
            return command.equals("false") ? 1 : exit.matches() ? Integer.parseInt(exit.group(1)) % 256 : 0;
        }

        String printed(boolean ended) {
            return "+ " + command + "\n" + (ended ? "the demo has only waited for a while\n" : "");
        }
    }

    /** @param now the time, in simulated milliseconds */
    SimWork(LongSupplier now) {
        this.now = now;
    }

    RemoteResult run(StepCall call) {
        Optional<Job> there = job.filter(its -> its.folder().equals(call.value("folder")));
        return switch (call.step()) {
            case "work begin" -> {
                job = Optional.of(
                        new Job(call.value("folder"), call.value("command"), call.value("version"), now.getAsLong()));
                yield SimShell.printed("");
            }
            case "work follow" ->
                SimShell.printed(
                        there.map(its -> follow(its, call.value("from"))).orElse("none\n"));
            default -> SimShell.printed(there.map(its -> its.version() + "\n").orElse(""));
        };
    }

    private String follow(Job its, String from) {
        boolean ended = now.getAsLong() - its.begun() >= TAKES;
        byte[] all = its.printed(ended).getBytes(StandardCharsets.UTF_8);
        int start = Math.min(Integer.parseInt(from), all.length);
        return (ended ? "ended " + its.status() : "running") + "\n"
                + new String(all, start, all.length - start, StandardCharsets.UTF_8);
    }

    /** What a run has kept there goes. */
    void forget(String kept) {
        job = job.filter(its -> !its.folder().startsWith(kept + "/"));
    }
}
