package io.oneha.cli;

import io.oneha.cli.apply.ApplyRequest;
import io.oneha.cli.apply.ApplyRun;
import io.oneha.plan.Intent;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code oneha force-ha}. */
@Command(name = "force-ha", description = "Make the one front-end HA-ready, so that others can join it; nothing else.")
public final class ForceHaCommand implements Callable<Integer> {
    @ParentCommand
    OnehaCommand top;

    @Spec
    CommandSpec spec;

    @Mixin
    ChangeOptions change;

    @Option(
            names = "--adopt",
            description = "Take a front-end that runs without HA into it, with the outage that this costs.")
    boolean adopt;

    @Override
    public Integer call() {
        ApplyRequest request = new ApplyRequest(
                Intent.FORCE_HA, adopt, change.yes, Optional.empty(), Optional.empty(), change.isJson());
        return new ApplyRun(top.session(spec), request, top.versionText()).run();
    }
}
