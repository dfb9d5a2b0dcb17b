package io.oneha.steps.hooks;

import io.oneha.plan.Work;
import io.oneha.steps.site.FolderCopy;
import io.oneha.steps.site.HostNumber;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import java.time.Duration;
import java.util.List;

/**
 * The scripts that the raft hooks name, where oned looks for them: those of the leader, or, on a first server, what is there
 * already. Source: OpenNebula, src/hm/ExecuteHook.cc; one-deploy's role opennebula/server, whose failover.sh is written where it
 * is missing.
 */
public final class HookScriptsStep implements Worker {
    /** Where a command that does not begin with a slash lies. */
    private static final String FOLDER = "/var/lib/one/remotes/hooks/";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Site site;
    private final RootShell here;
    private final Work.HookScripts work;
    private final String kept;
    private final List<String> files;

    public HookScriptsStep(Site site, String host, Work.HookScripts work, String kept) {
        this.site = site;
        this.here = site.shell(host);
        this.work = work;
        this.kept = kept;
        this.files = work.commands().stream()
                .map(command -> command.startsWith("/") ? command : FOLDER + command)
                .toList();
    }

    @Override
    public boolean holds(Progress progress) {
        return here.asks(all("check"), LIMIT)
                && (work.leader().isEmpty() || sums(here).equals(sums(leader())));
    }

    @Override
    public void run(Progress progress) {
        if (work.leader().isEmpty()) {
            here.runs(all("write"), LIMIT);
            return;
        }
        if (!leader().asks(all("check"), LIMIT)) {
            throw new StepException(
                    "not all of the hooks' scripts " + String.join(", ", files) + " are on " + work.leader()
                            + " and can be run there",
                    "put them there, for oneadmin to run, or take them out of the inventory");
        }
        files.forEach(this::copy);
    }

    private void copy(String file) {
        byte[] content = leader().reads(file)
                .orElseThrow(() -> new StepException(work.leader() + ": " + file + " is gone", "resume the run"));
        String said = leader().runs(of("owner", file), LIMIT).strip();
        if (!said.matches("[^ :]+:[^ :]+ [0-7]{1,4}")) {
            throw HostNumber.senseless(work.leader(), "the owner of " + file, said);
        }
        String[] owner = said.split(" ");
        String folder = file.substring(0, file.lastIndexOf('/'));
        String aside = kept + folder;
        if (!sums(here, file).equals(sums(leader(), file))) {
            here.runs(of("prepare", file).with("kept", aside), LIMIT);
            here.writes(file, content, owner[0], owner[1]);
        }
        if (leader().asks(of("has-more", file), LIMIT)) {
            String more = file.replaceFirst("\\.sh$", "") + ".d";
            new FolderCopy(leader(), here, aside)
                    .whateverRuns()
                    .replace(folder, more.substring(more.lastIndexOf('/') + 1), fresh -> {});
        } else {
            here.runs(of("bare", file).with("kept", aside), LIMIT);
        }
    }

    private String sums(RootShell shell) {
        return shell.runs(all("sums"), LIMIT);
    }

    private static String sums(RootShell shell, String file) {
        return shell.runs(of("sums", file), LIMIT);
    }

    private RootShell leader() {
        return site.shell(work.leader());
    }

    private Script all(String verb) {
        return of(verb, String.join("\n", files));
    }

    private static Script of(String verb, String files) {
        return Script.of("hooks/hooks", verb).with("files", files);
    }
}
