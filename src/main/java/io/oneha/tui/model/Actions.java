package io.oneha.tui.model;

import io.oneha.observe.ServerView;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Intent;
import io.oneha.tui.ExtraCommand;
import io.oneha.tui.model.Action.Group;
import io.oneha.tui.model.Key.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The table of all actions. */
public final class Actions {
    private static final String NOT_YET = "not in this release";
    private static final String READ_ONLY_OPTION = "oneha was started with --read-only";
    private static final String RUN_GOES_ON = "a run is under way, and only one can be: R shows it";
    private static final int EXIT_INTERRUPTED = 130;

    private static final List<Action> OWN = own();

    private Actions() {}

    /** Every action, those of the session's extra commands that have a key included. */
    public static List<Action> table(Model model) {
        List<Action> all = new ArrayList<>(OWN);
        for (ExtraCommand extra : model.session().extras()) {
            all.add(new Action(
                    extra.name(),
                    Group.MORE,
                    extra.key().map(key -> List.of(Key.of(key))).orElse(List.of()),
                    extra.description(),
                    false,
                    now -> Availability.ENABLED,
                    now -> runOnSelected(now, extra)));
        }
        return all;
    }

    public static List<Action> menu(Model model) {
        List<Action> entries = new ArrayList<>();
        for (Action action : table(model)) {
            boolean offered = action.group() == Group.CHANGE
                    || action.group() == Group.ZONE
                    || action.group() == Group.MORE && !action.keys().isEmpty();
            if (offered && !action.isHidden(model)) {
                entries.add(action);
            }
        }
        return entries;
    }

    static Optional<Action> of(Model model, Key key) {
        return table(model).stream()
                .filter(action -> action.keys().contains(key) && !action.isHidden(model))
                .findFirst();
    }

    static Optional<Action> named(Model model, String id) {
        return table(model).stream().filter(action -> action.id().equals(id)).findFirst();
    }

    private static Transition runOnSelected(Model model, ExtraCommand extra) {
        Optional<ServerView> server = subject(model);
        return server.isPresent()
                ? Transition.to(
                        model, new Effect.Run(extra, List.of(server.get().name())))
                : Transition.to(model, new Effect.Run(extra, List.of()));
    }

    /** The server that the user looks at: of the open details, or else the selected one. */
    private static Optional<ServerView> subject(Model model) {
        return model.view().kind() == View.Kind.SERVER
                ? PaneRows.server(model, model.view().subject())
                : PaneRows.selectedServer(model);
    }

    private static List<Action> own() {
        List<Action> all = new ArrayList<>();
        all.add(move(
                "down", "next row or line", model -> NavigationActions.by(model, 1), Key.of('j'), Key.of(Kind.DOWN)));
        all.add(move(
                "up", "previous row or line", model -> NavigationActions.by(model, -1), Key.of('k'), Key.of(Kind.UP)));
        all.add(move(
                "page-down",
                "a page down",
                model -> NavigationActions.byPage(model, 1),
                Key.of(Kind.PAGE_DOWN),
                Key.ctrl('f'),
                Key.ctrl('d'),
                Key.of(' ')));
        all.add(move(
                "page-up",
                "a page up",
                model -> NavigationActions.byPage(model, -1),
                Key.of(Kind.PAGE_UP),
                Key.ctrl('b'),
                Key.ctrl('u')));
        all.add(move("first", "first row", NavigationActions::first, Key.of('g'), Key.of(Kind.HOME)));
        all.add(move("last", "last row", NavigationActions::last, Key.of('G'), Key.of(Kind.END)));
        all.add(move(
                "next",
                "next pane; in details the next row",
                model -> NavigationActions.sideways(model, 1),
                Key.of(Kind.TAB),
                Key.of('l'),
                Key.of(Kind.RIGHT)));
        all.add(move(
                "previous",
                "previous pane; in details the previous row",
                model -> NavigationActions.sideways(model, -1),
                Key.of(Kind.BACK_TAB),
                Key.of('h'),
                Key.of(Kind.LEFT)));
        for (Pane pane : Pane.values()) {
            all.add(move(
                    pane.title().toLowerCase(java.util.Locale.ROOT),
                    "to the " + pane.title().toLowerCase(java.util.Locale.ROOT),
                    model -> NavigationActions.to(model, pane),
                    Key.of((char) ('1' + pane.ordinal()))));
        }
        all.add(look(
                "open",
                "details of the selected row; run the chosen action",
                NavigationActions::open,
                Key.of(Kind.ENTER)));
        all.add(look("back", "back; drop the filter", NavigationActions::back, Key.of(Kind.ESCAPE)));
        all.add(look(
                "filter",
                "show only rows that hold a text",
                model -> Transition.to(model.with(model.typing().in(Prompt.of(Prompt.Kind.FILTER, model.filter())))),
                Key.of('/')));
        all.add(look(
                "command",
                "type a command",
                model -> Transition.to(model.with(model.typing().in(Prompt.of(Prompt.Kind.COMMAND, "")))),
                Key.of(':')));
        all.add(look(
                "reach",
                "which front-end reaches which: names, ports 22 and 2633",
                model -> NavigationActions.toggle(model, View.Kind.REACH),
                Key.of('m')));
        all.add(look(
                "actions", "what can be done", model -> NavigationActions.toggle(model, View.Kind.MENU), Key.of('a')));
        all.add(look("help", "this help", model -> NavigationActions.toggle(model, View.Kind.HELP), Key.of('?')));
        all.add(look(
                "time",
                "ages or clock times",
                model -> Transition.to(model.withClockTimes(!model.clockTimes())),
                Key.of('t')));
        all.add(look("pause", "hold the display, or continue", Actions::pause, Key.of('p')));
        all.add(action("refresh", Group.ZONE, "look again at once", Operations::refresh, Key.of('r')));
        all.add(change("scale-up", "Scale up: join new front-ends", Intent.SCALE_UP));
        all.add(change("force-ha", "Force HA: make the one front-end HA-ready", Intent.FORCE_HA));
        all.add(change("deploy", "Deploy: reach the inventory's state", Intent.CONVERGE));
        all.add(later("recover", "Recover: bring a follower back that missed entries"));
        all.add(later("replace", "Replace a front-end"));
        all.add(later("remove", "Remove a front-end"));
        all.add(later("switchover", "Switch over to another leader"));
        all.add(ofRun("run", "the run: its steps, or how it ended", Operations::show, Key.of('R')));
        all.add(ofRun("stop", "stop the run at the next safe place", Operations::stop));
        all.add(program("repaint", "draw the screen again", new Effect.Repaint(), Key.ctrl('l')));
        all.add(action(
                "suspend", Group.PROGRAM, "stop for the shell; fg comes back", Operations::suspend, Key.ctrl('z')));
        all.add(action("quit", Group.PROGRAM, "quit", model -> Operations.leave(model, 0), Key.of('q')));
        all.add(action(
                "interrupt",
                Group.PROGRAM,
                "quit with exit code 130",
                model -> Operations.leave(model, EXIT_INTERRUPTED),
                Key.ctrl('c')));
        return List.copyOf(all);
    }

    private static Transition pause(Model model) {
        return model.paused().isPresent()
                ? Transition.to(model.pausedAt(Optional.empty()))
                : Transition.to(model.pausedAt(Optional.of(model.live())));
    }

    private static Action action(
            String id, Group group, String description, Function<Model, Transition> perform, Key... keys) {
        return new Action(id, group, List.of(keys), description, false, model -> Availability.ENABLED, perform);
    }

    private static Action move(String id, String description, Function<Model, Transition> perform, Key... keys) {
        return action(id, Group.MOVE, description, perform, keys);
    }

    private static Action look(String id, String description, Function<Model, Transition> perform, Key... keys) {
        return action(id, Group.LOOK, description, perform, keys);
    }

    private static Action program(String id, String description, Effect effect, Key... keys) {
        return action(id, Group.PROGRAM, description, model -> Transition.to(model, effect), keys);
    }

    private static Action change(String id, String description, Intent intent) {
        return new Action(
                id,
                Group.CHANGE,
                List.of(),
                description,
                true,
                Actions::changes,
                model -> Operations.plan(model, new ChangeRequest(intent, false, false)));
    }

    private static Action later(String id, String description) {
        Availability off = new Availability.Disabled(NOT_YET);
        return new Action(id, Group.CHANGE, List.of(), description, true, model -> off, Transition::to);
    }

    private static Action ofRun(String id, String description, Function<Model, Transition> perform, Key... keys) {
        boolean any = id.equals("run");
        return new Action(
                id,
                Group.ZONE,
                List.of(keys),
                description,
                false,
                model -> any && model.changing().run().isPresent()
                                || model.changing().isRunning()
                        ? Availability.ENABLED
                        : Availability.HIDDEN,
                perform);
    }

    private static Availability changes(Model model) {
        if (model.session().readOnly()) {
            return new Availability.Disabled(READ_ONLY_OPTION);
        }
        if (model.changing().isRunning()) {
            return new Availability.Disabled(RUN_GOES_ON);
        }
        return model.session()
                .unchangeable()
                .<Availability>map(Availability.Disabled::new)
                .orElse(Availability.ENABLED);
    }
}
