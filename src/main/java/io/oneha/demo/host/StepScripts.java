package io.oneha.demo.host;

import io.oneha.demo.raft.RecordLog;
import io.oneha.demo.sim.Database;
import io.oneha.ssh.RemoteResult;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What the scripts of oneha's steps find and do on a simulated host. */
final class StepScripts {
    /** A script's exit status for "no". */
    private static final int NO = 3;

    private static final String PACKAGES =
            "opennebula 7.4.0-1\nopennebula-common 7.4.0-1\nopennebula-fireedge 7.4.0-1\n"
                    + "opennebula-flow 7.4.0-1\nopennebula-gate 7.4.0-1\nopennebula-tools 7.4.0-1\n";
    private static final List<String> TABLES = List.of(
            "host_pool\t6",
            "image_pool\t31",
            "template_pool\t18",
            "user_pool\t9",
            "vm_pool\t412",
            "vn_pool\t7",
            "zone_pool\t1");

    private static final List<String> BESIDE_ONED = List.of(
            "opennebula-flow",
            "opennebula-gate",
            "opennebula-form",
            "opennebula-fireedge",
            "opennebula-guacd",
            "opennebula-novnc");

    private final SimHost machine;
    private final SimInstallation setup;
    private final List<SimHost> all;

    StepScripts(SimHost machine, List<SimHost> all) {
        this.machine = machine;
        this.setup = machine.setup();
        this.all = all;
    }

    RemoteResult run(StepCall call) {
        String step = call.step();
        return switch (step.substring(0, step.indexOf(' '))) {
            case "lock" -> setup.lock.run(call);
            case "packages" -> packages(step);
            case "account" -> account(step);
            // Their package sources offer all of it; their packages are the same, and nobody changed a driver.
            case "sources", "remotes" -> SimShell.printed("");
            case "tree" -> tree(call);
            case "file" -> file(call);
            case "database" -> database(step);
            case "dump" -> dump(call);
            case "service" -> service(step);
            case "services" -> services(call);
            case "reach" -> reach(call);
            default -> SimShell.failed(1, "the demo's hosts know no " + step);
        };
    }

    private RemoteResult packages(String step) {
        if (step.equals("packages list")) {
            return SimShell.printed(setup.packages ? PACKAGES : "");
        }
        if (step.equals("packages check")) {
            return yes(setup.packages);
        }
        if (step.equals("packages lacking")) {
            return SimShell.printed(setup.packages ? "" : PACKAGES);
        }
        setup.packages = true;
        return SimShell.printed("");
    }

    private RemoteResult account(String step) {
        if (step.equals("account root")) {
            return SimShell.printed("");
        }
        if (step.equals("account check")) {
            return yes(setup.account && machine.server().database().isWritable());
        }
        setup.account = true;
        machine.server().database().up(true);
        return SimShell.printed("");
    }

    private RemoteResult tree(StepCall call) {
        if (call.step().equals("tree pack")) {
            // A folder travels as the name of the host that it is from.
            return SimShell.printed(machine.name() + "\n");
        }
        if (call.step().equals("tree unpack")) {
            return stopped().orElseGet(() -> {
                setup.unpacked = call.value("content");
                return SimShell.printed("");
            });
        }
        named(setup.unpacked).ifPresent(from -> machine.files().copy(call.value("target"), from.files()));
        return SimShell.printed("");
    }

    /** Of files only the configuration counts. */
    private RemoteResult file(StepCall call) {
        boolean oned = call.value("path").endsWith("/oned.conf");
        if (call.step().equals("file read")) {
            String monitord = HostFiles.lines(machine.monitordConf());
            return machine.files().hasConfig()
                    ? SimShell.printed(oned ? machine.onedText() : monitord)
                    : SimShell.failed(NO, "");
        }
        if (oned && !call.value("content").isEmpty()) {
            byte[] content = Base64.getDecoder().decode(call.value("content"));
            machine.writeOnedConf(new String(content, StandardCharsets.UTF_8));
        }
        return SimShell.printed("");
    }

    private RemoteResult database(String step) {
        RecordLog log = machine.server().database().raft().log();
        long rows = log.lastIndex() - log.firstIndex() + 1;
        return switch (step) {
            case "database size" ->
                SimShell.printed((setup.tables
                                ? SimInstallation.SIZE
                                : SimInstallation.SIZE / SimInstallation.PARTS * setup.copied)
                        + "\n");
            case "database room" -> SimShell.printed(SimInstallation.SIZE / 1024 + "\n");
            case "database counts" ->
                SimShell.printed(setup.tables ? String.join("\n", TABLES) + "\nlogdb\t" + rows + "\n" : "");
            case "database range" ->
                SimShell.printed(
                        setup.tables ? rows + "\t" + log.firstIndex() + "\t" + log.lastIndex() + "\n" : "0\t-1\t-1\n");
            case "database is-restored" -> yes(setup.tables);
            case "database kept" -> yes(false);
            case "database state" -> SimShell.printed("given\n");
            case "database prepare" ->
                stopped().orElseGet(() -> {
                    setup.tables = false;
                    setup.copied = 0;
                    return SimShell.printed("");
                });
            default -> SimShell.printed("");
        };
    }

    /** What oneha's count of all replicated tables prints. */
    RemoteResult rows() {
        Database database = machine.server().database();
        if (!setup.tables || !database.isWritable()) {
            return SimShell.failed(1, setup.tables ? "its database: it is down" : "its database has no tables");
        }
        StringBuilder told = new StringBuilder("oneha-tables 1\napplied\t")
                .append(database.raft().applied())
                .append('\n');
        TABLES.forEach(line -> told.append("table\t").append(line).append('\n'));
        return SimShell.printed(told.append("end\n").toString());
    }

    private RemoteResult dump(StepCall call) {
        if (call.step().equals("dump may")) {
            return yes(named(call.value("target")).filter(this::mayLogIn).isPresent());
        }
        if (call.step().equals("dump check")) {
            return yes(setup.backup);
        }
        if (call.step().equals("dump end")) {
            return SimShell.printed("");
        }
        setup.backup = true;
        return SimShell.printed("");
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
        named(from).ifPresent(host -> machine.takeCopy(host));
        return copied(machine);
    }

    /** What dd says of it. */
    private static RemoteResult copied(SimHost to) {
        return SimShell.printed(SimInstallation.SIZE / SimInstallation.PARTS * to.setup().copied + " bytes copied\n");
    }

    private boolean mayLogIn(SimHost other) {
        return machine.connects(other)
                && other.isReachable()
                && machine.files().ssh().keySet().equals(other.files().ssh().keySet());
    }

    private RemoteResult reach(StepCall call) {
        if (call.step().equals("reach address")) {
            // Its network has no other machines.
            return SimShell.printed("");
        }
        StringBuilder told = new StringBuilder();
        for (String name : call.lines("names")) {
            named(name).ifPresent(other -> {
                String port = other.server().isListening() ? " open\n" : " refused\n";
                told.append(name).append(machine.connects(other) ? port : " closed\n");
            });
        }
        return SimShell.printed(told.toString());
    }

    private RemoteResult service(String step) {
        return switch (step) {
            case "service running" -> yes(machine.server().isRunning());
            case "service ended" -> yes(!machine.server().isRunning());
            case "service enabled" -> yes(setup.enabled);
            case "service enable" -> {
                setup.enabled = true;
                yield SimShell.printed("");
            }
            case "service words" -> SimShell.printed("");
            default -> started(step);
        };
    }

    private RemoteResult started(String step) {
        if (step.equals("service restart") && machine.server().isRunning()) {
            machine.server().stop();
        }
        if (!machine.server().isRunning()) {
            machine.server().start();
        }
        return machine.server().isRunning()
                ? SimShell.printed("")
                : SimShell.failed(1, "remedy: journalctl -u opennebula\noned does not start: its database is down");
    }

    /** Its packages enable all units. */
    private RemoteResult services(StepCall call) {
        StringBuilder told = new StringBuilder();
        if (call.step().equals("services list")) {
            for (String unit : BESIDE_ONED) {
                String state = machine.units().states().getOrDefault(unit, "");
                if (!state.isEmpty()) {
                    told.append(unit).append(" enabled ").append(state).append('\n');
                }
            }
            return SimShell.printed(told.toString());
        }
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

    private Optional<RemoteResult> stopped() {
        return machine.server().isRunning()
                ? Optional.of(SimShell.failed(
                        1, "remedy: systemctl stop opennebula\noned is active, and must not run while this is done"))
                : Optional.empty();
    }

    private Optional<SimHost> named(String name) {
        return all.stream().filter(host -> host.name().equals(name)).findFirst();
    }

    private static RemoteResult yes(boolean is) {
        return is ? SimShell.printed("") : SimShell.failed(NO, "");
    }
}
