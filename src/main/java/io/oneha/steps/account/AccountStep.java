package io.oneha.steps.account;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import java.time.Duration;
import java.util.Set;

/** A database server that runs at every boot, installed where there is none, with the database and the account of oned.conf. */
public record AccountStep(RunContext context, StepSpec.Account spec) implements SiteWorker {
    private static final Duration LOOK = Duration.ofMinutes(2);
    private static final Duration ROOT = Duration.ofSeconds(30);
    /** Most of it is for the package manager. */
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private static final Set<String> HERE = Set.of("", "localhost", "127.0.0.1", "::1");

    public static Description describe(StepSpec.Account spec, Inventory inventory) {
        return Description.changes(spec, "Set up MariaDB and the account of oned.conf")
                .expects("a MariaDB or MySQL server is installed, or its package sources offer one")
                .sends(spec.host(), set(RunContext.KEPT))
                .proves(
                        "the account of oned.conf gets an answer from its database",
                        "drop database and account where they were not there before; an account that was gets its former"
                                + " password back from account.sql, which is kept in /var/lib/oneha/backups");
    }

    private static Script set(String kept) {
        return Script.of("account/account", "do").with("kept", kept);
    }

    @Override
    public boolean holds(Progress progress) {
        return here().asks(account().given(Script.of("account/account", "check")), LOOK);
    }

    @Override
    public void run(Progress progress) {
        Account account = account();
        Script script =
                account.given(set(context.kept())).with("sql", account.sql()).with("user", account.quotedUser());
        here().runs(script, LIMIT).lines().forEach(progress::line);
    }

    /**
     * Before anything is replaced on a host: whether its database server, where one runs, lets root in.
     *
     * @throws StepException it does not
     */
    public static void requireRoot(RootShell shell) {
        shell.runs(Script.of("account/account", "root"), ROOT);
    }

    private Account account() {
        Account account = Account.on(context.shell(spec.from()));
        requireLocal(spec.from(), account);
        return account;
    }

    /**
     * Each front-end has a database of its own.
     *
     * @throws StepException its oned.conf names another host's
     */
    public static void requireLocal(String host, Account account) {
        if (!HERE.contains(account.server())) {
            throw new StepException(
                    host + ": oned.conf has its database on " + account.server() + ", not on the front-end itself",
                    "each front-end of an HA zone needs a database of its own: DB/SERVER = \"localhost\"");
        }
    }
}
