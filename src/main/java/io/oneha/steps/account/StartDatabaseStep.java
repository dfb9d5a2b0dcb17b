package io.oneha.steps.account;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Account;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import java.time.Duration;

/** A database server that is stopped started, and asked by oned's own account. */
public record StartDatabaseStep(RunContext context, StepSpec.StartDatabase spec) implements SiteWorker {
    private static final Script START = Script.of("account/account", "start");
    private static final Duration LOOK = Duration.ofSeconds(30);
    /** Longer than one takes that reads its log after a loss of power, and than the script itself waits. */
    private static final Duration LIMIT = Duration.ofMinutes(12);

    public static Description describe(StepSpec.StartDatabase spec, Inventory inventory) {
        return Description.changes(spec, "Start the database server")
                .expects("it is on " + spec.host() + " itself, and its unit is not masked")
                .sends(spec.host(), START)
                .proves("it answers whoever asks by the account of oned.conf", "");
    }

    @Override
    public boolean holds(Progress progress) {
        return here().asks(account().given(Script.of("account/account", "answers")), LOOK);
    }

    @Override
    public void run(Progress progress) {
        here().runs(account().given(START), LIMIT);
    }

    private Account account() {
        Account account = Account.on(here());
        AccountStep.requireLocal(spec.host(), account);
        return account;
    }
}
