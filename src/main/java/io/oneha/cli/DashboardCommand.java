package io.oneha.cli;

import io.oneha.app.session.Session;
import io.oneha.app.settings.ConfigKey;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code oneha top}. */
@Command(name = "top", description = "The dashboard; what 'oneha' alone opens on a terminal.")
public final class DashboardCommand extends Subcommand {
    @Option(names = "--interval", paramLabel = "SECONDS", description = "How often to look; every second by default.")
    Duration interval;

    @Override
    public Integer call() {
        Session session = session();
        if (interval != null) {
            session.given().put(ConfigKey.INTERVAL, interval.toMillis() + "ms");
        }
        return new DashboardRun(session, top.version()).run();
    }
}
