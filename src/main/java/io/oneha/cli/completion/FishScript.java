package io.oneha.cli.completion;

import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The fish completions. */
final class FishScript {
    private final CommandSpec root;

    FishScript(CommandSpec root) {
        this.root = root;
    }

    String text() {
        StringBuilder script = new StringBuilder(line("", "-f"));
        Map<String, CommandSpec> commands = Model.commands(root);
        commands.forEach((command, spec) -> script.append(
                line("__fish_use_subcommand", "-a " + command + " -d " + quoted(Model.description(spec)))));
        Model.everywhere(root).forEach(option -> script.append(line("", option(option))));
        Model.own(root).forEach(option -> script.append(line("__fish_use_subcommand", option(option))));
        commands.forEach((command, spec) -> {
            String condition = "__fish_seen_subcommand_from " + command;
            Model.own(spec).forEach(option -> script.append(line(condition, option(option))));
            List<String> values = Model.arguments(spec);
            if (!values.isEmpty()) {
                script.append(line(condition, "-a " + quoted(String.join(" ", values))));
            }
        });
        return script.toString();
    }

    private String line(String condition, String rest) {
        return "complete -c " + root.name() + (condition.isEmpty() ? " " : " -n " + quoted(condition) + " ") + rest
                + "\n";
    }

    private static String option(OptionSpec option) {
        StringBuilder text = new StringBuilder();
        for (String name : option.names()) {
            text.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                    .append(' ');
        }
        List<String> candidates = Model.candidates(option);
        if (Model.takesFile(option)) {
            text.append("-r -F ");
        } else if (!candidates.isEmpty()) {
            text.append("-x -a ").append(quoted(String.join(" ", candidates))).append(' ');
        } else if (Model.takesValue(option) && option.arity().min() > 0) {
            text.append("-x ");
        }
        return text.append("-d ").append(quoted(Model.description(option))).toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
