package io.oneha.cli;

import io.oneha.cli.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code oneha top}. */
@Command(name = "top", description = "The dashboard; what 'oneha' alone opens on a terminal.")
public final class DashboardCommand implements Callable<Integer> {
    @ParentCommand
    OnehaCommand top;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Session session = top.session(spec);
        return new DashboardRun(session).run();
    }
}
