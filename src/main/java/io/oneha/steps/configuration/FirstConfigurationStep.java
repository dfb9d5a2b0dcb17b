package io.oneha.steps.configuration;

import io.oneha.inventory.DeploySettings;
import io.oneha.inventory.Secret;
import io.oneha.onedconf.ConfEditor;
import io.oneha.plan.Work;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.OnedSettings;
import io.oneha.steps.site.Progress;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The first front-end's oned.conf and one_auth, from the inventory, before oned ever ran there: later, another password in
 * one_auth would lock everybody out. Source: one-deploy's role opennebula/server.
 */
public final class FirstConfigurationStep implements Worker {
    private static final String ONE_AUTH = "/var/lib/one/.one/one_auth";
    /** one-deploy's own default. */
    private static final String PASSWORD = "opennebula";

    private final Site site;
    private final RootShell shell;
    private final ConfFile conf;
    private final Work.FirstConfiguration work;
    private final String kept;

    public FirstConfigurationStep(Site site, String host, Work.FirstConfiguration work, String kept) {
        this.site = site;
        this.shell = site.shell(host);
        this.conf = new ConfFile(shell, ConfFile.ONED, kept);
        this.kept = kept;
        this.work = work;
    }

    @Override
    public boolean holds(Progress progress) {
        Optional<byte[]> wanted = credentials();
        Optional<byte[]> there = shell.reads(ONE_AUTH);
        boolean same = there.isPresent() && (wanted.isEmpty() || Arrays.equals(wanted.get(), there.get()));
        return same && conf.isAlready(this::change);
    }

    @Override
    public void run(Progress progress) {
        conf.change(this::change);
        credentials().ifPresent(content -> {
            shell.keeps(ONE_AUTH, kept);
            shell.writes(ONE_AUTH, content, "oneadmin:oneadmin", "600");
        });
        if (shell.reads(ONE_AUTH).isEmpty()) {
            throw new StepException(
                    shell.name() + ": there is no " + ONE_AUTH + ", and the inventory has no one_pass",
                    "set one_pass in the inventory");
        }
    }

    private Optional<byte[]> credentials() {
        return site.inventory().onePass().map(Secret::value).map(password -> ("oneadmin:" + password + "\n")
                .getBytes(StandardCharsets.UTF_8));
    }

    private ConfEditor change(ConfEditor editor) {
        String password =
                site.inventory().database().password().map(Secret::value).orElse(PASSWORD);
        String vip = work.vipAddress().contains(":") ? "[" + work.vipAddress() + "]" : work.vipAddress();
        DeploySettings deploy = site.inventory().deploy();
        ConfEditor known = editor.with("DB", "BACKEND", "mysql")
                .with("DB", "SERVER", "localhost")
                .with("DB", "PORT", "0")
                .with("DB", "USER", work.databaseUser())
                .with("DB", "PASSWD", password)
                .with("DB", "DB_NAME", work.databaseName())
                .with("ONEGATE_ENDPOINT", deploy.gateEndpoint().orElse("http://" + vip + ":5030"));
        return OnedSettings.applied(known, deploy);
    }
}
