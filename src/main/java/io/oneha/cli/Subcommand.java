package io.oneha.cli;

import io.oneha.app.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What every command below {@code oneha} has: the one above it, with the options of every command, and its own description. */
abstract class Subcommand implements Callable<Integer> {
    @ParentCommand
    OnehaCommand top;

    @Spec
    CommandSpec spec;

    Session session() {
        return top.session(spec);
    }
}
