package io.oneha.steps.database;

import io.oneha.steps.site.Account;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.Worker;
import java.time.Duration;

/** What was kept aside for the join is removed: the old database. The folders that were replaced stay where they are kept. */
public final class FinishStep implements Worker {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Site site;
    private final String host;

    public FinishStep(Site site, String host) {
        this.site = site;
        this.host = host;
    }

    @Override
    public boolean holds(Progress progress) {
        return !site.shell(host).asks(script("kept"), LIMIT);
    }

    @Override
    public void run(Progress progress) {
        site.shell(host).runs(script("finish"), LIMIT);
    }

    private Script script(String verb) {
        Account account = Account.of(new ConfFile(site.shell(host), ConfFile.ONED).read(), host);
        return Script.of("database/database", verb).with("database", account.database());
    }
}
