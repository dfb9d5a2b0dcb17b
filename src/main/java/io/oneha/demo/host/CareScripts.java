package io.oneha.demo.host;

import io.oneha.demo.raft.RaftDisk;
import io.oneha.demo.sim.SimServer;
import io.oneha.ssh.RemoteResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What the scripts of the steps that look after a running zone find and do on a simulated host.
 *
 * @param machine the host
 */
record CareScripts(SimHost machine) {
    /** What {@code services again} restarts where it runs, in the script's order. */
    private static final List<String> BESIDE_ONED =
            List.of("flow", "gate", "form", "fireedge", "guacd", "novnc", "hem");

    RemoteResult run(StepCall call) {
        SimServer oned = machine.server();
        return switch (call.step()) {
            case "service stop" -> oned.isRunning() ? StepScripts.does(oned::stop) : SimShell.printed("");
            case "service kill" -> oned.isRunning() ? StepScripts.does(oned::kill) : SimShell.printed("");
            case "service masked" -> StepScripts.yes(false);
            case "database unmarked" -> StepScripts.yes(machine.setup.tables);
            case "calm free" -> StepScripts.yes(!machine.movesVip());
            case "calm machine" -> SimShell.printed("demo-" + machine.name() + "\n");
            case "calm forget" -> StepScripts.does(() -> machine.forget(call.value("kept")));
            case "work begin", "work follow", "work version" -> machine.work.run(call);
            case "reboot needed" -> StepScripts.yes(true);
            case "reboot rebooted" -> StepScripts.yes(machine.hasRebooted(call.value("boot")));
            case "reboot reboot" -> StepScripts.does(() -> machine.reboot(call.value("boot")));
            case "service disable" -> StepScripts.does(() -> machine.setup.enabled = false);
            // Nobody replicates a simulated database by other means.
            case "database ties" -> SimShell.printed("");
            case "database term" -> SimShell.printed(term(oned.database().raft()));
            case "database term-end" ->
                SimShell.printed(oned.database().raft().log().endOf(Long.parseLong(call.value("term"))) + "\n");
            case "database reset-term" ->
                StepScripts.does(() -> oned.database().raft().keep(Long.parseLong(call.value("term")), -1));
            case "account answers" -> StepScripts.yes(oned.database().isWritable());
            case "account start" -> StepScripts.does(() -> oned.database().up(true));
            case "services again" -> SimShell.printed(again());
            case "hook run" ->
                StepScripts.does(() -> machine.runHook(call.value("role").equals("leader")));
            case "role start", "role stop" ->
                StepScripts.does(() -> List.of(call.value("units").split(" "))
                        .forEach(unit -> machine.units().set(unit, call.step().equals("role start"))));
            default -> SimShell.failed(1, "the demo's hosts know no " + call.step());
        };
    }

    private static String term(RaftDisk disk) {
        long highest = LongStream.rangeClosed(
                        disk.log().firstIndex(), disk.log().lastIndex())
                .map(disk.log()::termOf)
                .max()
                .orElse(0);
        return highest + "\t<TEMPLATE><TERM><![CDATA[" + disk.term() + "]]></TERM></TEMPLATE>\n";
    }

    private String again() {
        Map<String, String> states = machine.units().states();
        return BESIDE_ONED.stream()
                .map(service -> "opennebula-" + service)
                .filter(unit -> "active".equals(states.get(unit)))
                .map(unit -> unit + " was restarted\n")
                .collect(Collectors.joining());
    }
}
