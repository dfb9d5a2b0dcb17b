package io.oneha.tui.model;

import io.oneha.observe.ServerView;
import io.oneha.tui.ExtraCommand;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be typed after {@code :}. */
public final class Commands {
    private static final String SERVER = "server";
    private static final String FILTER = "filter";

    private Commands() {}

    /**
     * What the typed line may become, best first: whole lines.
     *
     * @param line what was typed so far
     */
    public static List<String> completions(Model model, String line) {
        int space = line.lastIndexOf(' ');
        String head = line.substring(0, space + 1);
        String word = line.substring(space + 1);
        List<String> candidates = space < 0 ? names(model) : names(model, head.strip());
        return candidates.stream()
                .filter(candidate -> candidate.startsWith(word) && !candidate.equals(word))
                .map(candidate -> head + candidate)
                .toList();
    }

    static Transition run(Model model, String line) {
        List<String> words = List.of(line.strip().split(" +"));
        String name = words.get(0);
        List<String> arguments = words.subList(1, words.size());
        Optional<ExtraCommand> extra = model.session().extras().stream()
                .filter(command -> command.name().equals(name))
                // `:stop` stops the run, and `:stop n1a2` a server of the demo.
                .filter(command -> !arguments.isEmpty()
                        || !namesServer(command)
                        || Actions.named(model, name).isEmpty())
                .findFirst();
        if (extra.isPresent()) {
            return Transition.to(model, new Effect.Run(extra.get(), arguments));
        }
        if (name.equals(FILTER)) {
            return Transition.to(model.filtered(String.join(" ", arguments)));
        }
        if (name.equals(SERVER)) {
            return server(model, String.join(" ", arguments));
        }
        if (CareActions.COMMANDS.contains(name) && !arguments.isEmpty()) {
            return CareActions.named(model, name, arguments, Actions.off(model));
        }
        return Actions.named(model, name)
                .map(action -> arguments.isEmpty() ? action.run(model) : surplus(model, name, arguments))
                .orElseGet(() -> Transition.to(model.told("no command " + name + "; ? lists them", true)));
    }

    private static Transition surplus(Model model, String name, List<String> arguments) {
        String told = ":" + name + " takes no arguments, and was given " + String.join(" ", arguments);
        return Transition.to(model.told(told, true));
    }

    private static Transition server(Model model, String name) {
        if (name.isEmpty()) {
            return Transition.to(model.told(":server wants the name of a server", true));
        }
        return model.watch().servers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .map(server -> Transition.to(NavigationActions.show(model, Pane.SERVERS, PaneRows.key(server))))
                .orElseGet(() -> Transition.to(model.told("no server " + name, true)));
    }

    private static List<String> names(Model model) {
        Stream<String> actions = Actions.table(model).stream()
                .filter(action ->
                        action.group() != Action.Group.MOVE || action.id().endsWith("s"))
                .map(Action::id);
        return Stream.concat(Stream.of(SERVER), actions).sorted().toList();
    }

    /** Arguments: servers, for our command and for those of others whose usage says so. */
    private static List<String> names(Model model, String command) {
        String name = command.split(" ", 2)[0];
        boolean takesServer = name.equals(SERVER)
                || CareActions.COMMANDS.contains(name)
                || model.session().extras().stream()
                        .anyMatch(extra -> extra.name().equals(name) && namesServer(extra));
        return takesServer
                ? model.watch().servers().stream()
                        .map(ServerView::name)
                        .distinct()
                        .toList()
                : List.of();
    }

    private static boolean namesServer(ExtraCommand command) {
        return command.usage().contains("NAME") || command.usage().contains("SERVER");
    }
}
