package io.oneha.tui.model;

import io.oneha.observe.ServerView;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Intent;
import io.oneha.tui.ExtraCommand;
import io.oneha.tui.model.Action.Group;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The table of all actions. */
public final class Actions {
    private static final String NOT_YET = "not in this release";
    private static final String READ_ONLY_OPTION = "oneha was started with --read-only";
    private static final String RUN_GOES_ON = "a run is under way, and only one can be: R shows it";
    static final int EXIT_INTERRUPTED = 130;

    private static final List<Action> OWN = List.of(
            move("down", "next row or line", model -> NavigationActions.by(model, 1), "j Down"),
            move("up", "previous row or line", model -> NavigationActions.by(model, -1), "k Up"),
            move("page-down", "a page down", model -> NavigationActions.byPage(model, 1), "PgDn Ctrl-F Ctrl-D Space"),
            move("page-up", "a page up", model -> NavigationActions.byPage(model, -1), "PgUp Ctrl-B Ctrl-U"),
            move("first", "first row", model -> NavigationActions.by(model, -NavigationActions.FAR), "g Home"),
            move("last", "last row", model -> NavigationActions.by(model, NavigationActions.FAR), "G End"),
            move(
                    "next",
                    "next pane; in details the next row",
                    model -> NavigationActions.sideways(model, 1),
                    "Tab l Right"),
            move(
                    "previous",
                    "previous pane; in details the previous row",
                    model -> NavigationActions.sideways(model, -1),
                    "Shift-Tab h Left"),
            move("servers", "to the servers", model -> NavigationActions.to(model, Pane.SERVERS), "1"),
            move("findings", "to the findings", model -> NavigationActions.to(model, Pane.FINDINGS), "2"),
            move("events", "to the events", model -> NavigationActions.to(model, Pane.EVENTS), "3"),
            action(
                    "open",
                    Group.LOOK,
                    "details of the selected row; run the chosen action",
                    NavigationActions::open,
                    "Enter"),
            look("back", "back; drop the filter", NavigationActions::back, "Esc"),
            look(
                    "filter",
                    "show only rows that hold a text",
                    model -> model.typing(Prompt.Kind.FILTER, model.filter()),
                    "/"),
            look("command", "type a command", model -> model.typing(Prompt.Kind.COMMAND, ""), ":"),
            screen("reach", "which front-end reaches which: names, ports 22 and 2633", View.Kind.REACH, "m"),
            screen("actions", "what can be done", View.Kind.MENU, "a"),
            screen("help", "this help", View.Kind.HELP, "?"),
            look("time", "ages or clock times", model -> model.withClockTimes(!model.clockTimes()), "t"),
            look("pause", "hold the display, or continue", Actions::pause, "p"),
            action("refresh", Group.ZONE, "look again at once", Operations::refresh, "r"),
            change("scale-up", "Scale up: join new front-ends", Intent.SCALE_UP),
            change("force-ha", "Force HA: make the one front-end HA-ready", Intent.FORCE_HA),
            change("deploy", "Deploy: reach the inventory's state", Intent.CONVERGE),
            change(
                    CareActions.SWITCHOVER,
                    "Switch over: make the selected server the leader",
                    model -> off(model).or(() -> CareActions.noSwitchover(model, subject(model))),
                    model -> CareActions.switchover(model, subject(model))),
            change(
                    CareActions.DRILL,
                    "Drill: switch over as an exercise, with a report",
                    model -> off(model).or(() -> CareActions.noSwitchover(model, subject(model))),
                    model -> CareActions.drill(model, subject(model))),
            change(
                    CareActions.RESTART,
                    "Restart all servers, one after another",
                    Actions::off,
                    model -> CareActions.restart(model, List.of())),
            change(
                    "restart-server",
                    "Restart the selected server",
                    model -> off(model).or(() -> CareActions.noServer(subject(model))),
                    model -> CareActions.restart(
                            model, subject(model).stream().map(ServerView::name).toList())),
            change(
                    "recover",
                    "Recover: bring the selected server back",
                    model -> off(model).or(() -> CareActions.noRecovery(model, subject(model))),
                    model -> CareActions.recover(model, subject(model).orElseThrow())),
            new Action(
                    "fix",
                    Group.CHANGE,
                    keys("x"),
                    "Fix: mend the selected finding",
                    model -> true,
                    model -> off(model).or(() -> FixActions.none(model)),
                    FixActions::plan),
            later("replace", "Replace a front-end"),
            later("remove", "Remove a front-end"),
            ofRun(
                    "run",
                    "the run: its steps, or how it ended",
                    changing -> changing.run().isPresent(),
                    Operations::show,
                    "R"),
            ofRun("stop", "stop the run at the next safe place", ChangeState::isRunning, Operations::stop, ""),
            program("repaint", "draw the screen again", model -> Transition.to(model, new Effect.Repaint()), "Ctrl-L"),
            program("suspend", "stop for the shell; fg comes back", Operations::suspend, "Ctrl-Z"),
            program("quit", "quit", model -> Operations.leave(model, 0), "q"),
            program(
                    "interrupt",
                    "quit with exit code 130",
                    model -> Operations.leave(model, EXIT_INTERRUPTED),
                    "Ctrl-C"));

    private Actions() {}

    /** Every action, those of the session's extra commands that have a key included. */
    public static List<Action> table(Model model) {
        Stream<Action> extras = model.session().extras().stream()
                .map(extra -> action(
                        extra.name(),
                        Group.MORE,
                        extra.description(),
                        now -> runOnSelected(now, extra),
                        extra.key().map(String::valueOf).orElse("")));
        return Stream.concat(OWN.stream(), extras).toList();
    }

    public static List<Action> menu(Model model) {
        return table(model).stream()
                .filter(action -> switch (action.group()) {
                    case CHANGE, ZONE -> true;
                    case MORE -> !action.keys().isEmpty();
                    case MOVE, LOOK, PROGRAM -> false;
                })
                .filter(action -> action.applies().test(model))
                .toList();
    }

    static Optional<Action> of(Model model, Key key) {
        return table(model).stream()
                .filter(action ->
                        action.keys().contains(key) && action.applies().test(model))
                .findFirst();
    }

    static Optional<Action> named(Model model, String id) {
        return table(model).stream().filter(action -> action.id().equals(id)).findFirst();
    }

    private static Transition runOnSelected(Model model, ExtraCommand extra) {
        List<String> names = subject(model).stream().map(ServerView::name).toList();
        return Transition.to(model, new Effect.Run(extra, names));
    }

    /** The server that the user looks at: of the open details, or else the selected one. */
    private static Optional<ServerView> subject(Model model) {
        View view = model.place().under();
        return view.kind() == View.Kind.SERVER
                ? PaneRows.server(model, view.subject())
                : PaneRows.selectedServer(model);
    }

    private static Model pause(Model model) {
        return model.pausedAt(model.paused().isPresent() ? Optional.empty() : Optional.of(model.live()));
    }

    /** @param keys their labels, with spaces between them, the one to show first */
    private static Action action(
            String id, Group group, String description, Function<Model, Transition> perform, String keys) {
        return new Action(id, group, keys(keys), description, model -> true, model -> Optional.empty(), perform);
    }

    private static List<Key> keys(String labels) {
        return labels.isEmpty()
                ? List.of()
                : Stream.of(labels.split(" ")).map(Key::named).toList();
    }

    private static Action move(String id, String description, UnaryOperator<Model> change, String keys) {
        return action(id, Group.MOVE, description, model -> Transition.to(change.apply(model)), keys);
    }

    private static Action look(String id, String description, UnaryOperator<Model> change, String keys) {
        return action(id, Group.LOOK, description, model -> Transition.to(change.apply(model)), keys);
    }

    private static Action screen(String id, String description, View.Kind kind, String key) {
        return look(id, description, model -> NavigationActions.toggle(model, kind), key);
    }

    private static Action program(String id, String description, Function<Model, Transition> perform, String key) {
        return action(id, Group.PROGRAM, description, perform, key);
    }

    private static Action change(String id, String description, Intent intent) {
        ChangeRequest wanted = new ChangeRequest(intent, false, false);
        return change(id, description, Actions::off, model -> Operations.plan(model, wanted));
    }

    private static Action later(String id, String description) {
        return change(id, description, model -> Optional.of(NOT_YET), Transition::to);
    }

    private static Action change(
            String id, String description, Function<Model, Optional<String>> off, Function<Model, Transition> perform) {
        return new Action(id, Group.CHANGE, List.of(), description, model -> true, off, perform);
    }

    /** @param applies whether a run is there that it is about */
    private static Action ofRun(
            String id,
            String description,
            Predicate<ChangeState> applies,
            Function<Model, Transition> perform,
            String keys) {
        Predicate<Model> there = model -> applies.test(model.changing());
        return new Action(id, Group.ZONE, keys(keys), description, there, model -> Optional.empty(), perform);
    }

    /** Why nothing can be changed now. */
    static Optional<String> off(Model model) {
        if (model.session().readOnly()) {
            return Optional.of(READ_ONLY_OPTION);
        }
        return model.changing().isRunning()
                ? Optional.of(RUN_GOES_ON)
                : model.session().unchangeable();
    }
}
