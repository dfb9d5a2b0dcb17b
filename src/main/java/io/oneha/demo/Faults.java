package io.oneha.demo;

import static io.oneha.demo.CommandArguments.require;

import io.oneha.demo.host.DemoHosts;
import io.oneha.demo.host.SimHost;
import io.oneha.demo.http.DemoServer;
import io.oneha.demo.sim.SimServer;
import java.util.List;
import java.util.function.BiFunction;

/** What can go wrong with one server of the demo zone. Every answer and every complaint is one line. */
record Faults(DemoServer server, DemoHosts hosts) {
    private static final long DEFAULT_LAG = 50;
    private static final long DEFAULT_DELAY = 900;
    /** As many as oned serves at a time. */
    private static final int FLOOD = 15;

    List<FaultCommand> commands() {
        return List.of(
                command("kill NAME", "K", "kill -9 of its oned", Faults::kill),
                command("start NAME", "S", "start its oned", Faults::start),
                command("stop NAME", "", "stop its oned (SIGTERM)", Faults::stop),
                command("hang NAME", "H", "stop its process (SIGSTOP), or let it continue", Faults::hangOrResume),
                command("resume NAME", "", "let a hanging process continue (SIGCONT)", Faults::resume),
                command("freeze NAME", "F", "stop its log though it answers, or let it continue", Faults::freezeOrThaw),
                command("thaw NAME", "", "let a frozen log continue", Faults::thaw),
                command("lag NAME [RECORDS]", "", "restart it on an older backup", Faults::lag),
                command("slow NAME [MILLIS]", "", "its disk takes so long for each record; 0 ends it", Faults::slow),
                command("breakdb NAME", "", "its database dies, and oned after it", Faults::breakDatabase),
                command("fixdb NAME", "", "its database runs again", Faults::fixDatabase),
                command("breakauth NAME", "", "its database knows another password", Faults::breakPassword),
                command("fixauth NAME", "", "its database knows the zone's password", Faults::fixPassword),
                command("setid NAME ID", "", "restart it with another SERVER_ID; -1 is solo", Faults::setId),
                command("flood NAME", "", FLOOD + " clients write to it at once", Faults::flood));
    }

    private static String kill(SimServer target, CommandArguments arguments) {
        requireRunning(target);
        target.kill();
        return target.name() + " killed";
    }

    private static String start(SimServer target, CommandArguments arguments) {
        require(!target.isRunning(), target.name() + " is running");
        target.start();
        return target.isRunning()
                ? target.name() + " starts: it answers in about 4 s"
                : target.name() + " ended at once: its database is down";
    }

    private static String stop(SimServer target, CommandArguments arguments) {
        requireRunning(target);
        target.stop();
        return target.name()
                + (target.isRunning() ? " is a candidate: deaf, it runs on for up to 90 s; kill ends it" : " stopped");
    }

    private static String hangOrResume(SimServer target, CommandArguments arguments) {
        requireRunning(target);
        if (target.isHung()) {
            return resume(target, arguments);
        }
        target.hang();
        return target.name() + " hangs: it takes connections and never answers";
    }

    private static String resume(SimServer target, CommandArguments arguments) {
        require(target.isHung(), target.name() + " does not hang");
        target.resume();
        return target.name() + " continues";
    }

    private static String freezeOrThaw(SimServer target, CommandArguments arguments) {
        if (target.database().logStands()) {
            return thaw(target, arguments);
        }
        target.database().setLogStands(true);
        return target.name() + " is frozen: heartbeats reach it, records do not";
    }

    private static String thaw(SimServer target, CommandArguments arguments) {
        require(target.database().logStands(), target.name() + " is not frozen");
        target.database().setLogStands(false);
        return target.name() + " takes records again";
    }

    private static String lag(SimServer target, CommandArguments arguments) {
        long records = arguments.number(1, DEFAULT_LAG, 1, Integer.MAX_VALUE);
        target.kill();
        target.database().raft().rewind(records);
        target.start();
        return target.name() + " restarts " + records + " records behind: the next write brings it up";
    }

    private static String slow(SimServer target, CommandArguments arguments) {
        long millis = arguments.number(1, DEFAULT_DELAY, 0, 60_000);
        target.database().setRecordDelay(millis);
        return target.name() + (millis == 0 ? " is as fast as the others" : " takes " + millis + " ms for a record");
    }

    private static String breakDatabase(SimServer target, CommandArguments arguments) {
        require(target.database().isWritable(), "the database of " + target.name() + " is down");
        target.breakDatabase();
        return "the database of " + target.name() + " is down: its oned refuses every password, and ends in 3 to 20 s";
    }

    private static String fixDatabase(SimServer target, CommandArguments arguments) {
        target.database().up(true);
        return "the database of " + target.name() + " runs"
                + (target.isRunning() ? "" : ": start " + target.name() + " now");
    }

    private static String breakPassword(SimServer target, CommandArguments arguments) {
        target.database().knowPasswords(false);
        return target.name() + " refuses every password: its leader will read that as term 4294967295";
    }

    private static String fixPassword(SimServer target, CommandArguments arguments) {
        target.database().knowPasswords(true);
        return target.name() + " knows the zone's password";
    }

    private static String setId(SimServer target, CommandArguments arguments) {
        int id = (int) arguments.number(1, -1, 1000);
        target.kill();
        target.serverId(id);
        target.start();
        return target.name() + " restarts with SERVER_ID " + id;
    }

    private static String flood(SimServer target, CommandArguments arguments) {
        requireRunning(target);
        for (int i = 0; i < FLOOD; i++) {
            target.write(() -> {});
        }
        return FLOOD + " clients write to " + target.name();
    }

    private static void requireRunning(SimServer target) {
        require(target.isRunning(), target.name() + " is not running");
    }

    private FaultCommand command(
            String usage, String key, String description, BiFunction<SimServer, CommandArguments, String> work) {
        return FaultCommand.of(server, usage, key, description, (zone, arguments) -> {
            SimServer target = frontEnd(arguments.server(0, zone));
            return work.apply(target, arguments);
        });
    }

    private SimServer frontEnd(SimServer target) {
        boolean installed =
                hosts.machine(target.name()).filter(SimHost::isFrontEnd).isPresent();
        require(installed, target.name() + " has no oned yet: Scale up installs it");
        return target;
    }
}
