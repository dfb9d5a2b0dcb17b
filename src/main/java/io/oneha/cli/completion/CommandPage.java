package io.oneha.cli.completion;

import io.oneha.app.session.ExitCode;
import io.oneha.app.settings.ConfigKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** {@code docs/commands.md}. */
public final class CommandPage {
    private CommandPage() {}

    /** The page, in Markdown. */
    public static String of(CommandSpec root) {
        StringBuilder page = new StringBuilder("# Commands\n\nGenerated from the command model.\n");
        Map<String, CommandSpec> commands = CommandModel.commands(root);
        page.append("\n| command | does |\n| --- | --- |\n");
        commands.forEach(
                (name, spec) -> page.append(row("`" + root.name() + " " + name + "`", CommandModel.description(spec))));
        page.append("\n## Options of every command\n\nThey may stand before or after the command.\n");
        options(page, CommandModel.everywhere(root));
        commands.forEach((name, spec) -> {
            page.append("\n## ").append(root.name()).append(' ').append(name).append("\n\n");
            page.append("    ").append(synopsis(spec)).append("\n\n");
            page.append(CommandModel.description(spec)).append(".\n");
            options(page, CommandModel.own(spec));
            List<String> values = CommandModel.arguments(spec);
            if (!values.isEmpty()) {
                page.append("\nArgument: ")
                        .append(values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", ")))
                        .append(".\n");
            }
        });
        configuration(page);
        exitCodes(page);
        return page.toString();
    }

    private static String synopsis(CommandSpec spec) {
        StringBuilder text = new StringBuilder(spec.qualifiedName());
        if (!CommandModel.own(spec).isEmpty()) {
            text.append(" [OPTION...]");
        }
        spec.positionalParameters().forEach(parameter -> {
            String label = parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : "");
            text.append(' ').append(parameter.arity().min() == 0 ? "[" + label + "]" : label);
        });
        return text.toString();
    }

    private static void options(StringBuilder page, List<OptionSpec> options) {
        if (options.isEmpty()) {
            return;
        }
        page.append("\n| option | meaning |\n| --- | --- |\n");
        for (OptionSpec option : options) {
            String names = String.join(", ", option.names());
            String value = "";
            if (CommandModel.takesValue(option)) {
                value = option.arity().min() == 0 ? "[=" + option.paramLabel() + "]" : "=" + option.paramLabel();
            }
            page.append(row("`" + names + value + "`", CommandModel.description(option)));
        }
    }

    private static void configuration(StringBuilder page) {
        page.append("\n## Configuration\n\nOptions win over environment variables, and those over"
                + " `$XDG_CONFIG_HOME/oneha/config.properties` (`~/.config/oneha/config.properties`).\n");
        page.append("\n| key | variable | option | default | meaning |\n| --- | --- | --- | --- | --- |\n");
        for (ConfigKey key : ConfigKey.values()) {
            page.append(row(
                    "`" + key.key() + "`",
                    key.variables().stream().map(name -> "`" + name + "`").collect(Collectors.joining(", ")),
                    key.option().isEmpty() ? "" : "`" + key.option() + "`",
                    key.byDefault(),
                    key.description()));
        }
        page.append("\nAn inventory and endpoints go together only when the same level names both:"
                + " `-e URL` looks at that URL, whatever inventory the environment names.\n");
        page.append(
                "\nCredentials: the file named by `ONE_AUTH`, `~/.one/one_auth`, the inventory's `one_pass` for oneadmin,"
                        + " or asked on the terminal; never on the command line.\n");
    }

    private static void exitCodes(StringBuilder page) {
        page.append("\n## Exit codes\n\n| code | meaning |\n| --- | --- |\n");
        for (ExitCode code : ExitCode.values()) {
            page.append(row(String.valueOf(code.number()), code.meaning()));
        }
        page.append("\nWith `-o nagios` only 0 to 3 are used, as monitoring plugins must.\n");
    }

    private static String row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.replace("|", "\\|")).append(" |");
        }
        return row.append('\n').toString();
    }
}
