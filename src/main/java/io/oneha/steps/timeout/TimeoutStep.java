package io.oneha.steps.timeout;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import java.util.List;

/**
 * RAFT/ELECTION_TIMEOUT_MS of a server's oned.conf. oned reads it when it starts and never again, so that it can be put back as soon as
 * oned answers.
 *
 * @param millis what it is to be
 */
public record TimeoutStep(RunContext context, StepSpec spec, int millis) implements SiteWorker {
    /** One that lowers it. */
    public static TimeoutStep of(RunContext context, StepSpec.LowerTimeout spec) {
        return new TimeoutStep(context, spec, spec.millis());
    }

    /** One that puts it back. */
    public static TimeoutStep of(RunContext context, StepSpec.RestoreTimeout spec) {
        return new TimeoutStep(context, spec, spec.own());
    }

    public static Description describe(StepSpec.LowerTimeout spec, Inventory inventory) {
        return Description.changes(spec, "Let " + spec.host() + " be the first to stand for election")
                .expects("its oned is about to start")
                .sets(ConfFile.ONED, settings(spec.millis()))
                .proves("oned.conf has it", "ELECTION_TIMEOUT_MS = " + spec.own());
    }

    public static Description describe(StepSpec.RestoreTimeout spec, Inventory inventory) {
        return Description.changes(spec, "Put the election time-out back in the file")
                .expects("oned has read it")
                .sets(ConfFile.ONED, settings(spec.own()))
                .proves("oned.conf has it", "");
    }

    private static ConfFile.Settings settings(int millis) {
        return there -> List.of(ConfFile.setting("RAFT", "ELECTION_TIMEOUT_MS", String.valueOf(millis)));
    }

    @Override
    public boolean holds(Progress progress) {
        return conf(ConfFile.ONED).isAlready(settings(millis));
    }

    @Override
    public void run(Progress progress) {
        conf(ConfFile.ONED).change(settings(millis), context.kept());
    }
}
