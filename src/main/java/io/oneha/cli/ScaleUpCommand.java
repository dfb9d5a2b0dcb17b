package io.oneha.cli;

import io.oneha.cli.apply.ApplyRequest;
import io.oneha.cli.apply.ApplyRun;
import io.oneha.plan.Intent;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code oneha scale-up}. */
@Command(
        name = "scale-up",
        description = "Let the inventory's other front-ends join the zone, one after another; nothing else.")
public final class ScaleUpCommand implements Callable<Integer> {
    @ParentCommand
    OnehaCommand top;

    @Spec
    CommandSpec spec;

    @Mixin
    ChangeOptions change;

    @Override
    public Integer call() {
        ApplyRequest request = new ApplyRequest(
                Intent.SCALE_UP, false, change.yes, Optional.empty(), Optional.empty(), change.isJson());
        return new ApplyRun(top.session(spec), request, top.versionText()).run();
    }
}
