package io.oneha.apply.step;

import io.oneha.apply.Progress;
import io.oneha.apply.Worker;
import io.oneha.apply.site.Script;
import io.oneha.apply.site.Site;
import io.oneha.plan.Work;
import java.time.Duration;

/** The leader's packages in the leader's version, by the host's own package manager. */
final class PackagesStep implements Worker {
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration INSTALL = Duration.ofMinutes(20);

    private final Site site;
    private final String host;
    private final Work.Packages work;

    PackagesStep(Site site, String host, Work.Packages work) {
        this.site = site;
        this.host = host;
        this.work = work;
    }

    @Override
    public boolean holds(Progress progress) {
        return site.shell(host).asks(script("check"), LOOK);
    }

    @Override
    public void run(Progress progress) {
        progress.line("the package manager installs");
        site.shell(host).runs(script("do"), INSTALL);
    }

    private Script script(String verb) {
        String wanted = work.leader().isEmpty()
                ? ""
                : site.shell(work.leader())
                        .runs(Script.of("packages", "list"), LOOK)
                        .strip();
        return Script.of("packages", verb).with("wanted", wanted);
    }
}
