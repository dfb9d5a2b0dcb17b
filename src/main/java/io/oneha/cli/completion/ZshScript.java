package io.oneha.cli.completion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The zsh completion function, by zsh's {@code _arguments} and {@code _describe}. */
final class ZshScript {
    private final CommandSpec root;
    private final String name;

    ZshScript(CommandSpec root) {
        this.root = root;
        this.name = root.name();
    }

    String text() {
        StringBuilder script = new StringBuilder("#compdef " + name + "\n\n");
        Map<String, CommandSpec> commands = CommandModel.commands(root);
        script.append("_").append(name).append("_commands() {\n    local -a commands=(\n");
        commands.forEach((command, spec) -> script.append("        ")
                .append(quoted(command + ":" + CommandModel.description(spec)))
                .append('\n'));
        script.append("    )\n    _describe command commands\n}\n\n");
        script.append("_").append(name).append("() {\n    local curcontext=$curcontext state line\n");
        script.append("    typeset -A opt_args\n");
        script.append("    local -a everywhere=(\n");
        options(CommandModel.everywhere(root))
                .forEach(option -> script.append("        ").append(option).append('\n'));
        script.append("    )\n");
        List<String> first = new ArrayList<>(options(CommandModel.own(root)));
        first.add("': :_" + name + "_commands'");
        first.add("'*:: :->rest'");
        arguments(script, "    ", first);
        script.append("    [[ $state == rest ]] || return\n    case $words[1] in\n");
        commands.forEach((command, spec) -> {
            script.append("        (").append(command).append(")\n");
            List<String> own = new ArrayList<>(options(CommandModel.own(spec)));
            List<String> values = CommandModel.arguments(spec);
            if (!values.isEmpty()) {
                own.add("':argument:(" + String.join(" ", values) + ")'");
            }
            arguments(script, "            ", own);
            script.append("            ;;\n");
        });
        script.append("    esac\n}\n\n");
        script.append("if [[ $funcstack[1] == _")
                .append(name)
                .append(" ]]; then\n    _")
                .append(name);
        script.append(" \"$@\"\nelse\n    compdef _")
                .append(name)
                .append(' ')
                .append(name)
                .append("\nfi\n");
        return script.toString();
    }

    private static void arguments(StringBuilder script, String indent, List<String> specs) {
        script.append(indent).append("_arguments -s -S -C $everywhere");
        specs.forEach(
                spec -> script.append(" \\\n").append(indent).append("    ").append(spec));
        script.append('\n');
    }

    private static List<String> options(List<OptionSpec> options) {
        return options.stream().map(ZshScript::option).toList();
    }

    private static String option(OptionSpec option) {
        List<String> names = new ArrayList<>();
        for (String name : option.names()) {
            String suffix = name.startsWith("--") ? "=" : "+";
            names.add(name + (CommandModel.takesValue(option) ? suffix : ""));
        }
        String before = "";
        if (CommandModel.repeats(option)) {
            before = "'*'";
        } else if (names.size() > 1) {
            before = "'(" + String.join(" ", option.names()) + ")'";
        }
        String braces = names.size() > 1 ? "{" + String.join(",", names) + "}" : names.get(0);
        return before + braces + quoted("[" + bracketed(CommandModel.description(option)) + "]" + value(option));
    }

    private static String value(OptionSpec option) {
        if (!CommandModel.takesValue(option)) {
            return "";
        }
        String colons = option.arity().min() == 0 ? "::" : ":";
        String label = option.paramLabel().replace(":", "\\:");
        List<String> candidates = CommandModel.candidates(option);
        String action = "";
        if (CommandModel.takesFile(option)) {
            action = "_files";
        } else if (!candidates.isEmpty()) {
            action = "(" + String.join(" ", candidates) + ")";
        }
        return colons + label + ":" + action;
    }

    private static String bracketed(String text) {
        return text.replace("[", "\\[").replace("]", "\\]");
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
