package io.oneha.cli.completion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The fish completions. */
record FishScript(CommandSpec root) {
    String text() {
        String in = "__" + root.name() + "_in";
        StringBuilder script = new StringBuilder(function(in)).append(line("", "-f"));
        Map<String, CommandSpec> commands = CommandModel.commands(root);
        commands.forEach((command, spec) ->
                script.append(line(in + " ''", "-a " + command + " -d " + quoted(CommandModel.description(spec)))));
        CommandModel.everywhere(root).forEach(option -> script.append(line("", option(option))));
        CommandModel.own(root).forEach(option -> script.append(line(in + " ''", option(option))));
        commands.forEach((command, spec) -> {
            String condition = in + " " + command;
            CommandModel.own(spec).forEach(option -> script.append(line(condition, option(option))));
            List<String> values = CommandModel.arguments(spec);
            if (!values.isEmpty()) {
                script.append(line(condition, "-a " + quoted(String.join(" ", values))));
            }
        });
        return script.toString();
    }

    /** Whether the command typed so far is the one asked for; the values of options before it are not it. */
    private String function(String name) {
        List<OptionSpec> options = new ArrayList<>(CommandModel.everywhere(root));
        options.addAll(CommandModel.own(root));
        StringBuilder specs = new StringBuilder();
        for (OptionSpec option : options) {
            String names = option.longestName().substring(2);
            if (!option.shortestName().startsWith("--")) {
                names = option.shortestName().substring(1) + "/" + names;
            }
            specs.append(' ').append(quoted(names + (CommandModel.takesValue(option) ? "=+" : "")));
        }
        return "function " + name + "\n"
                + "    set -l asked $argv[1]\n"
                + "    set -l words (commandline -opc)\n"
                + "    set -e words[1]\n"
                + "    argparse --stop-nonopt" + specs + " -- $words 2>/dev/null\n"
                + "    test \"$argv[1]\" = \"$asked\"\n"
                + "end\n";
    }

    private String line(String condition, String rest) {
        return "complete -c " + root.name() + (condition.isEmpty() ? " " : " -n \"" + condition + "\" ") + rest + "\n";
    }

    private static String option(OptionSpec option) {
        StringBuilder text = new StringBuilder();
        for (String name : option.names()) {
            text.append(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                    .append(' ');
        }
        List<String> candidates = CommandModel.candidates(option);
        if (option.type() == Path.class) {
            text.append("-r -F ");
        } else if (!candidates.isEmpty()) {
            text.append("-x -a ").append(quoted(String.join(" ", candidates))).append(' ');
        } else if (CommandModel.takesValue(option) && option.arity().min() > 0) {
            text.append("-x ");
        }
        return text.append("-d ")
                .append(quoted(CommandModel.description(option)))
                .toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
