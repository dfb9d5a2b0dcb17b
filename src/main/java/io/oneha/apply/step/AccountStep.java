package io.oneha.apply.step;

import io.oneha.apply.Progress;
import io.oneha.apply.StepException;
import io.oneha.apply.Worker;
import io.oneha.apply.site.Script;
import io.oneha.apply.site.Site;
import io.oneha.plan.Work;
import java.time.Duration;
import java.util.Set;

/** A database server that runs at every boot, installed where there is none, with the database and the account of oned.conf. */
final class AccountStep implements Worker {
    private static final Duration LOOK = Duration.ofMinutes(2);
    /** Most of it is for the package manager. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private static final Set<String> HERE = Set.of("", "localhost", "127.0.0.1", "::1");

    private final Site site;
    private final String host;
    private final Work.DatabaseAccount work;

    AccountStep(Site site, String host, Work.DatabaseAccount work) {
        this.site = site;
        this.host = host;
        this.work = work;
    }

    @Override
    public boolean holds(Progress progress) {
        return site.shell(host).asks(script("check", account()), LOOK);
    }

    @Override
    public void run(Progress progress) {
        Account account = account();
        site.shell(host)
                .runs(script("do", account).with("sql", account.sql()), LIMIT)
                .lines()
                .forEach(progress::line);
    }

    private Account account() {
        Account account = Account.of(new ConfFile(site.shell(work.from()), ConfFile.ONED).read(), work.from());
        if (!HERE.contains(account.server())) {
            throw new StepException(
                    work.from() + ": oned.conf has its database on " + account.server()
                            + ", not on the front-end itself",
                    "each front-end of an HA zone needs a database of its own: DB/SERVER = \"localhost\"");
        }
        return account;
    }

    private static Script script(String verb, Account account) {
        return Script.of("account", verb).with("options", account.options()).with("database", account.database());
    }
}
