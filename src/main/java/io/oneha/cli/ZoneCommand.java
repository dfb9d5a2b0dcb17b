package io.oneha.cli;

import io.oneha.app.session.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A command that works with the options of every command. */
abstract class ZoneCommand implements Callable<Integer> {
    @ParentCommand
    OnehaCommand top;

    @Spec
    CommandSpec spec;

    Session session() {
        return top.session(spec);
    }
}
