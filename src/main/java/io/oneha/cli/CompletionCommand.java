package io.oneha.cli;

import io.oneha.app.session.ExitCode;
import io.oneha.cli.completion.CompletionShell;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code oneha completion SHELL}. */
@Command(
        name = "completion",
        description = "Print the completion script of a shell.",
        footer = {
            "",
            "  source <(oneha completion bash)                                      in ~/.bashrc",
            "  oneha completion zsh > ~/.zsh/_oneha                                 a folder of $fpath",
            "  oneha completion fish > ~/.config/fish/completions/oneha.fish"
        })
public final class CompletionCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    CompletionShell shell;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(shell.script(spec.root()));
        return ExitCode.OK.number();
    }
}
