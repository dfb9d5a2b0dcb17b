package io.oneha.steps.hooks;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.FolderCopy;
import io.oneha.steps.site.HostNumber;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import java.time.Duration;
import java.util.List;

/**
 * The scripts that the raft hooks name, where oned looks for them: those of the leader, or, on a first server, what is there
 * already. Source: OpenNebula, src/hm/ExecuteHook.cc; one-deploy's role opennebula/server, whose failover.sh is written where it
 * is missing.
 */
public record HookScriptsStep(RunContext context, StepSpec.HookScripts spec) implements SiteWorker {
    /** Where a command that does not begin with a slash lies. */
    private static final String FOLDER = "/var/lib/one/remotes/hooks/";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    public static Description describe(StepSpec.HookScripts spec, Inventory inventory) {
        boolean joins = !spec.leader().isEmpty();
        String proof =
                joins ? "they equal those on " + spec.leader() + " and can be run" : "each is there and can be run";
        String title = "Provide the raft hooks' scripts " + String.join(", ", spec.commands());
        Description description = Description.changes(spec, title)
                .expects("oned is not running as a server of the zone")
                .proves(proof, "put back what was kept");
        if (!joins) {
            return description.sends(spec.host(), of("write", String.join("\n", files(spec))));
        }
        for (String file : files(spec)) {
            description
                    .sends(spec.host(), prepare(file, RunContext.KEPT))
                    .sends(spec.host(), RootShell.file("write", file));
            FolderCopy.describe(description, spec.host(), more(file), true);
            description.sends(spec.host(), bare(file, RunContext.KEPT));
        }
        return description;
    }

    private static List<String> files(StepSpec.HookScripts spec) {
        return spec.commands().stream()
                .map(command -> command.startsWith("/") ? command : FOLDER + command)
                .toList();
    }

    /** The folder of further scripts that one may have beside it. */
    private static String more(String file) {
        return file.replaceFirst("\\.sh$", "") + ".d";
    }

    private static Script prepare(String file, String kept) {
        return of("prepare", file).with("kept", kept + file.substring(0, file.lastIndexOf('/')));
    }

    private static Script bare(String file, String kept) {
        return of("bare", file)
                .with("kept", kept + file.substring(0, file.lastIndexOf('/')))
                .with("more", more(file));
    }

    @Override
    public boolean holds(Progress progress) {
        return here().asks(all("check"), LIMIT)
                && (spec.leader().isEmpty() || sums(here()).equals(sums(leader())));
    }

    @Override
    public void run(Progress progress) {
        if (spec.leader().isEmpty()) {
            here().runs(all("write"), LIMIT);
            return;
        }
        if (!leader().asks(all("check"), LIMIT)) {
            throw new StepException(
                    "not all of the hooks' scripts " + String.join(", ", files(spec)) + " are on " + spec.leader()
                            + " and can be run there",
                    "put them there, for oneadmin to run, or take them out of the inventory");
        }
        files(spec).forEach(this::copy);
    }

    private void copy(String file) {
        byte[] content = leader().reads(file)
                .orElseThrow(() -> new StepException(spec.leader() + ": " + file + " is gone", "resume the run"));
        String said = leader().runs(of("owner", file), LIMIT).strip();
        if (!said.matches("[^ :]+:[^ :]+ [0-7]{1,4}")) {
            throw HostNumber.senseless(spec.leader(), "the owner of " + file, said);
        }
        String[] owner = said.split(" ");
        if (!sums(here(), file).equals(sums(leader(), file))) {
            here().runs(prepare(file, context.kept()), LIMIT);
            here().writes(file, content, owner[0], owner[1]);
        }
        if (leader().asks(of("has-more", file), LIMIT)) {
            String aside = context.kept() + file.substring(0, file.lastIndexOf('/'));
            new FolderCopy(leader(), here(), aside, true).replace(more(file));
        } else {
            here().runs(bare(file, context.kept()), LIMIT);
        }
    }

    private String sums(RootShell shell) {
        return shell.runs(all("sums"), LIMIT);
    }

    private static String sums(RootShell shell, String file) {
        return shell.runs(of("sums", file), LIMIT);
    }

    private Script all(String verb) {
        return of(verb, String.join("\n", files(spec)));
    }

    private static Script of(String verb, String files) {
        return Script.of("hooks/hooks", verb).with("files", files);
    }
}
