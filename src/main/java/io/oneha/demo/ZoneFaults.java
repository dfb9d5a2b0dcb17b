package io.oneha.demo;

import io.oneha.demo.http.DemoServer;
import io.oneha.demo.sim.SimServer;
import io.oneha.demo.sim.SimZone;
import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.zone.ServerState;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What can be done to the demo zone as a whole. Every answer and every complaint is one line. */
final class ZoneFaults {
    /** A port on which nobody listens. */
    private static final String GHOST = "SERVER=[NAME=\"ghost\",ENDPOINT=\"http://127.0.0.1:1/RPC2\"]";

    private static final double MOST_WRITES = 1000;

    private final DemoServer server;

    ZoneFaults(DemoServer server) {
        this.server = server;
    }

    List<FaultCommand> commands() {
        return List.of(
                command(
                        "partition",
                        "partition NAME[,NAME...]",
                        "cut servers off from the others, or heal",
                        Optional.of('P'),
                        ZoneFaults::partition),
                command("heal", "heal", "mend every cable", ZoneFaults::heal),
                command(
                        "writes",
                        "writes [RATE]",
                        "the clients' writes a second, or all and none in turn",
                        Optional.of('W'),
                        ZoneFaults::writes),
                command("election", "election [NAME]", "a follower misses its heartbeats", ZoneFaults::election),
                command("disable", "disable", "onezone disable", (zone, words) -> enable(zone, false)),
                command("enable", "enable", "onezone enable", (zone, words) -> enable(zone, true)),
                command("addghost", "addghost", "add a server that is never started", ZoneFaults::addGhost),
                command("duplicate", "duplicate NAME", "add a server a second time", ZoneFaults::duplicate),
                command("remove", "remove ID", "remove a server, which keeps running", ZoneFaults::remove),
                command("retention", "retention RECORDS", "LOG_RETENTION of every server", ZoneFaults::retention));
    }

    private static String partition(SimZone zone, CommandArguments arguments) {
        Set<SimServer> group = new LinkedHashSet<>();
        for (String name : arguments.word(0).split(",")) {
            group.add(CommandArguments.named(name, zone));
        }
        if (zone.cutOff().equals(group)) {
            return heal(zone, arguments);
        }
        if (zone.servers().stream().filter(server -> server.serverId() >= 0).allMatch(group::contains)) {
            throw new IllegalArgumentException("a partition needs servers on both sides");
        }
        zone.partition(group);
        return arguments.word(0) + " cut off from the others; we reach all of them";
    }

    private static String heal(SimZone zone, CommandArguments arguments) {
        if (zone.cutOff().isEmpty()) {
            throw new IllegalArgumentException("no cable is cut");
        }
        zone.heal();
        return "all cables mended";
    }

    private static String writes(SimZone zone, CommandArguments arguments) {
        double rate = zone.writeLoad() > 0 ? 0 : Demo.EVERYDAY_WRITES;
        // The key of this command comes with the selected server's name, which does not matter here.
        if (arguments.has(0) && zone.server(arguments.word(0)).isEmpty()) {
            rate = rate(arguments);
        }
        zone.writeLoad(rate);
        return rate > 0 ? "clients write " + rate + " times a second" : "nobody writes";
    }

    private static double rate(CommandArguments arguments) {
        double rate;
        try {
            rate = Double.parseDouble(arguments.word(0));
        } catch (NumberFormatException e) {
            throw arguments.wrong();
        }
        if (!(rate >= 0 && rate <= MOST_WRITES)) {
            throw new IllegalArgumentException(arguments.word(0) + " is not between 0 and 1000");
        }
        return rate;
    }

    private static String election(SimZone zone, CommandArguments arguments) {
        SimServer follower = arguments.has(0)
                ? arguments.server(0, zone)
                : zone.servers().stream()
                        .filter(ZoneFaults::follows)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no server follows"));
        if (!follows(follower)) {
            throw new IllegalArgumentException(follower.name() + " does not follow");
        }
        follower.raft().orElseThrow().missHeartbeats();
        return follower.name() + " stands for election";
    }

    private static boolean follows(SimServer server) {
        return server.isListening() && server.state().equals(Optional.of(ServerState.FOLLOWER));
    }

    private static String enable(SimZone zone, boolean enable) {
        return ask(zone, "one.zone.enable", Parameter.of(enable)) + (enable ? " to enable" : " to disable")
                + " the zone";
    }

    private static String addGhost(SimZone zone, CommandArguments arguments) {
        return ask(zone, "one.zone.addserver", Parameter.of(GHOST)) + " to add the server ghost";
    }

    private static String duplicate(SimZone zone, CommandArguments arguments) {
        SimServer target = arguments.server(0, zone);
        String template = "SERVER=[NAME=\"" + target.name() + "\",ENDPOINT=\"" + target.endpoint() + "\"]";
        return ask(zone, "one.zone.addserver", Parameter.of(template)) + " to add " + target.name() + " again";
    }

    private static String remove(SimZone zone, CommandArguments arguments) {
        int id = (int) arguments.number(0, 0, 1000);
        return ask(zone, "one.zone.delserver", Parameter.of(id)) + " to remove server " + id;
    }

    private static String retention(SimZone zone, CommandArguments arguments) {
        long records = arguments.number(0, 1, Integer.MAX_VALUE);
        zone.settings(zone.settings().withLogRetention(records));
        return "LOG_RETENTION is " + records + "; the next purge comes within a minute";
    }

    private static String ask(SimZone zone, String method, Parameter what) {
        SimServer leader = zone.leaders().stream()
                .filter(SimServer::isListening)
                .max(Comparator.comparingLong(
                        candidate -> candidate.raft().orElseThrow().term()))
                .orElseThrow(() -> new IllegalArgumentException("no server leads"));
        zone.administer(leader, method, Parameter.of(0), what);
        return "asked " + leader.name();
    }

    private FaultCommand command(
            String name, String usage, String description, BiFunction<SimZone, CommandArguments, String> work) {
        return command(name, usage, description, Optional.empty(), work);
    }

    private FaultCommand command(
            String name,
            String usage,
            String description,
            Optional<Character> key,
            BiFunction<SimZone, CommandArguments, String> work) {
        int most = usage.indexOf(' ') < 0 ? 0 : 1;
        return new FaultCommand(name, usage, description, key, words -> {
            CommandArguments arguments = new CommandArguments(usage, words, most);
            return server.with((SimZone zone) -> work.apply(zone, arguments));
        });
    }
}
