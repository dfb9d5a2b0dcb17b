package io.oneha.steps.configuration;

import io.oneha.inventory.Inventory;
import io.oneha.onedconf.ConfEditor;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.FolderCopy;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All of /etc/one from the leader; in oned.conf, SERVER_ID says that the host is no server of the zone yet. */
public record ConfigurationStep(RunContext context, StepSpec.Configuration spec) implements SiteWorker {
    private static final String FOLDER = "/etc/one";

    public static Description describe(StepSpec.Configuration spec, Inventory inventory) {
        String fresh = FolderCopy.fresh(FOLDER);
        return Description.changes(spec, "Copy /etc/one from " + spec.leader())
                .expects("oned is not running")
                .sends(spec.host(), FolderCopy.script("unpack", FOLDER, RunContext.KEPT, false))
                .sends(spec.host(), RootShell.file("rewrite", fresh + "/oned.conf"))
                .looks("SERVER_ID in it is -1")
                .sends(spec.host(), FolderCopy.script("swap", FOLDER, RunContext.KEPT, false))
                .proves(
                        "the checksums of all files but oned.conf equal those on " + spec.leader(),
                        "put back the set-aside copy");
    }

    @Override
    public boolean holds(Progress progress) {
        Optional<ConfEditor> here = conf(ConfFile.ONED).find();
        if (here.isEmpty()
                || !common(here.get()).text().equals(common(leaders()).text())) {
            return false;
        }
        Map<String, String> wanted = sums(spec.leader());
        return sums(spec.host()).equals(wanted) && !wanted.isEmpty();
    }

    @Override
    public void run(Progress progress) {
        ConfEditor oned = leaders().with("FEDERATION", "SERVER_ID", "-1");
        new FolderCopy(context, spec.leader(), spec.host())
                .replace(FOLDER, fresh -> here().rewrites(fresh + "/oned.conf", ConfFile.bytes(oned)));
        progress.line("what was there is kept in " + context.kept() + "/one.tar");
    }

    private ConfEditor leaders() {
        return new ConfFile(leader(), ConfFile.ONED).read();
    }

    /** What two servers' oned.conf have in common: all but the server's number and the arguments of its hooks. */
    private ConfEditor common(ConfEditor conf) {
        try {
            ConfEditor common = conf.with("FEDERATION", "SERVER_ID", "-1");
            for (String hook : List.of("RAFT_LEADER_HOOK", "RAFT_FOLLOWER_HOOK")) {
                if (conf.value(hook, "ARGUMENTS").isPresent()) {
                    common = common.with(hook, "ARGUMENTS", "");
                }
            }
            return common;
        } catch (IllegalArgumentException e) {
            throw new StepException(ConfFile.ONED + ": " + e.getMessage(), "correct that line");
        }
    }

    private Map<String, String> sums(String name) {
        Map<String, String> sums = new TreeMap<>(context.facts(name).configSums());
        sums.keySet().removeIf(path -> path.equals(ConfFile.ONED) || !path.startsWith(FOLDER));
        return sums;
    }
}
