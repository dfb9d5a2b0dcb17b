package io.oneha.steps.hooks;

import io.oneha.health.VipHook;
import io.oneha.inventory.DeploySettings;
import io.oneha.inventory.Vip;
import io.oneha.onedconf.ConfEditor;
import io.oneha.plan.Work;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.OnedSettings;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.Worker;

/**
 * The raft hooks and what else of the configuration goes by the virtual address. Source: OpenNebula, "Front-end HA", and
 * one-deploy's role opennebula/leader.
 */
public final class HooksStep implements Worker {
    private static final String GATE = "ONEGATE_ENDPOINT";

    private final ConfFile oned;
    private final ConfFile monitord;
    private final Site site;
    private final Work.Hooks work;

    public HooksStep(Site site, String host, Work.Hooks work, String kept) {
        this.oned = new ConfFile(site.shell(host), ConfFile.ONED, kept);
        this.monitord = new ConfFile(site.shell(host), ConfFile.MONITORD, kept);
        this.site = site;
        this.work = work;
    }

    @Override
    public boolean holds(Progress progress) {
        return oned.isAlready(this::inOned) && monitord.isAlready(this::inMonitord);
    }

    @Override
    public void run(Progress progress) {
        oned.change(this::inOned);
        monitord.change(this::inMonitord);
    }

    private ConfEditor inOned(ConfEditor conf) {
        return placed(
                placed(
                        work.gate() ? ofFirst(conf, site.inventory().deploy()) : conf,
                        "RAFT_LEADER_HOOK",
                        "leader",
                        work.leaderCommand()),
                "RAFT_FOLLOWER_HOOK",
                "follower",
                work.followerCommand());
    }

    /** What the servers that join get with their leader's oned.conf. */
    private ConfEditor ofFirst(ConfEditor conf, DeploySettings deploy) {
        String vip = work.vip().contains(":") ? "[" + work.vip() + "]" : work.vip();
        // One that somebody has set on the host may well be a name that leads to the address, or a proxy.
        String endpoint = deploy.gateEndpoint().or(() -> conf.value(GATE)).orElse("http://" + vip + ":5030");
        return OnedSettings.applied(conf.with(GATE, endpoint), deploy);
    }

    /** The other addresses of a hook, and their interfaces, are those of the leader: the inventory says nothing of them. */
    private ConfEditor placed(ConfEditor conf, String hook, String action, String command) {
        Vip vip = Vip.parse(work.vipCidr()).orElseThrow();
        String arguments =
                VipHook.placed(conf.value(hook, "ARGUMENTS").orElse(""), action, work.networkInterface(), vip);
        return conf.with(hook, "COMMAND", command).with(hook, "ARGUMENTS", arguments);
    }

    private ConfEditor inMonitord(ConfEditor conf) {
        return conf.with("NETWORK", "MONITOR_ADDRESS", work.vip());
    }
}
