package io.oneha.steps.packages;

import io.oneha.plan.Work;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The leader's packages in the leader's version, by the host's own package manager and from its own package sources. Where these
 * do not offer them, the source that the inventory's variables name is written, or else the leader's is taken over with its keys and logins, which pass through this process' memory only.
 */
public final class PackagesStep implements Worker {
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration REFRESH = Duration.ofMinutes(5);
    private static final Duration INSTALL = Duration.ofMinutes(20);

    private final Site site;
    private final String host;
    private final Work.Packages work;
    private final String kept;

    public PackagesStep(Site site, String host, Work.Packages work, String kept) {
        this.site = site;
        this.host = host;
        this.work = work;
        this.kept = kept;
    }

    @Override
    public boolean holds(Progress progress) {
        return site.shell(host).asks(packages("check", wanted()), LOOK);
    }

    @Override
    public void run(Progress progress) {
        RootShell shell = site.shell(host);
        String wanted = wanted();
        String lacking = shell.runs(packages("lacking", wanted), LOOK).strip();
        String unoffered = lacking.isEmpty()
                ? ""
                : shell.runs(sources("look", lacking), REFRESH).strip();
        if (!unoffered.isEmpty()) {
            takeSource(shell, unoffered, progress);
        }
        progress.line("the package manager installs");
        shell.runs(packages("do", wanted), INSTALL);
    }

    private void takeSource(RootShell shell, String unoffered, Progress progress) {
        String list = String.join(
                ", ", unoffered.lines().map(String::strip).distinct().toList());
        progress.line("its package sources do not offer " + list);
        if (takesInventorys(shell, unoffered, progress)) {
            return;
        }
        if (work.leader().isEmpty()) {
            throw new StepException(
                    host + ": its package sources do not offer " + list,
                    "set up OpenNebula's package source there, or set one_version in the inventory; then resume the run");
        }
        String source = site.shell(work.leader())
                .runs(sources("source", unoffered), REFRESH)
                .strip();
        if (source.isEmpty()) {
            throw new StepException(
                    host + ": neither its own package sources nor those of " + work.leader() + " offer " + list,
                    "give one of them a package source that does, or install it by hand; then resume the run");
        }
        added(shell, unoffered, source, work.leader(), progress);
    }

    /** The source that one-deploy would write by the inventory's variables; it stays only if it helps. */
    private boolean takesInventorys(RootShell shell, String unoffered, Progress progress) {
        Optional<String> source = site.inventory()
                .deploy()
                .repository()
                .flatMap(repository -> RepositorySource.lines(repository, osRelease(shell)));
        if (source.isEmpty()) {
            return false;
        }
        try {
            added(shell, unoffered, source.get(), "the inventory", progress);
            return true;
        } catch (StepException e) {
            if (work.leader().isEmpty()) {
                throw e;
            }
            progress.line(e.getMessage());
            return false;
        }
    }

    private static String osRelease(RootShell shell) {
        return shell.reads("/etc/os-release")
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
    }

    private void added(RootShell shell, String unoffered, String source, String from, Progress progress) {
        Script add = sources("add", unoffered)
                .with("source", source)
                .with("leader", from)
                .with("kept", kept);
        List<String> files = shell.runs(add, REFRESH).lines().distinct().toList();
        progress.line("taken over from " + from + ": " + String.join(", ", files));
    }

    private String wanted() {
        return work.leader().isEmpty()
                ? ""
                : site.shell(work.leader()).runs(packages("list", ""), LOOK).strip();
    }

    private static Script packages(String verb, String wanted) {
        return Script.of("packages/packages", verb).with("wanted", wanted);
    }

    private static Script sources(String verb, String wanted) {
        return Script.of("packages/sources", verb).with("wanted", wanted);
    }
}
