package io.oneha.cli;

import io.oneha.app.session.ExitCode;
import io.oneha.cli.completion.CompletionShell;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

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
public final class CompletionCommand extends Subcommand {
    @Parameters(paramLabel = "SHELL", description = "One of ${COMPLETION-CANDIDATES}.")
    CompletionShell shell;

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(shell.script(spec.root()));
        return ExitCode.OK.number();
    }
}
