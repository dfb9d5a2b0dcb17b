package io.oneha.plan;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What a run has done before it is planned again.
 *
 * @param hosts the front-ends that it has begun to work on and not finished: what is found of them is its own doing
 * @param begun the ids of the steps that it has begun, the proved ones among them
 * @param proved the ids of those that were proved, or that held
 */
public record EarlierSteps(Set<String> hosts, Set<String> begun, Set<String> proved) {
    /** Of a plan that is made for the first time. */
    public static final EarlierSteps NONE = new EarlierSteps(Set.of(), Set.of(), Set.of());

    public EarlierSteps {
        hosts = Set.copyOf(hosts);
        begun = Set.copyOf(begun);
        proved = Set.copyOf(proved);
    }

    /** The same, where only the front-ends are known. */
    public static EarlierSteps on(Set<String> hosts) {
        return new EarlierSteps(hosts, Set.of(), Set.of());
    }

    /** Whether a step was begun, and perhaps proved. */
    public boolean hasBegun(StepSpec step) {
        return begun.contains(step.id());
    }

    /** Whether a step was proved. */
    public boolean hasProved(StepSpec step) {
        return proved.contains(step.id());
    }

    /** The same after another step was begun. */
    public EarlierSteps begins(StepSpec step) {
        Set<String> on = new LinkedHashSet<>(hosts);
        on.add(step.host());
        return new EarlierSteps(on, begun, proved).and(Set.of(), step.id());
    }

    /** The same after another step was proved. */
    public EarlierSteps proves(StepSpec step) {
        return and(Set.of(step.id()), step.id());
    }

    /** The same after more steps were proved, and another was begun. */
    public EarlierSteps and(Collection<String> more, String another) {
        Set<String> allProved = new LinkedHashSet<>(proved);
        allProved.addAll(more);
        Set<String> allBegun = new LinkedHashSet<>(begun);
        allBegun.addAll(allProved);
        allBegun.add(another);
        return new EarlierSteps(hosts, allBegun, allProved);
    }
}
