package io.oneha.cli;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.demo.Demo;
import io.oneha.demo.DemoOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code oneha demo}. */
@Command(
        name = "demo",
        description = "A simulated zone inside this process, and the dashboard on it.",
        footer = {"", "With --serve, each line of standard input is a fault, such as 'kill n1a1'; 'help' names them."})
public final class DemoCommand extends Subcommand {
    @Option(
            names = "--serve",
            description = "No dashboard: print the zone's endpoints and inventory and serve it until Ctrl-C.")
    boolean serve;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "First server's port, the others follow; any free ones by default.")
    int port;

    @Option(
            names = "--frontends",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many front-ends, 1 to 7; ${DEFAULT-VALUE} by default.")
    int frontEnds;

    @Option(names = "--solo", description = "One front-end, which runs without HA, to be taken into it.")
    boolean solo;

    @Option(
            names = "--seed",
            paramLabel = "NUMBER",
            defaultValue = "1",
            description = "Seed of all chance in the zone.")
    long seed;

    @Override
    public Integer call() {
        Session session = session();
        DemoOptions options = options();
        if (serve) {
            // Nobody reaches its hosts from outside, so that nothing can be installed on spare ones.
            try (Demo demo = start(options)) {
                return new DemoServing(session, demo).run();
            }
        }
        DashboardRun dashboard = new DashboardRun(
                session, top.version(), "'oneha demo --serve' serves the zone to other programs without one");
        try (Demo demo = start(options.growing())) {
            return new DemoDashboard(session, demo, top.version()).run(dashboard);
        }
    }

    private DemoOptions options() {
        try {
            boolean one = solo && !spec.commandLine().getParseResult().hasMatchedOption("--frontends");
            DemoOptions options = new DemoOptions(one ? 1 : frontEnds, seed, port, true);
            return solo ? options.withoutHa() : options;
        } catch (IllegalArgumentException e) {
            throw new CommandException(ExitCode.USAGE, e.getMessage());
        }
    }

    private static Demo start(DemoOptions options) {
        try {
            return Demo.start(options);
        } catch (IllegalStateException e) {
            throw new CommandException(ExitCode.CRITICAL, e.getMessage());
        }
    }
}
