package io.oneha.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/**
 * The commands to make for a command line. Each gets a copy of every option of every command, so making those that nobody
 * named would be a good part of the time that a start takes.
 */
final class Subcommands {
    private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("top", DashboardCommand.class);
        ALL.put("status", StatusCommand.class);
        ALL.put("check", CheckCommand.class);
        ALL.put("plan", PlanCommand.class);
        ALL.put("apply", ApplyCommand.class);
        ALL.put("scale-up", ScaleUpCommand.class);
        ALL.put("force-ha", ForceHaCommand.class);
        ALL.put("switchover", SwitchoverCommand.class);
        ALL.put("drill", DrillCommand.class);
        ALL.put("restart", RestartCommand.class);
        ALL.put("recover", RecoverCommand.class);
        ALL.put("fix", FixCommand.class);
        ALL.put("runs", RunsCommand.class);
        ALL.put("exporter", ExporterCommand.class);
        ALL.put("demo", DemoCommand.class);
        ALL.put("completion", CompletionCommand.class);
        ALL.put("version", VersionCommand.class);
        ALL.put("help", HelpCommand.class);
    }

    private static final Set<String> ABOUT_ALL = Set.of("help", "completion", "--help");

    private final Set<String> names;

    private Subcommands(Set<String> names) {
        this.names = names;
    }

    /** Every command, in the order of the help. */
    static Subcommands all() {
        return new Subcommands(ALL.keySet());
    }

    /** Those that these arguments may mean: all of them where help is asked for, or where a file holds the arguments. */
    static Subcommands named(String... arguments) {
        Set<String> named = new LinkedHashSet<>(Arrays.asList(arguments));
        if (named.stream().anyMatch(Subcommands::aboutAll)) {
            return all();
        }
        named.retainAll(ALL.keySet());
        return new Subcommands(named);
    }

    private static boolean aboutAll(String argument) {
        boolean shortOptions = argument.startsWith("-") && !argument.startsWith("--");
        return ABOUT_ALL.contains(argument) || argument.startsWith("@") || shortOptions && argument.contains("h");
    }

    /**
     * Makes those that the command line has not yet.
     *
     * @return whether there were any
     */
    boolean addTo(CommandLine line) {
        Set<String> missing = new LinkedHashSet<>(names);
        missing.removeAll(line.getSubcommands().keySet());
        missing.forEach(name -> line.addSubcommand(name, new CommandLine(ALL.get(name), line.getFactory())));
        return !missing.isEmpty();
    }
}
