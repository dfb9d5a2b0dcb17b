package io.oneha.steps;

import io.oneha.inventory.Inventory;
import io.oneha.plan.Step;
import io.oneha.plan.StepSpec;
import io.oneha.steps.account.AccountStep;
import io.oneha.steps.account.StartDatabaseStep;
import io.oneha.steps.calm.CalmStep;
import io.oneha.steps.calm.DrainStep;
import io.oneha.steps.caughtup.CaughtUpStep;
import io.oneha.steps.configuration.ConfigurationStep;
import io.oneha.steps.configuration.FirstConfigurationStep;
import io.oneha.steps.credentials.CredentialsStep;
import io.oneha.steps.database.BackupStep;
import io.oneha.steps.database.DatabaseStep;
import io.oneha.steps.database.FinishStep;
import io.oneha.steps.digest.DigestStep;
import io.oneha.steps.hooks.HookScriptsStep;
import io.oneha.steps.hooks.HooksStep;
import io.oneha.steps.keys.KeysStep;
import io.oneha.steps.packages.PackagesStep;
import io.oneha.steps.readiness.ReadinessStep;
import io.oneha.steps.reboot.RebootStep;
import io.oneha.steps.remotes.RemotesStep;
import io.oneha.steps.roles.RestartServicesStep;
import io.oneha.steps.roles.RolesStep;
import io.oneha.steps.roles.ServiceRoleStep;
import io.oneha.steps.serveradd.ResetServerStep;
import io.oneha.steps.serveradd.ServerAddStep;
import io.oneha.steps.serverdel.ServerDelStep;
import io.oneha.steps.serverid.ServerIdStep;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.LeaderChange;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.VipWatch;
import io.oneha.steps.site.Worker;
import io.oneha.steps.site.WriteWatch;
import io.oneha.steps.start.CurableStep;
import io.oneha.steps.start.HandOverStep;
import io.oneha.steps.start.KeepStoppedStep;
import io.oneha.steps.start.LeaderAgainStep;
import io.oneha.steps.start.LeadsStep;
import io.oneha.steps.start.PlanAgainStep;
import io.oneha.steps.start.ResetTermStep;
import io.oneha.steps.start.StartFollowerStep;
import io.oneha.steps.start.StartLeaderStep;
import io.oneha.steps.start.StartServerStep;
import io.oneha.steps.start.StartSoloStep;
import io.oneha.steps.start.StopServerStep;
import io.oneha.steps.timeout.TimeoutStep;
import io.oneha.steps.vip.PlaceVipStep;
import io.oneha.steps.work.WorkStep;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Who describes each kind of step, and carries it out on real hosts. One for each run. */
public final class StepWorkers implements Function<Step, Worker> {
    /** A kind of step: its data, how it is described for an inventory, and who carries it out in a run. */
    private record Kind<S extends StepSpec>(
            Class<S> type, BiFunction<S, Inventory, Description> text, BiFunction<RunContext, S, Worker> worker) {
        Description described(StepSpec spec, Inventory inventory) {
            return text.apply(type.cast(spec), inventory);
        }

        Worker made(RunContext context, StepSpec spec) {
            return worker.apply(context, type.cast(spec));
        }
    }

    private static final List<Kind<?>> KINDS = List.of(
            new Kind<>(StepSpec.Readiness.class, ReadinessStep::describe, ReadinessStep::new),
            new Kind<>(StepSpec.Packages.class, PackagesStep::describe, PackagesStep::new),
            new Kind<>(StepSpec.Account.class, AccountStep::describe, AccountStep::new),
            new Kind<>(
                    StepSpec.FirstConfiguration.class, FirstConfigurationStep::describe, FirstConfigurationStep::new),
            new Kind<>(StepSpec.Configuration.class, ConfigurationStep::describe, ConfigurationStep::new),
            new Kind<>(StepSpec.Remotes.class, RemotesStep::describe, RemotesStep::new),
            new Kind<>(StepSpec.Keys.class, KeysStep::describe, KeysStep::new),
            new Kind<>(StepSpec.Credentials.class, CredentialsStep::describe, CredentialsStep::new),
            new Kind<>(StepSpec.HookScripts.class, HookScriptsStep::describe, HookScriptsStep::new),
            new Kind<>(StepSpec.Database.class, DatabaseStep::describe, DatabaseStep::new),
            new Kind<>(StepSpec.Backup.class, BackupStep::describe, BackupStep::new),
            new Kind<>(StepSpec.ServerAdd.class, ServerAddStep::describe, ServerAddStep::new),
            new Kind<>(StepSpec.ServerId.class, ServerIdStep::describe, ServerIdStep::new),
            new Kind<>(StepSpec.Hooks.class, HooksStep::describe, HooksStep::new),
            new Kind<>(StepSpec.StartSolo.class, StartSoloStep::describe, StartSoloStep::new),
            new Kind<>(StepSpec.Start.class, StartFollowerStep::describe, StartFollowerStep::new),
            new Kind<>(StepSpec.StartLeader.class, StartLeaderStep::describe, StartLeaderStep::new),
            new Kind<>(StepSpec.SameData.class, DigestStep::describe, DigestStep::new),
            new Kind<>(StepSpec.CaughtUp.class, CaughtUpStep::describe, CaughtUpStep::of),
            new Kind<>(StepSpec.Roles.class, RolesStep::describe, RolesStep::new),
            new Kind<>(StepSpec.Finish.class, FinishStep::describe, FinishStep::new),
            new Kind<>(StepSpec.Drain.class, DrainStep::describe, DrainStep::new),
            new Kind<>(StepSpec.StopServer.class, StopServerStep::describe, StopServerStep::new),
            new Kind<>(StepSpec.Leads.class, LeadsStep::describe, LeadsStep::new),
            new Kind<>(StepSpec.HandOver.class, HandOverStep::describe, HandOverStep::new),
            new Kind<>(StepSpec.Work.class, WorkStep::describe, WorkStep::new),
            new Kind<>(StepSpec.LowerTimeout.class, TimeoutStep::describe, TimeoutStep::of),
            new Kind<>(StepSpec.Reboot.class, RebootStep::describe, RebootStep::new),
            new Kind<>(StepSpec.StartServer.class, StartServerStep::describe, StartServerStep::new),
            new Kind<>(StepSpec.RestoreTimeout.class, TimeoutStep::describe, TimeoutStep::of),
            new Kind<>(StepSpec.RestartServices.class, RestartServicesStep::describe, RestartServicesStep::new),
            new Kind<>(StepSpec.Curable.class, CurableStep::describe, CurableStep::new),
            new Kind<>(StepSpec.StartDatabase.class, StartDatabaseStep::describe, StartDatabaseStep::new),
            new Kind<>(StepSpec.KeepStopped.class, KeepStoppedStep::describe, KeepStoppedStep::new),
            new Kind<>(StepSpec.ResetTerm.class, ResetTermStep::describe, ResetTermStep::of),
            new Kind<>(StepSpec.ResetServer.class, ResetServerStep::describe, ResetServerStep::new),
            new Kind<>(StepSpec.PlanAgain.class, PlanAgainStep::describe, PlanAgainStep::new),
            new Kind<>(StepSpec.Calm.class, CalmStep::describe, CalmStep::of),
            new Kind<>(StepSpec.LeaderAgain.class, LeaderAgainStep::describe, LeaderAgainStep::new),
            new Kind<>(StepSpec.PlaceVip.class, PlaceVipStep::describe, PlaceVipStep::new),
            new Kind<>(StepSpec.ServiceRole.class, ServiceRoleStep::describe, ServiceRoleStep::new),
            new Kind<>(StepSpec.ServerDel.class, ServerDelStep::describe, ServerDelStep::new));

    private final RunContext context;

    /**
     * @param site the hosts
     * @param run the run's name
     * @param done the steps that this run has proved before it was interrupted, by their ids
     * @param vip who has the virtual address meanwhile
     * @param writes whether writes pass meanwhile
     */
    public StepWorkers(Site site, String run, Set<String> done, VipWatch vip, WriteWatch writes) {
        Set<String> proved = ConcurrentHashMap.newKeySet();
        proved.addAll(done);
        String kept = RunContext.KEPT.replace("RUN", run);
        String keptDatabase = "oneha_kept_" + run.replace('-', '_');
        this.context = new RunContext(
                site,
                kept,
                keptDatabase,
                proved,
                new ConcurrentHashMap<>(),
                vip,
                writes,
                new LeaderChange(site.clock()));
    }

    /** The change of leader that the run makes. */
    public LeaderChange change() {
        return context.change();
    }

    /** A step was proved: what is carried out by another plan from here on need not do it again. */
    public void proved(Step step) {
        context.proved().add(step.id());
    }

    @Override
    public Worker apply(Step step) {
        return worker(context, step.spec());
    }

    static Worker worker(RunContext context, StepSpec spec) {
        return kind(spec).made(context, spec);
    }

    /** The text of a step in a plan for an inventory. */
    public static Step.Text describe(StepSpec spec, Inventory inventory) {
        return description(spec, inventory).text();
    }

    static Description description(StepSpec spec, Inventory inventory) {
        return kind(spec).described(spec, inventory);
    }

    private static Kind<?> kind(StepSpec spec) {
        return KINDS.stream()
                .filter(kind -> kind.type() == spec.getClass())
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nobody carries out " + spec));
    }
}
