package io.oneha.steps.work;

import io.oneha.base.Text;
import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.SshException;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A command of the operator's, run as root by systemd, so that it outlives a connection that is lost: its output is followed again by a
 * run that goes on. It ends the run where it fails, and where it brings another version of OpenNebula, whose oned does not run on this
 * database before all front-ends have it (OpenNebula, "Upgrading HA").
 */
public final class WorkStep implements SiteWorker {
    /** Upgrades that rebuild an initramfs for each kernel take long; what takes longer waits for somebody. */
    private static final Duration MOST = Duration.ofHours(2);

    /** systemd says that oned is started when that is ready. */
    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private static final Duration LOOK = Duration.ofSeconds(20);
    /** How long the host may be away while its command goes on. */
    private static final Duration AWAY = Duration.ofMinutes(5);

    private static final int LONGEST_LINE = 400;
    /** So much of what it prints is kept, in bytes, as the script has it. */
    private static final long MOST_OUTPUT = 64L << 20;

    private static final Script START = Script.of("start/service", "start");
    private static final String ENDED = "ended ";

    private final RunContext context;
    private final StepSpec.Work spec;
    private long seen;
    private String rest = "";
    private String lastLine = "";

    public WorkStep(RunContext context, StepSpec.Work spec) {
        this.context = context;
        this.spec = spec;
    }

    public static Description describe(StepSpec.Work spec, Inventory inventory) {
        return Description.interrupts(spec, "Run the command on " + spec.host())
                .expects("oned is stopped there")
                .sends(spec.host(), Script.of("work/work", "begin").with("command", spec.command()))
                .sends(spec.host(), START)
                .looks("the last only where the command fails, and OpenNebula's version is as before")
                .proves(
                        "it ends with status 0, and OpenNebula's packages have the version of the other front-ends",
                        "");
    }

    @Override
    public RunContext context() {
        return context;
    }

    @Override
    public StepSpec.Work spec() {
        return spec;
    }

    @Override
    public boolean holds(Progress progress) {
        return follow(0).equals(ENDED + 0) && otherVersion().isEmpty();
    }

    @Override
    public void run(Progress progress) {
        seen = 0;
        String state = follow(seen);
        if (!state.equals("running") && !state.equals(ENDED + 0)) {
            here().runs(
                            script("begin")
                                    .with("command", spec.command())
                                    .with("limit", String.valueOf(MOST.toSeconds()))
                                    .with("version", version(spec.host()).orElse("-")),
                            LOOK);
        }
        awaitsEnd(progress);
        otherVersion().ifPresent(why -> {
            throw new StepException(
                    why,
                    "bring all front-ends to that version as OpenNebula's page on upgrading HA has it; then"
                            + " resume the run, which starts what is stopped");
        });
    }

    private void awaitsEnd(Progress progress) {
        Instant[] answered = {now()};
        String[] state = {""};
        BoundedWait.until(
                MOST.plusMinutes(1),
                "the command to end",
                progress,
                () -> {
                    try {
                        state[0] = followed(progress);
                        answered[0] = now();
                    } catch (SshException e) {
                        if (now().isAfter(answered[0].plus(AWAY))) {
                            throw e;
                        }
                    }
                    return state[0].startsWith(ENDED) || state[0].equals("lost");
                },
                () -> new StepException(
                        spec.host() + ": the command still runs", "see what it does, then resume the run"));
        if (!state[0].equals(ENDED + 0)) {
            startsAgain(progress);
            throw new StepException(
                    spec.host() + ": the command "
                            + (state[0].equals("lost")
                                    ? "was broken off, by its limit or by a boot"
                                    : "has " + state[0].replace(ENDED, "ended with status "))
                            + (lastLine.isEmpty() ? "" : ": " + lastLine),
                    "mend what it says; then resume the run, which begins it again");
        }
    }

    /** The zone lacks this server for no longer than it must; what keeps oned from starting does not hide why the command failed. */
    private void startsAgain(Progress progress) {
        try {
            if (otherVersion().isEmpty()) {
                here().runs(START, START_LIMIT);
                progress.line("oned is started again");
            }
        } catch (StepException | SshException e) {
            progress.line("oned is not started again: " + e.getMessage());
        }
    }

    /** Its state; what it printed since the last look is told. */
    private String followed(Progress progress) {
        String answer = here().runs(script("follow").with("from", String.valueOf(seen)), LOOK);
        int end = answer.indexOf('\n');
        String printed = answer.substring(end + 1);
        long before = seen;
        seen += printed.getBytes(StandardCharsets.UTF_8).length;
        String text = rest + printed;
        int whole = text.lastIndexOf('\n');
        rest = text.substring(whole + 1);
        if (rest.length() > LONGEST_LINE) {
            rest = "";
        }
        text.substring(0, whole + 1)
                .lines()
                .map(line -> Text.clean(line, LONGEST_LINE))
                .filter(line -> !line.isBlank())
                .forEach(line -> {
                    lastLine = line;
                    progress.line(line);
                });
        if (before < MOST_OUTPUT && seen >= MOST_OUTPUT) {
            progress.line("it has printed 64 MiB, which are in " + folder() + "/output on " + spec.host()
                    + "; what it prints after that is kept nowhere");
        }
        // There is more: what it printed is told to its end first.
        return printed.isEmpty() ? answer.substring(0, Math.max(0, end)) : "running";
    }

    private String follow(long from) {
        return here().runs(script("follow").with("from", String.valueOf(from)), LOOK)
                .lines()
                .findFirst()
                .orElse("none");
    }

    private String folder() {
        return context.kept() + "/work";
    }

    private Script script(String verb) {
        String run = context.kept().substring(context.kept().lastIndexOf('/') + 1);
        return Script.of("work/work", verb).with("folder", folder()).with("unit", run + "-work");
    }

    /** Why oned must not start on what the command has installed; where the version before it is not known, others have to have it. */
    private Optional<String> otherVersion() {
        String before = here().runs(script("version"), LOOK).strip();
        String after = version(spec.host()).orElse("-");
        if (before.equals(after)) {
            return Optional.empty();
        }
        List<String> others = context.site().inventory().frontEnds().stream()
                .map(FrontEnd::name)
                .filter(name -> !name.equals(spec.host()))
                .filter(name -> !version(name).orElse("-").equals(after))
                .toList();
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(spec.host() + " has OpenNebula " + Text.clean(after) + " now, "
                        + (before.isEmpty() ? "what it had before is not known" : "it had " + Text.clean(before))
                        + ", and " + String.join(", ", others)
                        + " has another: its oned stays stopped, for servers of two"
                        + " versions must not run as one zone");
    }

    private Optional<String> version(String name) {
        return Optional.of(context.facts(name)).flatMap(HostFacts::packageVersion);
    }

    private Instant now() {
        return context.site().clock().instant();
    }
}
