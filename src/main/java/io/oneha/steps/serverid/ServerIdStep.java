package io.oneha.steps.serverid;

import io.oneha.inventory.DeploySettings.OnedSetting;
import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import io.oneha.zone.ZoneServer;
import java.util.List;

/** FEDERATION/SERVER_ID of oned.conf: the number that the leader's pool has for the host. */
public record ServerIdStep(RunContext context, StepSpec.ServerId spec) implements SiteWorker {
    public static Description describe(StepSpec.ServerId spec, Inventory inventory) {
        return Description.changes(spec, "Write SERVER_ID to oned.conf")
                .expects("the pool has " + spec.host())
                .sets(ConfFile.ONED, there -> settings("the id that the pool gave it"))
                .proves("oned.conf has that id", "SERVER_ID = -1");
    }

    @Override
    public boolean holds(Progress progress) {
        List<OnedSetting> settings = settings();
        return conf(ConfFile.ONED).isAlready(there -> settings);
    }

    @Override
    public void run(Progress progress) {
        List<OnedSetting> settings = settings();
        conf(ConfFile.ONED).change(there -> settings, context.kept());
    }

    private List<OnedSetting> settings() {
        ZoneServer server = leadersOned()
                .find(spec.host())
                .orElseThrow(
                        () -> new StepException("the zone has no server " + spec.host(), "plan again: it was removed"));
        return settings(String.valueOf(server.id()));
    }

    private static List<OnedSetting> settings(String id) {
        return List.of(ConfFile.setting("FEDERATION", "SERVER_ID", id));
    }
}
