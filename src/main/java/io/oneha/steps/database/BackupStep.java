package io.oneha.steps.database;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import java.time.Duration;

/** A dump of the database and a copy of /etc/one, on the host itself, readable by root alone. */
public record BackupStep(RunContext context, StepSpec.Backup spec) implements SiteWorker {
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration DUMP = Duration.ofHours(2);

    public static Description describe(StepSpec.Backup spec, Inventory inventory) {
        return Description.changes(spec, "Back up the database and /etc/one")
                .expects("there is room for it")
                .sends(spec.host(), script("file", RunContext.KEPT))
                .proves("the dump is whole", "remove the backup");
    }

    @Override
    public boolean holds(Progress progress) {
        return here().asks(on("check"), LOOK);
    }

    @Override
    public void run(Progress progress) {
        progress.line("the database is dumped into " + context.kept());
        here().runs(on("file"), DUMP);
    }

    private Script on(String verb) {
        Account account = Account.on(here());
        return account.given(script(verb, context.kept()));
    }

    private static Script script(String verb, String folder) {
        return Script.of("database/dump", verb).with("target", folder + "/opennebula.sql.gz");
    }
}
