package io.oneha.apply.step;

import io.oneha.apply.site.Script;
import io.oneha.apply.site.Shell;
import io.oneha.ssh.RemoteCommand;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Copies folders from one host to another as a whole, through this process' memory: they hold secrets, so they touch no disk
 * between the two. What they replace is kept.
 */
final class Trees {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Shell from;
    private final Shell to;
    private final String kept;
    private boolean beside;

    /** @param kept the folder on the host {@code to} where what is replaced is kept */
    Trees(Shell from, Shell to, String kept) {
        this.from = from;
        this.to = to;
        this.kept = kept;
    }

    /** Also while oned runs, which what is replaced must not mind. */
    Trees whateverRuns() {
        beside = true;
        return this;
    }

    /** Changes what was copied before it takes the old folder's place. */
    interface Change {
        void in(String fresh);
    }

    /** Replaces {@code parent/name}; {@code name} may be a folder only. */
    void replace(String parent, String name, Change change) {
        String target = parent + "/" + name;
        String fresh = target + ".oneha-new";
        byte[] tar = from.runs(RemoteCommand.of("tar", "-C", target, "-cf", "-", "."), LIMIT);
        to.runs(script("prepare", target, fresh), LIMIT);
        to.streams(
                RemoteCommand.of("tar", "-C", fresh, "-xpf", "-"),
                new ByteArrayInputStream(tar),
                OutputStream.nullOutputStream(),
                LIMIT);
        change.in(fresh);
        to.runs(script("swap", target, fresh), LIMIT);
    }

    private Script script(String verb, String target, String fresh) {
        return Script.of("tree", verb)
                .with("target", target)
                .with("fresh", fresh)
                .with("beside", beside ? "oned" : "")
                .with("kept", kept + target.substring(target.lastIndexOf('/')));
    }
}
