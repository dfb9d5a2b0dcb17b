package io.oneha.steps;

import io.oneha.plan.Step;
import io.oneha.plan.Work;
import io.oneha.steps.account.AccountStep;
import io.oneha.steps.caughtup.CaughtUpStep;
import io.oneha.steps.configuration.ConfigurationStep;
import io.oneha.steps.configuration.FirstConfigurationStep;
import io.oneha.steps.credentials.CredentialsStep;
import io.oneha.steps.database.BackupStep;
import io.oneha.steps.database.DatabaseStep;
import io.oneha.steps.database.FinishStep;
import io.oneha.steps.hooks.HookScriptsStep;
import io.oneha.steps.hooks.HooksStep;
import io.oneha.steps.keys.KeysStep;
import io.oneha.steps.packages.PackagesStep;
import io.oneha.steps.readiness.FirstReadinessStep;
import io.oneha.steps.readiness.ReadinessStep;
import io.oneha.steps.remotes.RemotesStep;
import io.oneha.steps.roles.RolesStep;
import io.oneha.steps.serveradd.ServerAddStep;
import io.oneha.steps.serverid.ServerIdStep;
import io.oneha.steps.site.JoinClock;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.VipWatch;
import io.oneha.steps.site.Worker;
import io.oneha.steps.start.StartFollowerStep;
import io.oneha.steps.start.StartLeaderStep;
import io.oneha.steps.start.StartSoloStep;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Who carries out a step of a plan on real hosts. One for each run. */
public final class StepWorkers implements Function<Step, Worker> {
    private final Site site;
    private final Set<String> done = ConcurrentHashMap.newKeySet();
    private final String folder;
    private final String keptDatabase;
    private final JoinClock clock;
    private final VipWatch vip;

    /**
     * @param site the hosts
     * @param run the run's name
     * @param done the steps that this run has proved before it was interrupted, by their ids
     * @param vip who has the virtual address meanwhile
     */
    public StepWorkers(Site site, String run, Set<String> done, VipWatch vip) {
        this.site = site;
        this.done.addAll(done);
        this.folder = "/var/lib/oneha/backups/oneha-" + run;
        this.keptDatabase = "oneha_kept_" + run.replace('-', '_');
        this.vip = vip;
        this.clock = new JoinClock(site.clock());
    }

    /** A step was proved: what is carried out by another plan from here on need not do it again. */
    public void proved(Step step) {
        done.add(step.id());
    }

    @Override
    public Worker apply(Step step) {
        String host = step.host();
        Work work = step.work();
        if (work instanceof Work.Readiness readiness) {
            return new ReadinessStep(site, host, readiness, done.contains(step.id()));
        } else if (work instanceof Work.FirstReadiness readiness) {
            return new FirstReadinessStep(site, host, readiness, done.contains(step.id()));
        } else if (work instanceof Work.Packages packages) {
            return new PackagesStep(site, host, packages, folder);
        } else if (work instanceof Work.DatabaseAccount account) {
            return new AccountStep(site, host, account, folder);
        } else if (work instanceof Work.FirstConfiguration configuration) {
            return new FirstConfigurationStep(site, host, configuration, folder);
        } else if (work instanceof Work.Configuration configuration) {
            return new ConfigurationStep(site, host, configuration, folder);
        } else if (work instanceof Work.Remotes remotes) {
            return new RemotesStep(site, host, remotes, folder);
        } else if (work instanceof Work.Credentials credentials) {
            return new CredentialsStep(site, host, credentials, folder);
        } else if (work instanceof Work.Keys keys) {
            return new KeysStep(site, keys);
        } else if (work instanceof Work.Database database) {
            return new DatabaseStep(site, host, database, done.contains(step.id()), keptDatabase);
        } else if (work instanceof Work.Backup) {
            return new BackupStep(site, host, folder);
        }
        return joining(step);
    }

    private Worker joining(Step step) {
        String host = step.host();
        Work work = step.work();
        if (work instanceof Work.ServerAdd add) {
            return new ServerAddStep(site, host, add, clock);
        } else if (work instanceof Work.ServerId id) {
            return new ServerIdStep(site, host, id, folder);
        } else if (work instanceof Work.Hooks hooks) {
            return new HooksStep(site, host, hooks, folder);
        } else if (work instanceof Work.HookScripts scripts) {
            return new HookScriptsStep(site, host, scripts, folder);
        } else if (work instanceof Work.StartSolo) {
            return new StartSoloStep(site, host);
        } else if (work instanceof Work.StartFollower follower) {
            return new StartFollowerStep(site, host, follower);
        } else if (work instanceof Work.StartLeader) {
            return new StartLeaderStep(site, host, vip);
        } else if (work instanceof Work.CaughtUp level) {
            return new CaughtUpStep(site, host, level, clock);
        } else if (work instanceof Work.Roles roles) {
            return new RolesStep(site, host, roles, vip);
        } else if (work instanceof Work.Finish) {
            return new FinishStep(site, host);
        }
        throw new IllegalArgumentException(work.getClass().getSimpleName());
    }
}
