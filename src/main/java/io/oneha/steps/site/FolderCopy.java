package io.oneha.steps.site;

import java.time.Duration;

/**
 * Copies folders from one host to another as a whole, through this process' memory: they hold secrets, so they touch no disk
 * between the two. What they replace is kept, as an archive. On both hosts this is done as whoever decides what the path leads
 * to: in an unprivileged account's folder that account reads, writes and owns all of it, so nothing that it puts there leads root
 * astray.
 */
public final class FolderCopy {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final RootShell from;
    private final RootShell to;
    private final String kept;
    private boolean beside;

    /** @param kept the folder on the host {@code to} where what is replaced is kept */
    public FolderCopy(RootShell from, RootShell to, String kept) {
        this.from = from;
        this.to = to;
        this.kept = kept;
    }

    /** Also while oned runs, which what is replaced must not mind. */
    public FolderCopy whateverRuns() {
        beside = true;
        return this;
    }

    /** Changes what was copied before it takes the old folder's place. */
    public interface Change {
        void in(String fresh);
    }

    /** Replaces {@code parent/name}; {@code name} may be a folder only. */
    public void replace(String parent, String name, Change change) {
        String target = parent + "/" + name;
        String fresh = target + ".oneha-new";
        String archive = from.runs(script("pack", target, fresh), LIMIT).strip();
        to.runs(script("unpack", target, fresh).with("content", archive), LIMIT);
        change.in(fresh);
        to.runs(script("swap", target, fresh), LIMIT);
    }

    private Script script(String verb, String target, String fresh) {
        return Script.of("site/tree", verb)
                .with("target", target)
                .with("fresh", fresh)
                .with("beside", beside ? "oned" : "")
                .with("kept", kept);
    }
}
