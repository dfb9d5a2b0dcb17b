package io.oneha.cli;

import io.oneha.cli.config.Settings;
import io.oneha.cli.look.Poller;
import io.oneha.cli.look.ZoneLook;
import io.oneha.cli.session.CommandException;
import io.oneha.cli.session.ExitCode;
import io.oneha.cli.session.Session;
import io.oneha.tui.Dashboard;
import io.oneha.tui.DashboardOptions;
import io.oneha.tui.ExtraCommand;
import java.util.List;

/** Opens the dashboard. */
final class DashboardRun {
    private final Session session;

    DashboardRun(Session session) {
        this.session = session;
        if (!session.surroundings().outIsTerminal()) {
            throw new CommandException(
                    ExitCode.USAGE,
                    "the dashboard needs a terminal; 'oneha status' prints the same once, or with -w again and again");
        }
    }

    /** On what the settings name. */
    int run() {
        Settings settings = session.settingsWithTarget();
        try (ZoneLook look = ZoneLook.open(session.quietOnTerminal(), settings)) {
            return show(look, settings, List.of());
        }
    }

    /** On a look, until the user leaves it. */
    int show(ZoneLook look, Settings settings, List<ExtraCommand> commands) {
        boolean ascii = settings.ascii() || !session.surroundings().isUtf8();
        DashboardOptions options =
                new DashboardOptions(look.target().label(), !settings.noColor(), ascii, settings.readOnly());
        try (Poller poller = new Poller(look::snapshot, settings.interval(), look.timeline())) {
            return Dashboard.run(poller, options, commands);
        }
    }
}
