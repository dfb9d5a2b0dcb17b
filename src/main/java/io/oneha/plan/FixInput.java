package io.oneha.plan;

import io.oneha.health.Finding;
import io.oneha.observe.ServerView;
import io.oneha.plan.Decision.NothingToDo;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.PlanInput.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the plan for a finding is made from.
 *
 * @param seen the zone
 * @param earlier what the run has done before, by which the finding may have passed while the rest of its plan is still to be done
 * @param key what is to be mended
 * @param finding the same as it is found now; empty where it is not any more
 * @param settled what the run was confirmed for beyond the finding: words of {@link ChangeRequest}
 */
record FixInput(PlanInput seen, EarlierSteps earlier, Finding.Key key, Optional<Finding> finding, Set<String> settled) {
    /** Whether the run was confirmed to copy a database. */
    boolean restores() {
        return settled.contains(ChangeRequest.RESTORE);
    }

    /** Whether the run has begun to stop this server so that the others can elect; a leader that they have by now changes nothing about it. */
    boolean hasIsolated(String host) {
        return settled.contains(ChangeRequest.ISOLATE) && hasBegun(host, "stop-server");
    }

    /** Whether the run was confirmed to start a database. */
    boolean startsDatabase() {
        return settled.contains(ChangeRequest.DATABASE);
    }

    /** The server that it is about, a front-end of the inventory; empty where there is none. */
    Optional<Host> host() {
        return host(key.subject());
    }

    Optional<Host> host(String name) {
        return seen.hosts().stream().filter(host -> host.name().equals(name)).findFirst();
    }

    /** Who leads, a front-end of the inventory; empty where nobody does, or it cannot be seen. */
    Optional<Host> leader() {
        return seen.leader();
    }

    /** Its name; empty where there is none: a step then works with whoever leads by then. */
    String leaderName() {
        return leader().map(Host::name).orElse("");
    }

    String vip() {
        return Planner.vip(seen).cidr();
    }

    /** How many servers of the pool answer, without one. */
    boolean hasMajorityWithout(String name) {
        List<ServerView> pool = seen.snapshot().pool();
        long others = pool.stream()
                .filter(view -> !view.name().equals(name) && view.answers())
                .count();
        return others > pool.size() / 2;
    }

    /** Whether the run has begun a step of this kind on a host. */
    boolean hasBegun(String host, String word) {
        return earlier.begun().contains(host + "." + word);
    }

    /**
     * These steps, but for those that the run has proved. That a server was started is looked at again before more is done to it: its
     * oned may have died since, and then it is started and waited for once more.
     */
    Decision plan(List<StepSpec> all, List<String> notices) {
        List<StepSpec> open = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            StepSpec spec = all.get(i);
            StepSpec start = new StepSpec.StartServer(spec.host());
            boolean started = earlier.hasProved(start);
            int at = all.indexOf(start);
            // Its database may have died with it, and its term run ahead since.
            boolean undone = started
                    && at >= 0
                    && hasStopped(spec.host())
                    && (i >= at || spec instanceof StepSpec.StartDatabase || spec instanceof StepSpec.ResetTerm);
            if (earlier.hasProved(spec) && !undone) {
                continue;
            }
            if (started && at >= 0 && at < i && !open.contains(start)) {
                open.add(start);
            }
            open.add(spec);
        }
        if (open.isEmpty()) {
            return new NothingToDo(what() + " is mended", List.of());
        }
        return planned(open.stream().map(spec -> seen.step(spec, false)).toList(), notices);
    }

    private boolean hasStopped(String name) {
        return host(name).filter(Host::isStopped).isPresent();
    }

    private Plan planned(List<Step> steps, List<String> notices) {
        String word = key.subject().equals(Finding.ZONE) ? seen.zoneName() : key.subject();
        return new Plan(
                Intent.FIX,
                seen.zoneName(),
                leaderName(),
                steps,
                notices,
                List.of(new Plan.Consent("the plan for " + what() + " is carried out", word)),
                PlanFingerprint.of(seen, steps),
                Optional.of(key));
    }

    /** The plan of another request, which mends this finding. */
    Decision as(Decision other) {
        return other instanceof Plan plan ? planned(plan.steps(), plan.notices()) : other;
    }

    /**
     * There is no plan for it as things are.
     *
     * @param instead what the operator does
     */
    Refusal refused(String instead) {
        return new Refusal(key.code(), finding.map(Finding::sentence).orElseGet(this::what), instead);
    }

    /** The same, with what its finding says. */
    Refusal refused() {
        return refused(finding.map(Finding::remedy).orElse(""));
    }

    private String what() {
        return key.code() + (key.subject().equals(Finding.ZONE) ? "" : " of " + key.subject());
    }
}
