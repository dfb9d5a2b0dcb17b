package io.oneha.cli.completion;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;

/** The shells that are completed for. */
public enum CompletionShell {
    BASH("oneha.bash") {
        @Override
        public String script(CommandSpec root) {
            return AutoComplete.bash(root.name(), CommandModel.sorted(root).commandLine());
        }
    },
    ZSH("_oneha") {
        @Override
        public String script(CommandSpec root) {
            return new ZshScript(root).text();
        }
    },
    FISH("oneha.fish") {
        @Override
        public String script(CommandSpec root) {
            return new FishScript(root).text();
        }
    };

    private final String fileName;

    CompletionShell(String fileName) {
        this.fileName = fileName;
    }

    /** The completion script for a program. */
    public abstract String script(CommandSpec root);

    /** The name under which the shell looks for the script. */
    public String fileName() {
        return fileName;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
