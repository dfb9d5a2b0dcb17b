package io.oneha.steps.database;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.SshException;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.HostNumber;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import java.time.Duration;

/**
 * A fresh dump of the leader's database, restored as it comes. What the host had is kept aside until the join is proved. Only
 * what this run has proved counts as done: a copy that somebody made some time ago may be out of the log window.
 */
public final class DatabaseStep implements Worker {
    private static final Duration LOOK = Duration.ofMinutes(5);
    /** Longer than the scripts themselves wait. */
    private static final Duration END = Duration.ofSeconds(45);

    private static final Duration COPY = Duration.ofHours(6);
    private static final long EACH_MILLIS = 1000;
    private static final Script DUMP_END = Script.of("database/dump", "end");
    private static final Script PREPARE = Script.of("database/database", "prepare");
    private static final Script PROVEN = Script.of("database/database", "proven");

    private final RunContext context;
    private final StepSpec.Database spec;
    private final RootShell here;
    private final RootShell leader;
    private final boolean provedBefore;
    private RowCounts before;
    private String said = "";

    public DatabaseStep(RunContext context, StepSpec.Database spec) {
        this.context = context;
        this.spec = spec;
        this.here = context.shell(spec.host());
        this.leader = context.shell(spec.leader());
        this.provedBefore = context.proved().contains(spec.id());
    }

    public static Description describe(StepSpec.Database spec, Inventory inventory) {
        Description description = Description.replaces(spec, "Copy the database from " + spec.leader())
                .expects("oned is not running, and there is room for the database")
                .sends(spec.leader(), DUMP_END)
                .sends(spec.host(), PREPARE);
        if (spec.direct()) {
            description
                    .sends(spec.leader(), Copy.straight("direct", spec.host()))
                    .looks("or, where " + spec.leader() + " may not log in there, through this machine:");
        }
        description
                .sends(spec.leader(), Copy.STREAM)
                .calls(
                        spec.host(),
                        Restore.PROGRAM,
                        "-u oneadmin: gzip -dc | mariadb, or mysql where it is missing, by its account");
        return description
                .sends(spec.host(), PROVEN)
                .proves("all tables are there with as many rows as were dumped", "put back the set-aside database");
    }

    @Override
    public boolean holds(Progress progress) {
        return provedBefore && CopyState.of(here, account()) != CopyState.RAN && isInLogWindow();
    }

    private boolean isInLogWindow() {
        Account account = account();
        LogRange there = LogRange.parse(leader.name(), asked(leader, account, "range"));
        LogRange copy = LogRange.parse(here.name(), asked(here, account, "range"));
        return copy.canCatchUp(there);
    }

    @Override
    public void run(Progress progress) {
        Account account = account();
        long size = HostNumber.of(leader.name(), "the size of its database", asked(leader, account, "size"));
        String need = asked(leader, account, "room").strip();
        ends(leader, of(account, DUMP_END), progress);
        here.runs(of(account, PREPARE).with("kept", aside(account, progress)).with("need", need), LOOK)
                .lines()
                .forEach(progress::line);
        before = counts(account);
        progress.line("about " + (size >> 20) + " MiB, " + before.total() + " rows, from " + leader.name());
        boolean whole = false;
        try (Copy copy = copy(account, progress)) {
            long last = System.nanoTime();
            while (!copy.isDone()) {
                BoundedWait.pause();
                if (progress.isStopping()) {
                    throw StepException.stopped("stopped while the database was copied");
                }
                if (System.nanoTime() - last > EACH_MILLIS * 1_000_000) {
                    progress.bytes(copy.copied(), size);
                    last = System.nanoTime();
                }
            }
            said = copy.end();
            whole = true;
            progress.bytes(copy.copied(), copy.copied());
        } finally {
            if (!whole) {
                ends(leader, of(account, DUMP_END), progress);
                ends(here, on(account, "end"), progress);
            }
        }
    }

    /** Ends what a copy that was left has begun on a host; one that is away is seen to at the next try. */
    private static void ends(RootShell shell, Script script, Progress progress) {
        try {
            shell.runs(script, END).lines().forEach(line -> progress.line(shell.name() + ": " + line));
        } catch (SshException | StepException e) {
            progress.line("what the copy began on " + shell.name() + " may still be at work: " + e.getMessage());
        }
    }

    /** Where the tables go that are there: those of a copy on which oned has run beside those that the host had before. */
    private String aside(Account account, Progress progress) {
        if (!provedBefore || CopyState.of(here, account) != CopyState.RAN) {
            return context.keptDatabase();
        }
        progress.line("oned has run on the copy since it was made: the copy is set aside and made again");
        return context.keptDatabase() + "_ran";
    }

    private Copy copy(Account account, Progress progress) {
        if (spec.direct() && Copy.isOpen(leader, here, account, LOOK)) {
            progress.line("straight from " + leader.name() + " to " + here.name());
            return Copy.straight(leader, here, account, COPY);
        }
        progress.line("through this machine: " + leader.name() + " may not log in to " + here.name() + " as oneadmin");
        return Copy.relayed(leader, here, account, COPY);
    }

    @Override
    public void prove(Progress progress) {
        Account account = account();
        if (!here.asks(on(account, "is-restored"), LOOK)) {
            throw new StepException(
                    here.name() + ": the dump did not arrive whole" + (said.isEmpty() ? "" : ": " + said), "");
        }
        RowCounts copy = RowCounts.parse(here.name(), asked(here, account, "counts"));
        RowCounts.difference(before, counts(account), copy).ifPresent(difference -> {
            throw new StepException(here.name() + ": " + difference, "");
        });
        here.runs(account.given(PROVEN), LOOK);
        progress.line(copy.rows().size() + " tables with " + copy.total() + " rows, as on " + leader.name());
    }

    private RowCounts counts(Account account) {
        return RowCounts.parse(leader.name(), asked(leader, account, "counts"));
    }

    /** What a database says to its own account. */
    private static String asked(RootShell shell, Account account, String verb) {
        return shell.runs(account.given(Script.of("database/database", verb)), LOOK);
    }

    private Account account() {
        return Account.on(leader);
    }

    private static Script on(Account account, String verb) {
        return of(account, Script.of("database/database", verb));
    }

    private static Script of(Account account, Script script) {
        return script.with("database", account.database());
    }
}
