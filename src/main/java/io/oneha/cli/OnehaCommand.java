package io.oneha.cli;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;

/** The program's top command. */
@TopCommand
@Command(name = "oneha", mixinStandardHelpOptions = true, version = "oneha 0.1.0", subcommands = SshCheckCommand.class)
public final class OnehaCommand implements Runnable {
    @Override
    public void run() {
        System.out.println("oneha");
    }
}
