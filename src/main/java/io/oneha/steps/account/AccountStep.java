package io.oneha.steps.account;

import io.oneha.plan.Work;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import java.time.Duration;
import java.util.Set;

/** A database server that runs at every boot, installed where there is none, with the database and the account of oned.conf. */
public final class AccountStep implements Worker {
    private static final Duration LOOK = Duration.ofMinutes(2);
    private static final Duration ROOT = Duration.ofSeconds(30);
    /** Most of it is for the package manager. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private static final Set<String> HERE = Set.of("", "localhost", "127.0.0.1", "::1");

    private final Site site;
    private final String host;
    private final Work.DatabaseAccount work;
    private final String kept;

    /** @param kept the folder on the host where an account that was there before is kept */
    public AccountStep(Site site, String host, Work.DatabaseAccount work, String kept) {
        this.site = site;
        this.host = host;
        this.work = work;
        this.kept = kept;
    }

    @Override
    public boolean holds(Progress progress) {
        return site.shell(host).asks(script("check", account()), LOOK);
    }

    @Override
    public void run(Progress progress) {
        Account account = account();
        site.shell(host)
                .runs(
                        script("do", account)
                                .with("sql", account.sql())
                                .with("user", account.quotedUser())
                                .with("kept", kept),
                        LIMIT)
                .lines()
                .forEach(progress::line);
    }

    /**
     * Before anything is replaced on a host: whether its database server, where one runs, lets root in.
     *
     * @throws StepException it does not
     */
    public static void requireRoot(Site site, String host) {
        site.shell(host).runs(Script.of("account/account", "root"), ROOT);
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
        return Script.of("account/account", verb)
                .with("options", account.options())
                .with("database", account.database());
    }
}
