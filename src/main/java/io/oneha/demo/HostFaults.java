package io.oneha.demo;

import static io.oneha.demo.CommandArguments.require;

import io.oneha.demo.host.DemoHosts;
import io.oneha.demo.host.HostFiles;
import io.oneha.demo.host.SimHost;
import io.oneha.demo.http.DemoServer;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** What can go wrong with a front-end's host, as only SSH sees it. Every answer and every complaint is one line. */
record HostFaults(DemoServer server, DemoHosts hosts) {
    /** A day each way. */
    private static final long MOST_SKEW = 86_400;

    List<FaultCommand> commands() {
        return List.of(
                command("vip NAME", "V", "add the VIP to it, or take it away", HostFaults::vip),
                onAll("novip", "take the VIP away from every host", SimHost::removeVip, "nobody holds the VIP", ""),
                command("drift NAME", "", "a file of its /etc/one changes, or back", HostFaults::drift),
                command("authdrift NAME", "", "a file of its .one changes, or back", HostFaults::authDrift),
                onAll(
                        "nodrift",
                        "put back every file that drift changed",
                        host -> host.files().putBack(),
                        "no file drifts",
                        " any more"),
                command("diverge NAME", "", "a row of its database changes past raft, or back", HostFaults::diverge),
                command("skew NAME SECONDS", "", "its clock is ahead; 0 ends it", HostFaults::skew),
                command("nossh NAME", "X", "stop its sshd, or start it", HostFaults::stopOrStartSshd),
                command("ssh NAME", "", "start its sshd", HostFaults::startSshd),
                command("fill NAME", "", "fill its disk, or free it", HostFaults::fill),
                command("service NAME UNIT up|down", "", "systemctl start or stop", HostFaults::service));
    }

    private static String vip(SimHost host, CommandArguments arguments) {
        if (host.removeVip()) {
            return host.name() + " holds the VIP no more";
        }
        require(host.addVip(), "the zone has no VIP");
        return host.name() + " holds the VIP";
    }

    private static String drift(SimHost host, CommandArguments arguments) {
        return "/etc/one of " + host.name() + drifts(host, HostFiles.ETC);
    }

    private static String authDrift(SimHost host, CommandArguments arguments) {
        return ".one of " + host.name() + drifts(host, HostFiles.ONE);
    }

    private static String drifts(SimHost host, String folder) {
        return (host.files().drift(folder) ? " has" : " no longer has") + " a changed file";
    }

    private static String diverge(SimHost host, CommandArguments arguments) {
        require(host.isFrontEnd(), host.name() + " has no database yet: Scale up makes it");
        return "the database of " + host.name()
                + (host.diverge() ? " has a changed row that raft knows nothing of" : " has the others' rows again");
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
        require(!host.isReachable(), "SSH to " + host.name() + " works");
        host.setReachable(true);
        return "SSH to " + host.name() + " works again";
    }

    private static String fill(SimHost host, CommandArguments arguments) {
        return "the disk of " + host.name() + (host.fill() ? " is all but full" : " has room again");
    }

    private static String service(SimHost host, CommandArguments arguments) {
        String unit = arguments.word(1);
        boolean up = arguments.word(2).equals("up");
        if (!up && !arguments.word(2).equals("down")) {
            throw arguments.wrong();
        }
        return host.units().set(unit, up) + " of " + host.name() + (up ? " started" : " stopped");
    }

    /** @param then is added to what is so everywhere, once it has become so */
    private FaultCommand onAll(
            String name, String description, Predicate<SimHost> mend, String everywhere, String then) {
        return FaultCommand.of(server, name, "", description, (zone, none) -> {
            require(hosts.machines().stream().filter(mend).count() > 0, everywhere);
            return everywhere + then;
        });
    }

    private FaultCommand command(
            String usage, String key, String description, BiFunction<SimHost, CommandArguments, String> work) {
        return FaultCommand.of(server, usage, key, description, (zone, arguments) -> {
            String host = arguments.server(0, zone).name();
            return work.apply(hosts.machine(host).orElseThrow(), arguments);
        });
    }
}
