package io.oneha.tui.model;

import io.oneha.observe.ServerView;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Maintenance;
import io.oneha.zone.ZoneServer;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Switching over, restarting and recovering: of the selected server, or of those that a command names. */
final class CareActions {
    static final String SWITCHOVER = "switchover";
    static final String DRILL = "drill";
    static final String RESTART = "restart";
    /** Those that take names of servers. */
    static final Set<String> COMMANDS = Set.of(SWITCHOVER, DRILL, RESTART);

    /** After the name of a switchover's or a drill's server: it is handed over without a change of configuration. */
    private static final String UNCHANGED = "--no-config-change";

    private CareActions() {}

    /** Why a server cannot become the leader, beyond what forbids every change. */
    static Optional<String> noSwitchover(Model model, Optional<ServerView> server) {
        Optional<String> leader = model.live().verdict().leader().map(ZoneServer::name);
        if (leader.isEmpty()) {
            return Optional.of("no server leads, so there is none to take over from");
        }
        return noServer(server).or(() -> server.map(ServerView::name)
                .filter(leader.get()::equals)
                .map(name -> name + " leads already; select the server that is to lead"));
    }

    /** Why a server cannot be restarted, beyond what forbids every change. */
    static Optional<String> noServer(Optional<ServerView> server) {
        if (server.isEmpty()) {
            return Optional.of("no server is selected");
        }
        return server.filter(view -> !view.inPool()).map(view -> view.name() + " is no server of the zone");
    }

    /** Why a server cannot be recovered, beyond what forbids every change. */
    static Optional<String> noRecovery(Model model, Optional<ServerView> server) {
        Optional<String> leader = model.live().verdict().leader().map(ZoneServer::name);
        return noServer(server).or(() -> server.map(ServerView::name)
                .filter(name -> leader.filter(name::equals).isPresent())
                .map(name -> name + " leads the zone"));
    }

    static Transition recover(Model model, ServerView server) {
        return Operations.plan(model, ChangeRequest.recover(server.name()));
    }

    static Transition switchover(Model model, Optional<ServerView> server) {
        return Operations.plan(model, ChangeRequest.switchover(server.map(ServerView::name)));
    }

    /** The same as an exercise. */
    static Transition drill(Model model, Optional<ServerView> server) {
        return Operations.plan(model, ChangeRequest.drill(server.map(ServerView::name), false));
    }

    /** @param servers their names; none: all */
    static Transition restart(Model model, List<String> servers) {
        return Operations.plan(model, ChangeRequest.restart(servers, Maintenance.NONE));
    }

    /**
     * {@code :switchover NAME [--no-config-change]}, the same of {@code :drill}, or {@code :restart NAME…}.
     *
     * @param off why nothing can be changed now
     */
    static Transition named(Model model, String command, List<String> words, Optional<String> off) {
        boolean unchanged = !command.equals(RESTART) && words.contains(UNCHANGED);
        List<String> names = words.stream()
                .filter(word -> !unchanged || !word.equals(UNCHANGED))
                .toList();
        Optional<String> why = off.or(() -> names.stream()
                .filter(name -> server(model, name).isEmpty())
                .findFirst()
                .map(name -> "no server " + name));
        if (why.isEmpty() && command.equals(RESTART)) {
            return restart(model, names);
        }
        if (why.isEmpty() && names.size() != 1) {
            why = Optional.of("it takes the one server that is to lead");
        }
        Optional<ServerView> heir = names.stream().findFirst().flatMap(name -> server(model, name));
        Optional<String> against = why.or(() -> noSwitchover(model, heir));
        if (against.isPresent()) {
            return Transition.to(model.told(command + ": " + against.get(), true));
        }
        Optional<String> name = heir.map(ServerView::name);
        ChangeRequest wanted = command.equals(DRILL)
                ? ChangeRequest.drill(name, unchanged)
                : unchanged ? ChangeRequest.plainSwitchover(name) : ChangeRequest.switchover(name);
        return Operations.plan(model, wanted);
    }

    private static Optional<ServerView> server(Model model, String name) {
        return model.live().servers().stream()
                .filter(view -> view.name().equals(name))
                .findFirst();
    }
}
