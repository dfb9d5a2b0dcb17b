package io.oneha.cli.completion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The zsh completion function, by zsh's {@code _arguments} and {@code _describe}. */
record ZshScript(CommandSpec root) {
    private static final String SCRIPT =
            """
            #compdef %1$s

            _%1$s_commands() {
                local -a commands=(
            %2$s    )
                _describe command commands
            }

            _%1$s() {
                local curcontext=$curcontext state line
                typeset -A opt_args
                local -a everywhere=(
            %3$s    )
            %4$s    [[ $state == rest ]] || return
                case $words[1] in
            %5$s    esac
            }

            if [[ $funcstack[1] == _%1$s ]]; then
                _%1$s "$@"
            else
                compdef _%1$s %1$s
            fi
            """;

    String text() {
        StringBuilder commands = new StringBuilder();
        StringBuilder cases = new StringBuilder();
        CommandModel.commands(root).forEach((command, spec) -> {
            commands.append(line(quoted(command + ":" + CommandModel.description(spec))));
            List<String> own = new ArrayList<>(options(CommandModel.own(spec)));
            List<String> values = CommandModel.arguments(spec);
            if (!values.isEmpty()) {
                own.add("':argument:(" + String.join(" ", values) + ")'");
            }
            cases.append(line("(" + command + ")")).append(arguments("            ", own));
            cases.append(line("    ;;"));
        });
        StringBuilder everywhere = new StringBuilder();
        options(CommandModel.everywhere(root)).forEach(option -> everywhere.append(line(option)));
        List<String> first = new ArrayList<>(options(CommandModel.own(root)));
        first.add("': :_" + root.name() + "_commands'");
        first.add("'*:: :->rest'");
        return SCRIPT.formatted(root.name(), commands, everywhere, arguments("    ", first), cases);
    }

    private static String line(String text) {
        return "        " + text + "\n";
    }

    private static String arguments(String indent, List<String> specs) {
        StringBuilder text = new StringBuilder(indent + "_arguments -s -S -C $everywhere");
        specs.forEach(spec -> text.append(" \\\n" + indent + "    " + spec));
        return text.append('\n').toString();
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
        if (option.isMultiValue()) {
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
        if (option.type() == Path.class) {
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
