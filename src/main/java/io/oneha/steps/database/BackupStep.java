package io.oneha.steps.database;

import io.oneha.steps.site.Account;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.Worker;
import java.time.Duration;

/** A dump of the database and a copy of /etc/one, on the host itself, readable by root alone. */
public final class BackupStep implements Worker {
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration DUMP = Duration.ofHours(2);

    private final Site site;
    private final String host;
    private final String folder;

    /** @param folder where it goes: one for each run */
    public BackupStep(Site site, String host, String folder) {
        this.site = site;
        this.host = host;
        this.folder = folder;
    }

    @Override
    public boolean holds(Progress progress) {
        return site.shell(host).asks(script("check"), LOOK);
    }

    @Override
    public void run(Progress progress) {
        progress.line("the database is dumped into " + folder);
        site.shell(host).runs(script("file"), DUMP);
    }

    private Script script(String verb) {
        Account account = Account.of(new ConfFile(site.shell(host), ConfFile.ONED).read(), host);
        return Script.of("database/dump", verb)
                .with("options", account.options())
                .with("database", account.database())
                .with("target", folder + "/opennebula.sql.gz");
    }
}
