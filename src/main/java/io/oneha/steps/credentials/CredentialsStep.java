package io.oneha.steps.credentials;

import io.oneha.observe.host.HostFacts;
import io.oneha.plan.Work;
import io.oneha.steps.site.FolderCopy;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.Worker;
import java.util.List;

/**
 * /var/lib/one/.one and .ssh from the leader, with owner and modes. A server whose credentials differ takes the whole zone down
 * as soon as its oned runs, so they are proved by their checksums.
 */
public final class CredentialsStep implements Worker {
    private static final String FOLDER = "/var/lib/one";

    private final Site site;
    private final String host;
    private final Work.Credentials work;
    private final String kept;

    public CredentialsStep(Site site, String host, Work.Credentials work, String kept) {
        this.site = site;
        this.host = host;
        this.work = work;
        this.kept = kept;
    }

    @Override
    public boolean holds(Progress progress) {
        HostFacts here = site.facts(host, List.of());
        HostFacts there = site.facts(work.leader(), List.of());
        return areEqual(here, there) && here.sshSums().equals(there.sshSums());
    }

    /** Whether two hosts have the same credentials, and any at all. */
    public static boolean areEqual(HostFacts one, HostFacts other) {
        return !other.authSums().isEmpty() && one.authSums().equals(other.authSums());
    }

    @Override
    public void run(Progress progress) {
        FolderCopy trees = new FolderCopy(site.shell(work.leader()), site.shell(host), kept);
        trees.replace(FOLDER, ".one", fresh -> {});
        trees.replace(FOLDER, ".ssh", fresh -> {});
    }
}
