package io.oneha.demo.host;

import io.oneha.demo.raft.RecordLog;
import io.oneha.demo.sim.Database;
import io.oneha.demo.sim.SimServer;
import io.oneha.ssh.RemoteResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the scripts of oneha's steps find and do on a simulated host. */
final class StepScripts {
    /** A script's exit status for "no". */
    private static final int NO = 3;

    private static final String PACKAGES =
            "opennebula 7.4.0-1\nopennebula-common 7.4.0-1\nopennebula-fireedge 7.4.0-1\n"
                    + "opennebula-flow 7.4.0-1\nopennebula-gate 7.4.0-1\nopennebula-tools 7.4.0-1\n";
    private static final String TABLES = "host_pool\t6\nimage_pool\t31\ntemplate_pool\t18\nuser_pool\t9\nvm_pool\t412\n"
            + "vn_pool\t7\nzone_pool\t1\n";

    private static final List<String> BESIDE_ONED = List.of("flow", "gate", "form", "fireedge", "guacd", "novnc");

    private final SimHost machine;
    private final SimInstallation setup;
    private final List<SimHost> all;

    StepScripts(SimHost machine, List<SimHost> all) {
        this.machine = machine;
        this.setup = machine.setup;
        this.all = all;
    }

    RemoteResult run(StepCall call) {
        String step = call.step();
        SimServer oned = machine.server();
        RecordLog log = oned.database().raft().log();
        long rows = log.lastIndex() - log.firstIndex() + 1;
        return switch (step) {
            case "lock take", "lock mark", "lock beat", "lock release", "lock finish" -> setup.lock.run(call);
            case "packages list" -> SimShell.printed(setup.packages ? PACKAGES : "");
            case "packages check" -> yes(setup.packages);
            case "packages lacking" -> SimShell.printed(setup.packages ? "" : PACKAGES);
            case "packages do" -> does(() -> setup.packages = true);
            case "account check" -> yes(setup.account && oned.database().isWritable());
            case "account do" ->
                does(() -> {
                    setup.account = true;
                    oned.database().up(true);
                });
            // A folder travels as the name of the host that it is from.
            case "tree pack" -> SimShell.printed(machine.name() + "\n");
            case "tree unpack" -> whileStopped(() -> setup.unpacked = call.value("content"));
            case "tree swap" ->
                does(() -> named(setup.unpacked)
                        .ifPresent(from -> machine.files().copy(call.value("target"), from.files())));
            case "file read" -> read(isOnedConf(call));
            case "file write", "file rewrite" -> does(() -> write(call));
            case "database size" -> SimShell.printed((setup.tables ? SimInstallation.SIZE : copiedTo(machine)) + "\n");
            case "database room" -> SimShell.printed(SimInstallation.SIZE / 1024 + "\n");
            case "database counts" -> SimShell.printed(setup.tables ? TABLES + "logdb\t" + rows + "\n" : "");
            case "database range" ->
                SimShell.printed(
                        setup.tables ? rows + "\t" + log.firstIndex() + "\t" + log.lastIndex() + "\n" : "0\t-1\t-1\n");
            case "database is-restored" -> yes(setup.tables);
            case "database kept" -> yes(false);
            case "database state" -> SimShell.printed("given\n");
            case "database prepare" ->
                whileStopped(() -> {
                    setup.tables = false;
                    setup.copied = 0;
                });
            case "dump may" ->
                yes(named(call.value("target")).filter(this::mayLogIn).isPresent());
            case "dump check" -> yes(setup.backup);
            case "dump file" -> does(() -> setup.backup = true);
            case "service running" -> yes(oned.isRunning());
            case "service ended" -> yes(!oned.isRunning());
            case "service enabled" -> yes(setup.enabled);
            case "service enable" -> does(() -> setup.enabled = true);
            case "service start", "service restart" -> started(step.equals("service restart"));
            case "services list" -> services();
            case "services check", "services do" -> services(call);
            case "reach ports" -> reach(call.lines("names"));
            // Package sources offer all of it, packages are the same, nobody changed a driver, the network has no other
            // machines.
            case "account root", "file keep", "dump end", "service words", "reach address" -> SimShell.printed("");
            case "database end", "database proven", "database spoiled", "database given", "database finish" ->
                SimShell.printed("");
            case "sources look", "sources source", "sources add", "remotes list", "remotes pack", "remotes unpack" ->
                SimShell.printed("");
            default -> new CareScripts(machine).run(call);
        };
    }

    static RemoteResult does(Runnable change) {
        change.run();
        return SimShell.printed("");
    }

    private RemoteResult whileStopped(Runnable change) {
        return machine.server().isRunning()
                ? SimShell.failed(
                        1, "remedy: systemctl stop opennebula\noned is active, and must not run while this is done")
                : does(change);
    }

    /** Of files only the configuration counts. */
    private static boolean isOnedConf(StepCall call) {
        return call.value("path").endsWith("/oned.conf");
    }

    private RemoteResult read(boolean oned) {
        String text = oned ? machine.onedText() : HostFiles.lines(machine.monitordConf());
        return machine.files().hasConfig() ? SimShell.printed(text) : SimShell.failed(NO, "");
    }

    private void write(StepCall call) {
        if (isOnedConf(call)) {
            byte[] content = Base64.getDecoder().decode(call.value("content"));
            machine.writeOnedConf(new String(content, StandardCharsets.UTF_8));
        }
    }

    /**
     * What oneha's comparison of all replicated tables prints.
     *
     * @param verb that of its script
     */
    RemoteResult tables(String verb) {
        Database database = machine.server().database();
        if (!setup.tables || !database.isWritable()) {
            return SimShell.failed(1, setup.tables ? "its database: it is down" : "its database has no tables");
        }
        StringBuilder told = new StringBuilder("oneha-tables 1\napplied\t")
                .append(database.raft().applied())
                .append('\n');
        TABLES.lines().filter(line -> !verb.equals("index")).forEach(line -> told.append("table\t")
                .append(line)
                .append(verb.equals("digests") ? "\t" + digest(line) : "")
                .append('\n'));
        return SimShell.printed(told.append("end\n").toString());
    }

    /** All hosts have the same rows, but for one of the virtual machines where the database has diverged. */
    private String digest(String table) {
        String rows = setup.diverged && table.startsWith("vm_pool") ? table + " diverged" : table;
        return String.format(Locale.ROOT, "%016X", (long) rows.hashCode());
    }

    /** The next part of a dump that goes straight to another host. */
    RemoteResult copies(String target) {
        Optional<SimHost> to = named(target).filter(this::mayLogIn);
        if (to.isEmpty()) {
            return SimShell.failed(1, "the copy to " + target + " broke");
        }
        to.get().takeCopy(machine);
        return copied(to.get());
    }

    /** The next part of a dump that comes from elsewhere. */
    RemoteResult receives(String from) {
        named(from).ifPresent(machine::takeCopy);
        return copied(machine);
    }

    /** What dd says of it. */
    private static RemoteResult copied(SimHost to) {
        return SimShell.printed(copiedTo(to) + " bytes copied\n");
    }

    private static long copiedTo(SimHost to) {
        return SimInstallation.SIZE / SimInstallation.PARTS * to.setup.copied;
    }

    private boolean mayLogIn(SimHost other) {
        return machine.connects(other)
                && other.isReachable()
                && machine.files().ssh().keySet().equals(other.files().ssh().keySet());
    }

    private RemoteResult reach(List<String> names) {
        StringBuilder told = new StringBuilder();
        for (String name : names) {
            named(name).ifPresent(other -> {
                String port = other.server().isListening() ? " open\n" : " refused\n";
                told.append(name).append(machine.connects(other) ? port : " closed\n");
            });
        }
        return SimShell.printed(told.toString());
    }

    private RemoteResult started(boolean anew) {
        SimServer oned = machine.server();
        if (anew && oned.isRunning()) {
            oned.stop();
        }
        if (anew && oned.isRunning()) {
            // A candidate: the script would wait for systemd's patience to end, the simulation does not.
            oned.kill();
        }
        if (!oned.isRunning()) {
            oned.start();
        }
        return oned.isRunning()
                ? SimShell.printed("")
                : SimShell.failed(1, "remedy: journalctl -u opennebula\noned does not start: its database is down");
    }

    /** Its packages enable all units. */
    private RemoteResult services() {
        Map<String, String> states = machine.units().states();
        return SimShell.printed(BESIDE_ONED.stream()
                .map(service -> "opennebula-" + service)
                .filter(states::containsKey)
                .map(unit -> unit + " enabled " + states.get(unit) + "\n")
                .collect(Collectors.joining()));
    }

    private RemoteResult services(StepCall call) {
        StringBuilder told = new StringBuilder();
        for (String unit : call.value("start").split(" ")) {
            if (!"inactive".equals(machine.units().states().get(unit))) {
                continue;
            }
            if (call.step().equals("services do")) {
                machine.units().set(unit, true);
            } else {
                told.append(unit).append(" does not run\n");
            }
        }
        return SimShell.printed(told.toString());
    }

    private Optional<SimHost> named(String name) {
        return all.stream().filter(host -> host.name().equals(name)).findFirst();
    }

    static RemoteResult yes(boolean is) {
        return is ? SimShell.printed("") : SimShell.failed(NO, "");
    }
}
