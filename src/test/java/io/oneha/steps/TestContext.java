package io.oneha.steps;

import io.oneha.plan.HarmlessWrite;
import io.oneha.steps.site.LeaderChange;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.WriteWatch;
import java.util.HashMap;
import java.util.Set;

/** The run of a test of one step. */
public final class TestContext {
    private TestContext() {}

    /** @param kept the folder where what was there before is kept */
    public static RunContext of(Site site, String kept) {
        return of(site, kept, Set.of());
    }

    /** @param proved ids of the steps that the run has proved before */
    public static RunContext of(Site site, String kept, Set<String> proved) {
        return new RunContext(
                site,
                kept,
                "oneha_kept_test",
                proved,
                new HashMap<>(),
                null,
                WriteWatch.start(site, HarmlessWrite.ZONE, false),
                new LeaderChange(site.clock()));
    }
}
