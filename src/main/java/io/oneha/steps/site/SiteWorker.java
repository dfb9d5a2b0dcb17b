package io.oneha.steps.site;

import io.oneha.plan.StepSpec;

/** Carries out one step on the hosts of a site. */
public interface SiteWorker extends Worker {
    /** What it has in common with the run's other steps. */
    RunContext context();

    /** What is to be done. */
    StepSpec spec();

    /** The host that it is done on, as root. */
    default RootShell here() {
        return context().shell(spec().host());
    }

    /** The leader's host, as root. */
    default RootShell leader() {
        return context().shell(spec().leader());
    }

    /** The leader's oned. */
    default Oned leadersOned() {
        return context().site().oned(spec().leader());
    }

    /** A configuration file of the host. */
    default ConfFile conf(String path) {
        return new ConfFile(here(), path);
    }
}
