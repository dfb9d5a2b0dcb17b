package io.oneha.demo;

import io.oneha.demo.host.DemoHosts;
import io.oneha.demo.host.SimHost;
import io.oneha.demo.http.DemoServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What can go wrong with a front-end's host, as only SSH sees it. Every answer and every complaint is one line. */
final class HostFaults {
    /** A day each way. */
    private static final long MOST_SKEW = 86_400;

    private final DemoServer server;
    private final DemoHosts hosts;

    HostFaults(DemoServer server, DemoHosts hosts) {
        this.server = server;
        this.hosts = hosts;
    }

    List<FaultCommand> commands() {
        return List.of(
                command("vip", "", "add the VIP to it, or take it away", Optional.of('V'), HostFaults::vip),
                onAll("novip", "take the VIP away from every host", HostFaults::noVip),
                command("drift", "", "a file of its /etc/one changes, or back", HostFaults::drift),
                command("authdrift", "", "a file of its .one changes, or back", HostFaults::authDrift),
                onAll("nodrift", "put back every file that drift changed", HostFaults::noDrift),
                command("skew", " SECONDS", "its clock is ahead; 0 ends it", HostFaults::skew),
                command("nossh", "", "stop its sshd, or start it", Optional.of('X'), HostFaults::stopOrStartSshd),
                command("ssh", "", "start its sshd", HostFaults::startSshd),
                command("fill", "", "fill its disk, or free it", HostFaults::fill),
                command("service", " UNIT up|down", "systemctl start or stop", HostFaults::service));
    }

    private static String vip(SimHost host, CommandArguments arguments) {
        if (host.removeVip()) {
            return host.name() + " holds the VIP no more";
        }
        if (!host.addVip()) {
            throw new IllegalArgumentException("the zone has no VIP");
        }
        return host.name() + " holds the VIP";
    }

    private static String drift(SimHost host, CommandArguments arguments) {
        host.setConfigDrifts(!host.configDrifts());
        return "/etc/one of " + host.name() + (host.configDrifts() ? " has" : " no longer has") + " a changed file";
    }

    private static String authDrift(SimHost host, CommandArguments arguments) {
        host.setAuthDrifts(!host.authDrifts());
        return ".one of " + host.name() + (host.authDrifts() ? " has" : " no longer has") + " a changed file";
    }

    private static String skew(SimHost host, CommandArguments arguments) {
        long seconds = arguments.number(1, -MOST_SKEW, MOST_SKEW);
        host.setSkew(Duration.ofSeconds(seconds));
        String much = Math.abs(seconds) + " s " + (seconds < 0 ? "behind" : "ahead");
        return "the clock of " + host.name() + " is " + (seconds == 0 ? "right" : much);
    }

    private static String stopOrStartSshd(SimHost host, CommandArguments arguments) {
        if (!host.isReachable()) {
            return startSshd(host, arguments);
        }
        host.setReachable(false);
        return "SSH to " + host.name() + " is refused";
    }

    private static String startSshd(SimHost host, CommandArguments arguments) {
        if (host.isReachable()) {
            throw new IllegalArgumentException("SSH to " + host.name() + " works");
        }
        host.setReachable(true);
        return "SSH to " + host.name() + " works again";
    }

    private static String fill(SimHost host, CommandArguments arguments) {
        host.setFull(!host.isFull());
        return "the disk of " + host.name() + (host.isFull() ? " is all but full" : " has room again");
    }

    private static String service(SimHost host, CommandArguments arguments) {
        String unit = arguments.word(1);
        boolean up = arguments.word(2).equals("up");
        if (!up && !arguments.word(2).equals("down")) {
            throw arguments.wrong();
        }
        return host.setUnit(unit, up) + " of " + host.name() + (up ? " started" : " stopped");
    }

    private static String noVip(List<SimHost> hosts) {
        if (hosts.stream().filter(SimHost::removeVip).count() == 0) {
            throw new IllegalArgumentException("nobody holds the VIP");
        }
        return "nobody holds the VIP";
    }

    private static String noDrift(List<SimHost> hosts) {
        if (hosts.stream().noneMatch(host -> host.configDrifts() || host.authDrifts())) {
            throw new IllegalArgumentException("no file drifts");
        }
        hosts.forEach(host -> host.setConfigDrifts(false));
        hosts.forEach(host -> host.setAuthDrifts(false));
        return "no file drifts any more";
    }

    private FaultCommand onAll(String name, String description, Function<List<SimHost>, String> work) {
        return new FaultCommand(name, name, description, Optional.empty(), words -> {
            new CommandArguments(name, words, 0);
            return server.with(zone -> work.apply(hosts.machines()));
        });
    }

    private FaultCommand command(
            String name, String more, String description, BiFunction<SimHost, CommandArguments, String> work) {
        return command(name, more, description, Optional.empty(), work);
    }

    private FaultCommand command(
            String name,
            String more,
            String description,
            Optional<Character> key,
            BiFunction<SimHost, CommandArguments, String> work) {
        String usage = name + " NAME" + more;
        return new FaultCommand(name, usage, description, key, words -> {
            CommandArguments arguments = new CommandArguments(usage, words, usage.split(" ").length - 1);
            return server.with(zone -> {
                String host = arguments.server(0, zone).name();
                return work.apply(hosts.machine(host).orElseThrow(), arguments);
            });
        });
    }
}
