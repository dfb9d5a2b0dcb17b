package io.oneha.cli;

import io.oneha.app.look.LookOutcome;
import io.oneha.app.look.Report;
import io.oneha.app.look.ZoneLook;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.app.settings.Settings;
import io.oneha.cli.output.NagiosFormat;
import io.oneha.cli.output.ReportFormat;
import io.oneha.cli.output.TextColours;
import io.oneha.inventory.InventoryException;
import io.oneha.observe.host.PeerProbing;
import io.oneha.observe.tables.TableMeasure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Looks at the zone and prints what it saw, once or again and again. */
record ReportRun(Session session, Output output) {
    /** How long servers have to be seen at one log index, and at two where their rows differ. */
    private static final Duration COUNTS = Duration.ofSeconds(10);

    /** The same where a round may take seconds: of 200,000 virtual machines three are begun. */
    private static final Duration DIGESTS = Duration.ofSeconds(20);

    /** One look; the exit code says how bad it is. */
    int once() {
        return once(ZoneLook::now);
    }

    /** The same, with a comparison of how many rows the servers' tables have. */
    int onceWithCounts() {
        return once(look -> look.nowWithTables(TableMeasure.COUNTS, COUNTS));
    }

    /** The same, with a comparison of all that is in the servers' tables. */
    int onceWithDigests() {
        return asPlugin(() -> {
            if (!ZoneLook.usesSsh(session, session.settingsWithTarget())) {
                throw new CommandException(
                        ExitCode.USAGE,
                        "--deep reads the databases of the front-ends over SSH, which is not used here: name an inventory"
                                + " by -i, and leave --no-ssh away");
            }
            return once(look -> look.nowWithTables(TableMeasure.DIGESTS, DIGESTS));
        });
    }

    private int once(Function<ZoneLook, Report> how) {
        return asPlugin(() -> {
            Settings settings = session.settingsWithTarget();
            try (ZoneLook look = ZoneLook.open(session, settings, PeerProbing.NEVER)) {
                Report report = how.apply(look);
                LookOutcome outcome = LookOutcome.of(report);
                Optional<String> silence = outcome.silence();
                if (output.isForPeople() && silence.isPresent()) {
                    throw new CommandException(outcome.exitCode(), silence.get());
                }
                output.format(TextColours.where(session.isColoured(settings))).print(report, session.out());
                session.out().flush();
                return exitCode(report, output);
            }
        });
    }

    /** A look every so often, until Ctrl-C, or until nobody reads any more. */
    int watch(Duration every) {
        return asPlugin(() -> {
            Settings settings = session.settingsWithTarget();
            try (ZoneLook look = ZoneLook.open(session, settings, PeerProbing.NEVER)) {
                ReportFormat format = output.format(TextColours.where(session.isColoured(settings)));
                WatchScreen screen = new WatchScreen(
                        session.out(),
                        output.isForPeople(),
                        session.surroundings().outIsTerminal());
                while (true) {
                    long start = System.nanoTime();
                    Report report = look.now();
                    screen.show(report, format);
                    if (session.out().checkError()) {
                        return exitCode(report, output);
                    }
                    TimeUnit.NANOSECONDS.sleep(every.toNanos() - (System.nanoTime() - start));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return ExitCode.INTERRUPTED.number();
            }
        });
    }

    /** A plugin's code is that of the word that it prints: 77 is only for who knows it. */
    static int exitCode(Report report, Output output) {
        return output.isForNagios()
                ? ExitCode.of(report.verdict().overall()).number()
                : LookOutcome.of(report).exitCode().number();
    }

    /** A plugin says on standard output why it knows nothing, and ends with 0 to 3. */
    private int asPlugin(Supplier<Integer> run) {
        if (!output.isForNagios()) {
            return run.get();
        }
        try {
            int exitCode = run.get();
            return exitCode > ExitCode.UNKNOWN.number() ? ExitCode.UNKNOWN.number() : exitCode;
        } catch (CommandException | InventoryException e) {
            session.out().println(NagiosFormat.unknown(e.getMessage()));
            session.out().flush();
            return ExitCode.UNKNOWN.number();
        }
    }
}
