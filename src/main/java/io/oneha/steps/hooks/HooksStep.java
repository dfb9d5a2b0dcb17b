package io.oneha.steps.hooks;

import static io.oneha.steps.site.ConfFile.setting;

import io.oneha.health.VipHook;
import io.oneha.inventory.DeploySettings;
import io.oneha.inventory.DeploySettings.OnedSetting;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.Vip;
import io.oneha.onedconf.ConfEditor;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The raft hooks and what else of the configuration goes by the virtual address. Source: OpenNebula, "Front-end HA", and
 * one-deploy's role opennebula/leader.
 */
public record HooksStep(RunContext context, StepSpec.Hooks spec) implements SiteWorker {
    private static final String ARGUMENTS = "ARGUMENTS";

    public static Description describe(StepSpec.Hooks spec, Inventory inventory) {
        return Description.changes(spec, "Configure the raft hooks and the monitor address")
                .expects("oned.conf and monitord.conf can be read")
                .looks("keep the other addresses in the hooks' ARGUMENTS"
                        + (spec.gate() ? ", and an ONEGATE_ENDPOINT that is set where the inventory has none" : ""))
                .sets(ConfFile.ONED, there -> oned(spec, inventory, there))
                .sets(ConfFile.MONITORD, there -> monitord(spec))
                .proves("both files say so", "put back the files that were kept");
    }

    @Override
    public boolean holds(Progress progress) {
        return conf(ConfFile.ONED).isAlready(this::oned)
                && conf(ConfFile.MONITORD).isAlready(there -> monitord(spec));
    }

    @Override
    public void run(Progress progress) {
        conf(ConfFile.ONED).change(this::oned, context.kept());
        conf(ConfFile.MONITORD).change(there -> monitord(spec), context.kept());
    }

    private List<OnedSetting> oned(ConfEditor there) {
        return oned(spec, context.site().inventory(), there);
    }

    private static List<OnedSetting> oned(StepSpec.Hooks spec, Inventory inventory, ConfEditor there) {
        List<OnedSetting> settings = new ArrayList<>();
        if (spec.gate()) {
            // Servers that join get it with their leader's oned.conf. An endpoint that somebody has set on the host may
            // well be a name that leads to the address, or a proxy.
            DeploySettings deploy = inventory.deploy();
            settings.add(deploy.gate()
                    .or(() -> there.value(DeploySettings.GATE).map(ConfFile::gate))
                    .orElseGet(() -> ConfFile.gateAt(spec.vip())));
            settings.addAll(deploy.oned());
        }
        // The other addresses of a hook, and their interfaces, are the leader's: the inventory says nothing of them.
        Vip vip = Vip.parse(spec.vipCidr()).orElseThrow();
        for (String action : List.of("leader", "follower")) {
            String hook = "RAFT_" + action.toUpperCase(Locale.ROOT) + "_HOOK";
            String command = action.equals("leader") ? spec.leaderCommand() : spec.followerCommand();
            Optional<String> before = settings.stream()
                    .filter(setting -> setting.section().equals(Optional.of(hook)))
                    .filter(setting -> setting.name().equals(ARGUMENTS))
                    .map(OnedSetting::value)
                    .findFirst()
                    .or(() -> there.value(hook, ARGUMENTS));
            settings.add(setting(hook, "COMMAND", command));
            settings.add(
                    setting(hook, ARGUMENTS, VipHook.placed(before.orElse(""), action, spec.networkInterface(), vip)));
        }
        return settings;
    }

    private static List<OnedSetting> monitord(StepSpec.Hooks spec) {
        return List.of(setting("NETWORK", "MONITOR_ADDRESS", spec.vip()));
    }
}
