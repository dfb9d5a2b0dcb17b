package io.oneha.steps.serverid;

import io.oneha.onedconf.ConfEditor;
import io.oneha.plan.Work;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Pool;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import java.util.function.UnaryOperator;

/** FEDERATION/SERVER_ID of oned.conf: the number that the leader's pool has for the host. */
public final class ServerIdStep implements Worker {
    private final ConfFile conf;
    private final Pool pool;
    private final String host;

    public ServerIdStep(Site site, String host, Work.ServerId work, String kept) {
        this.conf = new ConfFile(site.shell(host), ConfFile.ONED, kept);
        this.pool = new Pool(site, work.leader());
        this.host = host;
    }

    @Override
    public boolean holds(Progress progress) {
        return conf.isAlready(change());
    }

    @Override
    public void run(Progress progress) {
        conf.change(change());
    }

    private UnaryOperator<ConfEditor> change() {
        int id = pool.idOf(host)
                .orElseThrow(() -> new StepException("the zone has no server " + host, "plan again: it was removed"));
        return editor -> editor.with("FEDERATION", "SERVER_ID", String.valueOf(id));
    }
}
