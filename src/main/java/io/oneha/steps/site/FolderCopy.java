package io.oneha.steps.site;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Copies folders from one host to another as a whole, through this process' memory: they hold secrets, so they touch no disk
 * between the two. What they replace is kept, as an archive. On both hosts this is done as whoever decides what the path leads
 * to: in an unprivileged account's folder that account reads, writes and owns all of it, so nothing that it puts there leads root
 * astray.
 *
 * @param kept the folder on the host {@code to} where what is replaced is kept
 * @param whateverRuns also while oned runs, which what is replaced must not mind
 */
public record FolderCopy(RootShell from, RootShell to, String kept, boolean whateverRuns) {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** While oned does not run; what is replaced is kept in the run's folder. */
    public FolderCopy(RunContext context, String from, String to) {
        this(context.shell(from), context.shell(to), context.kept(), false);
    }

    /** Replaces a folder. */
    public void replace(String target) {
        replace(target, fresh -> {});
    }

    /**
     * Replaces a folder by a copy that is changed first.
     *
     * @param change is given the copy before it takes the folder's place
     */
    public void replace(String target, Consumer<String> change) {
        String archive = from.runs(script("pack", target), LIMIT).strip();
        to.runs(script("unpack", target).with("content", archive), LIMIT);
        change.accept(fresh(target));
        to.runs(script("swap", target), LIMIT);
    }

    /** The copy of a folder, shown. */
    public static void describe(Description description, String to, String target, boolean whateverRuns) {
        description
                .sends(to, script("unpack", target, RunContext.KEPT, whateverRuns))
                .sends(to, script("swap", target, RunContext.KEPT, whateverRuns));
    }

    /** The copy beside a folder, before it takes the folder's place. */
    public static String fresh(String target) {
        return target + ".oneha-new";
    }

    private Script script(String verb, String target) {
        return script(verb, target, kept, whateverRuns);
    }

    /** A part of it, as it is sent and shown. */
    public static Script script(String verb, String target, String kept, boolean whateverRuns) {
        return Script.of("site/tree", verb)
                .with("target", target)
                .with("fresh", fresh(target))
                .with("beside", whateverRuns ? "oned" : "")
                .with("kept", kept);
    }
}
