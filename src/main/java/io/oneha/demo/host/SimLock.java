package io.oneha.demo.host;

import io.oneha.ssh.RemoteResult;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the script {@code lock} does on a simulated host. */
final class SimLock {
    /** The marks of runs that ended before all was done and were replaced, the newest first. */
    private final Deque<List<String>> setAside = new ArrayDeque<>();

    private List<String> mark = List.of();

    /** The lines of the mark; none where no run has left one. */
    List<String> mark() {
        return mark;
    }

    RemoteResult run(StepCall call) {
        boolean own = mark.contains("run " + call.value("run"));
        String verb = call.step();
        if (verb.equals("lock take")) {
            return take(call, own);
        }
        if (verb.equals("lock mark") && !own) {
            return SimShell.failed(1, "the lock is not this run's any more");
        }
        if (verb.equals("lock mark")) {
            mark = call.lines("mark");
        } else if (verb.equals("lock release") && own) {
            mark = setAside.isEmpty() ? List.of() : setAside.pop();
        } else if (verb.equals("lock finish") && own) {
            mark = List.of();
            setAside.clear();
        }
        return SimShell.printed("");
    }

    private RemoteResult take(StepCall call, boolean own) {
        if (own || mark.isEmpty()) {
            mark = call.lines("mark");
            return SimShell.printed("");
        }
        if (!mark.contains("state ended")) {
            return SimShell.printed("held\n" + String.join("\n", mark) + "\n");
        }
        setAside.push(mark);
        mark = call.lines("mark");
        return SimShell.printed("aside");
    }
}
