package io.oneha.steps.database;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import java.time.Duration;

/** What was kept aside for the join is removed: the old database. The folders that were replaced stay where they are kept. */
public record FinishStep(RunContext context, StepSpec.Finish spec) implements SiteWorker {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Script FINISH = Script.of("database/database", "finish");

    public static Description describe(StepSpec.Finish spec, Inventory inventory) {
        return Description.changes(spec, "Delete the set-aside database")
                .expects("the join is proved")
                .sends(spec.host(), FINISH)
                .proves(
                        "no set-aside database is left; the folders that were replaced stay in /var/lib/oneha/backups",
                        "");
    }

    @Override
    public boolean holds(Progress progress) {
        return !here().asks(on(Script.of("database/database", "kept")), LIMIT);
    }

    @Override
    public void run(Progress progress) {
        here().runs(on(FINISH), LIMIT);
    }

    private Script on(Script script) {
        return script.with("database", Account.on(here()).database());
    }
}
