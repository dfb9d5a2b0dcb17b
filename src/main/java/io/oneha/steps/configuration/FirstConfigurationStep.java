package io.oneha.steps.configuration;

import static io.oneha.steps.site.ConfFile.setting;

import io.oneha.inventory.DeploySettings.OnedSetting;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.Secret;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The first front-end's oned.conf and one_auth, from the inventory, before oned ever ran there: later, another password in
 * one_auth would lock everybody out. Source: one-deploy's role opennebula/server.
 */
public record FirstConfigurationStep(RunContext context, StepSpec.FirstConfiguration spec) implements SiteWorker {
    private static final String ONE_AUTH = "/var/lib/one/.one/one_auth";
    /** one-deploy's own default. */
    private static final String PASSWORD = "opennebula";

    public static Description describe(StepSpec.FirstConfiguration spec, Inventory inventory) {
        Description description = Description.changes(spec, "Write oned.conf and the credentials from the inventory")
                .expects("oned never ran there")
                .sets(ConfFile.ONED, there -> settings(spec, inventory))
                .proves("both are as written", "put back the files that were kept");
        return inventory.onePass().isEmpty()
                ? description
                : description
                        .sends(spec.host(), RootShell.file("keep", ONE_AUTH).with("folder", RunContext.KEPT))
                        .sends(spec.host(), RootShell.file("write", ONE_AUTH))
                        .looks("the password in it is one_pass");
    }

    @Override
    public boolean holds(Progress progress) {
        Optional<byte[]> wanted = credentials();
        Optional<byte[]> there = here().reads(ONE_AUTH);
        boolean same = there.isPresent() && (wanted.isEmpty() || Arrays.equals(wanted.get(), there.get()));
        return same && conf(ConfFile.ONED).isAlready(any -> settings(spec, inventory()));
    }

    @Override
    public void run(Progress progress) {
        conf(ConfFile.ONED).change(there -> settings(spec, inventory()), context.kept());
        credentials().ifPresent(content -> {
            here().keeps(ONE_AUTH, context.kept());
            here().writes(ONE_AUTH, content, "oneadmin:oneadmin", "600");
        });
        if (here().reads(ONE_AUTH).isEmpty()) {
            throw new StepException(
                    spec.host() + ": there is no " + ONE_AUTH + ", and the inventory has no one_pass",
                    "set one_pass in the inventory");
        }
    }

    private Inventory inventory() {
        return context.site().inventory();
    }

    private Optional<byte[]> credentials() {
        return inventory().onePass().map(Secret::value).map(password -> ("oneadmin:" + password + "\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static List<OnedSetting> settings(StepSpec.FirstConfiguration spec, Inventory inventory) {
        String password = inventory.database().password().map(Secret::value).orElse(PASSWORD);
        List<OnedSetting> settings = new ArrayList<>(List.of(
                setting("DB", "BACKEND", "mysql"),
                setting("DB", "SERVER", "localhost"),
                setting("DB", "PORT", "0"),
                setting("DB", "USER", spec.databaseUser()),
                new OnedSetting(Optional.of("DB"), "PASSWD", password, true),
                setting("DB", "DB_NAME", spec.databaseName()),
                inventory.deploy().gate().orElseGet(() -> ConfFile.gateAt(spec.vipAddress()))));
        settings.addAll(inventory.deploy().oned());
        return settings;
    }
}
