package io.oneha.steps.vip;

import io.oneha.health.VipHook;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.Vip;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Hook;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The virtual address put where it belongs, by the host's own raft hook: it knows the interface, and starts and stops the services that
 * follow the leader. Its exit status tells nothing (OpenNebula, share/hooks/raft/vip.sh), the addresses do.
 */
public record PlaceVipStep(RunContext context, StepSpec.PlaceVip spec) implements SiteWorker {
    /** {@code leader eth0 10.0.0.100/24}, and any number of further pairs. */
    private static final Pattern WORDS = Pattern.compile(
            "(leader|follower)( [A-Za-z0-9][A-Za-z0-9_.:@-]{0,30} [0-9A-Fa-f.:]{2,45}/[0-9]{1,3}){1,16}");

    private static final Pattern PATH =
            Pattern.compile("/?[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*){0,16}");

    private static final Script RUN = Script.of("vip/hook", "run");
    private static final Duration HOOK = Duration.ofSeconds(70);
    private static final Duration LOOK = Duration.ofSeconds(15);
    /** vip.sh waits for its lock, which it holds for ten announcements of the address. */
    private static final Duration MOVES = Duration.ofSeconds(60);

    public static Description describe(StepSpec.PlaceVip spec, Inventory inventory) {
        boolean leads = leads(spec);
        return Description.interrupts(
                        spec,
                        leads ? "Bring " + spec.vipCidr() + " up" : "Take " + spec.vipCidr() + " off " + spec.host())
                .expects(spec.host()
                        + (leads ? " leads; that is checked again" : " does not lead; that is checked again"))
                .sends(spec.host(), RUN.with("role", role(spec)))
                .proves(spec.host() + (leads ? " has the address" : " does not have the address"), "");
    }

    private static boolean leads(StepSpec.PlaceVip spec) {
        return spec.host().equals(spec.leader());
    }

    private static String role(StepSpec.PlaceVip spec) {
        return leads(spec) ? "leader" : "follower";
    }

    @Override
    public boolean holds(Progress progress) {
        Vip vip = Vip.parse(spec.vipCidr()).orElseThrow();
        boolean has =
                context.site().addresses(spec.host(), LOOK).stream().anyMatch(nic -> vip.isAddress(nic.address()));
        return has == leads(spec);
    }

    @Override
    public void run(Progress progress) {
        Hook hook = hook();
        requireRole();
        String said = here().runs(
                        RUN.with("role", role(spec))
                                .with("command", hook.command())
                                .with("arguments", hook.arguments()),
                        HOOK)
                .strip();
        if (!said.isEmpty()) {
            progress.line("the hook says: " + said);
        }
        BoundedWait.until(MOVES, spec.vipCidr() + " to be where it belongs", progress, () -> holds(progress), () -> {
            requireRole();
            return new StepException(
                    spec.host() + (leads(spec) ? " does not have " : " still has ") + spec.vipCidr()
                            + ", although its raft hook was run",
                    "may oneadmin use `ip` by sudo there? `sudo -l -U oneadmin` says so");
        });
    }

    /** Asked after the address: vip.sh may have waited for its lock until somebody else led. */
    @Override
    public void prove(Progress progress) {
        SiteWorker.super.prove(progress);
        requireRole();
    }

    private void requireRole() {
        boolean leadsNow = context.site().oned(spec.host()).is(ServerState.LEADER);
        if (leadsNow != leads(spec)) {
            throw StepException.leaderLost(spec.host() + (leadsNow ? " leads now" : " does not lead any more"));
        }
    }

    /** The hook for its role, as far as it is one that moves this address. */
    private Hook hook() {
        Optional<Hook> found = context.facts(spec.host())
                .oned()
                .flatMap(leads(spec) ? HostFacts.OnedConf::leaderHook : HostFacts.OnedConf::followerHook);
        String name = leads(spec) ? "RAFT_LEADER_HOOK" : "RAFT_FOLLOWER_HOOK";
        Hook hook = found.map(there -> new Hook(
                        there.command().strip(),
                        String.join(" ", there.arguments().strip().split("\\s+"))))
                .orElseThrow(() -> new StepException(
                        spec.host() + ": its oned.conf has no " + name, "`oneha check` says what it has to be"));
        if (!PATH.matcher(hook.command()).matches()
                || !WORDS.matcher(hook.arguments()).matches()
                || !hook.arguments().startsWith(role(spec) + " ")) {
            throw new StepException(
                    spec.host() + ": " + name + " of its oned.conf is not one that oneha runs",
                    "it runs a path with the words " + role(spec) + " INTERFACE ADDRESS/PREFIX, such as raft/vip.sh");
        }
        if (!VipHook.of(hook).has(Vip.parse(spec.vipCidr()).orElseThrow())) {
            throw new StepException(
                    spec.host() + ": " + name + " of its oned.conf has another address than " + spec.vipCidr(),
                    "correct it there, or one_vip in the inventory");
        }
        return hook;
    }
}
