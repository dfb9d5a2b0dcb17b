package io.oneha.steps.calm;

import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.Vip;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.Levels;
import io.oneha.steps.site.Oned;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Nothing stands against stopping a server: every other has what is committed, {@code vip.sh} has come to its end on all of them, and the
 * leader alone has the virtual address. Source: vip.sh of OpenNebula, which holds its lock for ten announcements of the address.
 */
public record DrainStep(RunContext context, StepSpec.Drain spec) implements SiteWorker {
    /** vip.sh takes 10 s, and 25 s on a busy machine; a server that was away catches up meanwhile. */
    private static final Duration MOST = Duration.ofSeconds(90);

    private static final Duration LOOK = Duration.ofSeconds(15);
    private static final Path OWN_MACHINE = Path.of("/etc/machine-id");

    public static Description describe(StepSpec.Drain spec, Inventory inventory) {
        return Description.reads(spec, "Check that the zone can do without " + spec.host() + " for a while")
                .expects("there is a leader")
                .looks("wait until every other server has what " + spec.leader() + " has committed")
                .looks("wait until vip.sh has come to its end, and " + spec.leader() + " alone has " + spec.vipCidr())
                .calls(
                        spec.leader(),
                        spec.write().call(),
                        "of " + spec.write().attribute() + ", unchanged, if a server waits for a write")
                .proves("all of that at once", "");
    }

    @Override
    public boolean holds(Progress progress) {
        requireUnit();
        requireOtherMachine();
        return against().isEmpty();
    }

    @Override
    public void run(Progress progress) {
        String[] seen = {""};
        BoundedWait.until(
                MOST,
                "the zone to be able to do without " + spec.host(),
                progress,
                () -> {
                    Optional<String> why = against();
                    why.filter(now -> !now.equals(seen[0])).ifPresent(now -> {
                        seen[0] = now;
                        progress.line(now);
                        context.site().oned(spec.leader()).touch(spec.write(), progress);
                    });
                    return why.isEmpty();
                },
                () -> new StepException(
                        spec.host() + " is not stopped: " + seen[0],
                        "see what `oneha check` says, then resume the run"));
    }

    @Override
    public void prove(Progress progress) {
        // It was so at once a moment ago; under load a server is an entry behind again.
    }

    private Optional<String> against() {
        return new Levels(context.site(), spec.leader())
                .against(spec.host())
                .or(this::busy)
                .or(this::address);
    }

    private Optional<String> busy() {
        return names().stream()
                .filter(name -> !context.shell(name).asks(Script.of("calm/calm", "free"), LOOK))
                .findFirst()
                .map(name -> "vip.sh is at work on " + name);
    }

    private Optional<String> address() {
        Vip vip = Vip.parse(spec.vipCidr()).orElseThrow();
        List<String> holders = names().stream()
                .filter(name ->
                        context.site().addresses(name, LOOK).stream().anyMatch(nic -> vip.isAddress(nic.address())))
                .toList();
        return holders.equals(List.of(spec.leader()))
                ? Optional.empty()
                : Optional.of(
                        holders.isEmpty()
                                ? "nobody has " + spec.vipCidr()
                                : String.join(" and ", holders) + (holders.size() == 1 ? " has " : " have ")
                                        + spec.vipCidr() + ", and " + spec.leader() + " leads");
    }

    private List<String> names() {
        return context.site().oned(spec.leader()).servers().stream()
                .flatMap(server -> Oned.frontEnd(context.site().inventory(), server).stream())
                .map(FrontEnd::name)
                .toList();
    }

    /** What something else than its unit has started is started again by that; what is disabled would stay away after a boot. */
    private void requireUnit() {
        if (!here().asks(Script.of("start/service", "running"), LOOK)) {
            throw new StepException(
                    spec.host() + ": opennebula.service does not run there",
                    "`systemctl start opennebula` there, unless somebody has stopped it on purpose; then resume the run");
        }
        if (!here().asks(Script.of("start/service", "enabled"), LOOK)) {
            throw new StepException(
                    spec.host() + ": opennebula.service does not start at boot there, so somebody may have put it away",
                    "`systemctl enable opennebula` there if it is to stay a server of the zone; then resume the run");
        }
    }

    private void requireOtherMachine() {
        if (spec.reboots() && ownMachine().filter(own -> own.equals(machine())).isPresent()) {
            throw new StepException(
                    "oneha runs on " + spec.host() + " itself, and does not reboot the machine that it runs on",
                    "run it from another machine, or restart this front-end without --reboot");
        }
    }

    private String machine() {
        return here().runs(Script.of("calm/calm", "machine"), LOOK).strip();
    }

    private static Optional<String> ownMachine() {
        try {
            return Optional.of(Files.readString(OWN_MACHINE).strip()).filter(id -> !id.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
