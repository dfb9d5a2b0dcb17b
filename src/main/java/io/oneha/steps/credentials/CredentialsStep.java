package io.oneha.steps.credentials;

import io.oneha.inventory.Inventory;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.FolderCopy;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import java.util.List;

/**
 * /var/lib/one/.one and .ssh from the leader, with owner and modes. A server whose credentials differ takes the whole zone down
 * as soon as its oned runs, so they are proved by their checksums.
 */
public record CredentialsStep(RunContext context, StepSpec.Credentials spec) implements SiteWorker {
    private static final List<String> FOLDERS = List.of("/var/lib/one/.one", "/var/lib/one/.ssh");

    public static Description describe(StepSpec.Credentials spec, Inventory inventory) {
        Description description = Description.changes(spec, "Copy /var/lib/one/.one and .ssh from " + spec.leader())
                .expects("oned is not running")
                .proves("the checksums equal those on " + spec.leader(), "remove them");
        FOLDERS.forEach(folder -> FolderCopy.describe(description, spec.host(), folder, false));
        return description;
    }

    @Override
    public boolean holds(Progress progress) {
        HostFacts here = context.facts(spec.host());
        HostFacts there = context.facts(spec.leader());
        return areEqual(here, there) && here.sshSums().equals(there.sshSums());
    }

    /** Whether two hosts have the same credentials, and any at all. */
    public static boolean areEqual(HostFacts one, HostFacts other) {
        return !other.authSums().isEmpty() && one.authSums().equals(other.authSums());
    }

    @Override
    public void run(Progress progress) {
        FOLDERS.forEach(new FolderCopy(context, spec.leader(), spec.host())::replace);
    }
}
