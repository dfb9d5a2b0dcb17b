package io.oneha.cli;

import static io.oneha.cli.output.Document.map;

import io.oneha.app.look.LookOutcome;
import io.oneha.app.look.Report;
import io.oneha.app.look.ZoneLook;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.app.settings.Folders;
import io.oneha.base.Text;
import io.oneha.cli.bundle.BundleFile;
import io.oneha.cli.bundle.Redaction;
import io.oneha.cli.output.CheckTable;
import io.oneha.cli.output.Document;
import io.oneha.cli.output.NewFile;
import io.oneha.cli.output.RunsDocument;
import io.oneha.cli.output.TextColours;
import io.oneha.health.ZoneEvent;
import io.oneha.inventory.Inventory;
import io.oneha.observe.host.PeerProbing;
import io.oneha.run.journal.JournalException;
import io.oneha.run.journal.RunRecord;
import io.oneha.run.journal.Runs;
import io.oneha.zone.Credentials;
import io.oneha.zone.CredentialsException;
import io.oneha.zone.CredentialsFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code oneha bundle}. */
@Command(
        name = "bundle",
        description = {
            "Write what is known of the zone to a zip archive without secrets, for whoever helps.",
            "It has the status, the findings, what the hosts tell, the events of the last days and the last runs, and it is"
                    + " written also when servers and hosts are dead."
        })
public final class BundleCommand extends Subcommand {
    private static final int MOST_RUNS = 20;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "The archive to write, which must not be there yet; oneha-bundle-TIME.zip by default.")
    Path file;

    /** What a look gave: what it saw, or why there was none. */
    private record Looked(Optional<Report> report, List<ZoneEvent> events, List<String> secrets, String failure) {}

    @Override
    public Integer call() {
        Session session = session();
        Instant now = session.surroundings().clock().instant();
        String name = "oneha-bundle-" + TIME.format(now);
        Path path = file == null ? Path.of(name + ".zip") : file;
        try (NewFile archive = NewFile.made(path, "the archive")) {
            Looked looked = looked(session);
            BundleFile bundle = new BundleFile(Redaction.of(looked.secrets()), name, now);
            looked.report().ifPresent(report -> add(bundle, report));
            if (!looked.failure().isEmpty()) {
                bundle.leavesOut("a whole look at the zone", looked.failure());
            }
            addEvents(bundle, looked.events());
            addRuns(bundle, session);
            archive.writes(bundle.ended(map("oneha", top.version(), "schema", 1)), "");
            tell(session, path, looked.failure());
        }
        return ExitCode.OK.number();
    }

    private static void tell(Session session, Path path, String failure) {
        session.out()
                .print(path + (failure.isEmpty() ? "" : ", without a whole look at the zone: " + failure)
                        + "\nRead it before you send it: names and addresses are in it, passwords and keys are not.\n");
        session.out().flush();
    }

    private static Looked looked(Session session) {
        List<String> secrets =
                new ArrayList<>(credentials(session.surroundings().environment()));
        try (ZoneLook look = ZoneLook.open(session, session.settingsWithTarget(), PeerProbing.NEVER)) {
            secrets.addAll(look.target().inventory().map(Inventory::secrets).orElse(List.of()));
            Report report = look.now();
            return new Looked(
                    Optional.of(report),
                    look.events().past(),
                    secrets,
                    LookOutcome.of(report).silence().orElse(""));
        } catch (CommandException e) {
            if (Set.of(ExitCode.USAGE, ExitCode.INPUT).contains(e.exitCode())) {
                throw e;
            }
            return new Looked(Optional.empty(), List.of(), secrets, Text.clean(e.getMessage()));
        }
    }

    private static List<String> credentials(Map<String, String> environment) {
        try {
            return CredentialsFile.find(environment, Path.of(environment.getOrDefault("HOME", "/")))
                    .map(Credentials::session)
                    .map(session -> List.of(session, session.substring(session.indexOf(':') + 1)))
                    .orElse(List.of());
        } catch (CredentialsException e) {
            return List.of();
        }
    }

    private static void add(BundleFile bundle, Report report) {
        bundle.add("status.json", Document.of(report));
        StringWriter text = new StringWriter();
        try (PrintWriter out = new PrintWriter(text)) {
            new CheckTable(TextColours.where(false)).print(report, out);
        }
        bundle.add("check.txt", text.toString());
    }

    private static void addEvents(BundleFile bundle, List<ZoneEvent> events) {
        bundle.add(
                "events.txt",
                events.stream()
                        .map(event -> event.at() + " " + event.kind() + " " + Text.clean(event.subject()) + " "
                                + Text.clean(event.text()) + "\n")
                        .collect(Collectors.joining()));
    }

    private static void addRuns(BundleFile bundle, Session session) {
        Optional<Path> state = Folders.state(session.surroundings().environment());
        if (state.isEmpty()) {
            return;
        }
        Runs runs = new Runs(state.get(), session.surroundings().clock(), line -> bundle.leavesOut("a run", line));
        try {
            List<RunRecord> all = runs.list();
            if (all.size() > MOST_RUNS) {
                bundle.leavesOut("runs", "the oldest " + (all.size() - MOST_RUNS) + " of " + all.size());
            }
            all.stream()
                    .limit(MOST_RUNS)
                    .forEach(run -> bundle.add("runs/" + run.run() + ".json", RunsDocument.of(run)));
        } catch (JournalException e) {
            bundle.leavesOut("runs", Text.clean(e.getMessage()));
        }
    }
}
