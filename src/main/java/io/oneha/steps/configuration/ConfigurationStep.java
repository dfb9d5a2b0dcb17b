package io.oneha.steps.configuration;

import io.oneha.onedconf.ConfEditor;
import io.oneha.plan.Work;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.FolderCopy;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All of /etc/one from the leader; in oned.conf, SERVER_ID says that the host is no server of the zone yet. */
public final class ConfigurationStep implements Worker {
    private static final String FOLDER = "/etc/one";

    private final Site site;
    private final String host;
    private final Work.Configuration work;
    private final String kept;

    public ConfigurationStep(Site site, String host, Work.Configuration work, String kept) {
        this.site = site;
        this.host = host;
        this.work = work;
        this.kept = kept;
    }

    @Override
    public boolean holds(Progress progress) {
        Optional<ConfEditor> here = new ConfFile(site.shell(host), ConfFile.ONED).find();
        if (here.isEmpty()
                || !common(here.get()).text().equals(common(oned(work.leader())).text())) {
            return false;
        }
        Map<String, String> wanted = sums(work.leader());
        return sums(host).equals(wanted) && !wanted.isEmpty();
    }

    @Override
    public void run(Progress progress) {
        RootShell to = site.shell(host);
        ConfEditor oned = oned(work.leader()).with("FEDERATION", "SERVER_ID", "-1");
        new FolderCopy(site.shell(work.leader()), to, kept)
                .replace("/etc", "one", fresh -> to.rewrites(fresh + "/oned.conf", ConfFile.bytes(oned)));
        progress.line("what was there is kept in " + kept + "/one.tar");
    }

    private ConfEditor oned(String name) {
        return new ConfFile(site.shell(name), ConfFile.ONED).read();
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
        Map<String, String> sums = new TreeMap<>(site.facts(name, List.of()).configSums());
        sums.keySet().removeIf(path -> path.equals(ConfFile.ONED) || !path.startsWith(FOLDER));
        return sums;
    }
}
