package io.oneha.demo;

import static io.oneha.demo.CommandArguments.require;

import io.oneha.demo.http.DemoServer;
import io.oneha.demo.sim.SimServer;
import io.oneha.demo.sim.SimZone;
import io.oneha.demo.sim.XmlRpcCall.Parameter;
import io.oneha.zone.ServerState;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What can be done to the demo zone as a whole. Every answer and every complaint is one line. */
record ZoneFaults(DemoServer server) {
    /** A port on which nobody listens. */
    private static final String GHOST = "SERVER=[NAME=\"ghost\",ENDPOINT=\"http://127.0.0.1:1/RPC2\"]";

    private static final double MOST_WRITES = 1000;
    private static final List<String> MODES = List.of("STANDALONE", "MASTER", "SLAVE");

    List<FaultCommand> commands() {
        return List.of(
                command(
                        "partition NAME[,NAME...]",
                        "P",
                        "cut servers off from the others, or heal",
                        ZoneFaults::partition),
                command("heal", "", "mend every cable", ZoneFaults::heal),
                command(
                        "writes [RATE]",
                        "W",
                        "the clients' writes a second, or all and none in turn",
                        ZoneFaults::writes),
                command("election [NAME]", "", "a follower misses its heartbeats", ZoneFaults::election),
                command("disable", "", "onezone disable", (zone, words) -> enable(zone, false)),
                command("enable", "", "onezone enable", (zone, words) -> enable(zone, true)),
                command("addghost", "", "add a server that is never started", ZoneFaults::addGhost),
                command("duplicate NAME", "", "add a server a second time", ZoneFaults::duplicate),
                command("remove ID", "", "remove a server, which keeps running", ZoneFaults::remove),
                command("federation MODE", "", "FEDERATION/MODE of every server", ZoneFaults::federation),
                command("retention RECORDS", "", "LOG_RETENTION of every server", ZoneFaults::retention));
    }

    private static String partition(SimZone zone, CommandArguments arguments) {
        Set<SimServer> group = new LinkedHashSet<>();
        for (String name : arguments.word(0).split(",")) {
            group.add(CommandArguments.named(name, zone));
        }
        if (zone.network().cutOff().equals(group)) {
            return heal(zone, arguments);
        }
        boolean all =
                zone.servers().stream().filter(server -> server.serverId() >= 0).allMatch(group::contains);
        require(!all, "a partition needs servers on both sides");
        zone.network().cutOff(group);
        return arguments.word(0) + " cut off from the others; we reach all of them";
    }

    private static String heal(SimZone zone, CommandArguments arguments) {
        require(!zone.network().cutOff().isEmpty(), "no cable is cut");
        zone.network().cutOff(Set.of());
        return "all cables mended";
    }

    private static String writes(SimZone zone, CommandArguments arguments) {
        double rate = zone.load().rate() > 0 ? 0 : Demo.EVERYDAY_WRITES;
        // The key of this command comes with the selected server's name, which does not matter here.
        if (arguments.has(0) && zone.server(arguments.word(0)).isEmpty()) {
            rate = rate(arguments);
        }
        zone.load().rate(rate);
        return rate > 0 ? "clients write " + rate + " times a second" : "nobody writes";
    }

    private static double rate(CommandArguments arguments) {
        try {
            double rate = Double.parseDouble(arguments.word(0));
            require(rate >= 0 && rate <= MOST_WRITES, arguments.word(0) + " is not between 0 and 1000");
            return rate;
        } catch (NumberFormatException e) {
            throw arguments.wrong();
        }
    }

    private static String election(SimZone zone, CommandArguments arguments) {
        SimServer follower = arguments.has(0)
                ? arguments.server(0, zone)
                : zone.servers().stream()
                        .filter(ZoneFaults::follows)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no server follows"));
        require(follows(follower), follower.name() + " does not follow");
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

    private static String federation(SimZone zone, CommandArguments arguments) {
        String mode = arguments.word(0).toUpperCase(Locale.ROOT);
        require(MODES.contains(mode), arguments.word(0) + " is none of " + String.join(", ", MODES));
        zone.federationMode(mode);
        return "every server's oned.conf has MODE " + mode;
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
            String usage, String key, String description, BiFunction<SimZone, CommandArguments, String> work) {
        return FaultCommand.of(server, usage, key, description, work);
    }
}
