package io.oneha.cli.completion;

import java.util.Locale;
import java.util.function.Function;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** The shells that are completed for. */
public enum CompletionShell {
    BASH(root -> AutoComplete.bash(root.name(), CommandModel.sorted(root).commandLine())),
    ZSH(root -> new ZshScript(root).text()),
    FISH(root -> new FishScript(root).text());

    private final Function<CommandSpec, String> script;

    CompletionShell(Function<CommandSpec, String> script) {
        this.script = script;
    }

    /** The completion script for a program. */
    public String script(CommandSpec root) {
        return script.apply(root);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
