package io.oneha.cli;

import io.oneha.plan.ChangeRequest;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code oneha fix}. */
@Command(
        name = "fix",
        description =
                "Show the plan for what `oneha check` finds, and carry it out; without a name, for the worst that has one.")
public final class FixCommand extends ChangeCommand {
    @Parameters(
            arity = "0..1",
            paramLabel = "FINDING|SERVER",
            description = "The code of a finding, such as SERVER_UNREACHABLE, or a server's name.")
    String subject;

    @Override
    public Integer call() {
        return apply(ChangeRequest.fix(Optional.ofNullable(subject)));
    }
}
