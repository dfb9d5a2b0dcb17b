package io.oneha.steps.reboot;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.SshException;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import java.time.Duration;
import java.time.Instant;

/** A front-end rebooted: another number of its boot is the proof. */
public record RebootStep(RunContext context, StepSpec.Reboot spec) implements SiteWorker {
    /** Servers test their memory first. */
    private static final Duration MOST = Duration.ofMinutes(10);

    private static final Duration LOOK = Duration.ofSeconds(20);
    private static final Duration NEEDED = Duration.ofSeconds(75);

    public static Description describe(StepSpec.Reboot spec, Inventory inventory) {
        Description description = Description.interrupts(
                        spec, "Reboot " + spec.host() + (spec.onlyIfNeeded() ? " if its packages ask for it" : ""))
                .expects("oned is stopped there");
        if (spec.onlyIfNeeded()) {
            description.looks(
                    "see whether /run/reboot-required, needs-restarting -r or zypper needs-rebooting ask for it");
        }
        return description
                .sends(spec.host(), Script.of("reboot/reboot", "reboot"))
                .proves("its boot_id is another, within " + MOST.toMinutes() + " minutes", "");
    }

    @Override
    public boolean holds(Progress progress) {
        if (here().asks(script("rebooted"), LOOK)) {
            return true;
        }
        boolean spared = spec.onlyIfNeeded() && !here().asks(script("needed"), NEEDED);
        if (spared) {
            progress.line("nothing on " + spec.host() + " asks for a reboot");
        }
        return spared;
    }

    @Override
    public void run(Progress progress) {
        Instant begun = context.site().clock().instant();
        here().runs(script("reboot"), LOOK);
        progress.line(spec.host() + " reboots");
        BoundedWait.until(
                MOST,
                spec.host() + " to be back",
                progress,
                this::isBack,
                () -> new StepException(
                        StepException.Cause.OUT_OF_REACH,
                        spec.host() + " is not back " + MOST.toMinutes() + " minutes after its reboot",
                        "look at its console; when it is back, resume the run"));
        progress.measured(
                spec.host() + " was away for",
                Duration.between(begun, context.site().clock().instant()));
    }

    private boolean isBack() {
        try {
            return here().asks(script("rebooted"), LOOK);
        } catch (SshException e) {
            // It is away, as it is to be.
            return false;
        }
    }

    @Override
    public void prove(Progress progress) {
        // Waited for above.
    }

    private Script script(String verb) {
        return Script.of("reboot/reboot", verb).with("boot", context.kept() + "/boot");
    }
}
