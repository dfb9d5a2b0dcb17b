package io.oneha.cli.completion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ScopeType;

/** The command model as generators see it: without what is hidden. */
final class CommandModel {
    private CommandModel() {}

    /**
     * A copy whose options are sorted and in which nothing is hidden or inherited. The JDK promises no order of a class's
     * members, and a native image has another one, but a generated script must not depend on that.
     */
    static CommandSpec sorted(CommandSpec root) {
        CommandSpec copy = copy(root, root);
        commands(root).forEach((name, command) -> copy.addSubcommand(name, new CommandLine(copy(command, root))));
        return new CommandLine(copy).getCommandSpec();
    }

    private static CommandSpec copy(CommandSpec command, CommandSpec root) {
        CommandSpec copy = CommandSpec.create().name(command.name());
        List<OptionSpec> options = new ArrayList<>(everywhere(root));
        options.addAll(own(command));
        for (OptionSpec option : options) {
            // A flag that may be repeated has a list for its type, by which picocli's script takes it for one with a
            // value.
            OptionSpec.Builder builder = takesValue(option)
                    ? OptionSpec.builder(option).scopeType(ScopeType.LOCAL)
                    : OptionSpec.builder(option.names()).type(boolean.class).description(option.description());
            copy.addOption(builder.build());
        }
        command.positionalParameters()
                .forEach(parameter -> copy.addPositional(
                        PositionalParamSpec.builder(parameter).build()));
        return copy;
    }

    /** The commands that help shows, by name. */
    static Map<String, CommandSpec> commands(CommandSpec root) {
        Map<String, CommandSpec> commands = new LinkedHashMap<>();
        for (Map.Entry<String, CommandLine> entry : root.subcommands().entrySet()) {
            CommandSpec spec = entry.getValue().getCommandSpec();
            if (!spec.usageMessage().hidden()) {
                commands.put(entry.getKey(), spec);
            }
        }
        return commands;
    }

    /** The options that every command has. */
    static List<OptionSpec> everywhere(CommandSpec root) {
        return root.options().stream()
                .filter(option -> option.scopeType() == ScopeType.INHERIT && !option.hidden())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .toList();
    }

    /** The options that only this command has. */
    static List<OptionSpec> own(CommandSpec command) {
        return command.options().stream()
                .filter(option -> option.scopeType() != ScopeType.INHERIT && !option.inherited() && !option.hidden())
                .sorted(Comparator.comparing(OptionSpec::longestName))
                .toList();
    }

    /** What may stand as the command's argument; empty when it is anything or nothing. */
    static List<String> arguments(CommandSpec command) {
        if (command.name().equals("help")) {
            return List.copyOf(commands(command.root()).keySet());
        }
        return command.positionalParameters().isEmpty()
                ? List.of()
                : candidates(command.positionalParameters().get(0));
    }

    /** The values that an option or argument may have; empty when it is anything. */
    static List<String> candidates(ArgSpec arg) {
        List<String> candidates = new ArrayList<>();
        if (arg.completionCandidates() != null) {
            arg.completionCandidates().forEach(candidates::add);
        }
        return candidates;
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    /** Its description as one sentence without the full stop. */
    static String description(ArgSpec arg) {
        return sentence(String.join(" ", arg.description()));
    }

    /** Its description as one sentence without the full stop. */
    static String description(CommandSpec command) {
        return sentence(String.join(" ", command.usageMessage().description()));
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    }
}
