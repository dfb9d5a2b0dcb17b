package io.oneha.cli;

import io.oneha.app.Changes;
import io.oneha.app.change.BackgroundChanges;
import io.oneha.app.look.Poller;
import io.oneha.app.look.ZoneLook;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.app.settings.Settings;
import io.oneha.observe.Target;
import io.oneha.observe.host.PeerProbing;
import io.oneha.term.Environment;
import io.oneha.tui.Appearance;
import io.oneha.tui.Dashboard;
import io.oneha.tui.ExtraCommand;
import io.oneha.tui.model.DashboardSession;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Opens the dashboard. */
final class DashboardRun {
    private final Session session;
    private final String version;

    /** @param version oneha's, for what is written down */
    DashboardRun(Session session, String version) {
        this(session, version, "'oneha status' prints the same once, or with -w again and again");
    }

    /**
     * @param version oneha's, for what is written down
     * @param otherwise what serves without a terminal
     */
    DashboardRun(Session session, String version, String otherwise) {
        this.session = session;
        this.version = version;
        if (!session.surroundings().outIsTerminal()) {
            throw new CommandException(ExitCode.USAGE, "the dashboard needs a terminal; " + otherwise);
        }
    }

    /** On what the settings name. */
    int run() {
        Settings settings = session.settingsWithTarget();
        try (ZoneLook look = ZoneLook.open(session.quietOnTerminal(), settings, PeerProbing.REPEATED)) {
            look.connect();
            Changes changes = BackgroundChanges.of(look, session.quietOnTerminal(), version);
            return show(look, changes, settings, List.of());
        }
    }

    /** On a look, until the user leaves it; who leaves a run is told how far it came. */
    int show(ZoneLook look, Changes changes, Settings settings, List<ExtraCommand> commands) {
        Map<String, String> environment = session.surroundings().environment();
        Appearance appearance = new Appearance(
                Environment.colours(environment, settings.noColor()),
                settings.theme().or(() -> Environment.background(environment)),
                Environment.ascii(environment, settings.ascii()));
        DashboardSession shown = new DashboardSession(
                look.target().label(),
                endpoints(look.target()),
                settings.readOnly(),
                settings.interval(),
                ZoneId.systemDefault(),
                commands,
                changes.refusal(),
                changes instanceof BackgroundChanges background && background.isPassing());
        try (Poller poller = new Poller(look::snapshot, look::refresh, settings.interval(), look.events())) {
            int exitCode = Dashboard.run(poller, changes, shown, appearance);
            if (changes instanceof BackgroundChanges background) {
                background.left().ifPresent(session.narrator()::warn);
            }
            return exitCode;
        }
    }

    private static int endpoints(Target target) {
        return target.endpoints().size()
                + target.inventory()
                        .map(inventory -> inventory.frontEnds().size())
                        .orElse(0);
    }
}
