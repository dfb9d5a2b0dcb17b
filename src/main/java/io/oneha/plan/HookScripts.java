package io.oneha.plan;

import io.oneha.inventory.Inventory;
import io.oneha.plan.StepList.Text;
import java.util.List;
import java.util.stream.Stream;

/**
 * The step that puts the scripts of the raft hooks in place. The package brings one, vip.sh; with failover.sh one-deploy writes
 * another, which runs vip.sh and then the scripts of failover.d (role opennebula/server). A server whose hook is not there gets
 * no virtual address when it becomes the leader, and nothing but a line in its log tells.
 */
final class HookScripts {
    private static final String ID = "hook-scripts";
    private static final String PACKAGED = "raft/vip.sh";

    private HookScripts() {}

    /** For the first server of a zone. */
    static void first(StepList steps, Inventory.Hooks hooks) {
        add(
                steps,
                hooks,
                "",
                "put them in place; write failover.sh where it is missing, with an empty failover.d",
                "each is there and can be run");
    }

    /** For a server that joins: those of the leader. */
    static void joining(StepList steps, Inventory.Hooks hooks, String leader) {
        add(
                steps,
                hooks,
                leader,
                "copy each, and the folder of the same name that ends in .d, from " + leader,
                "they equal those on " + leader + " and can be run");
    }

    private static void add(StepList steps, Inventory.Hooks hooks, String leader, String what, String proof) {
        List<String> commands = Stream.of(hooks.leader(), hooks.follower())
                .distinct()
                .filter(command -> !command.equals(PACKAGED))
                .toList();
        if (commands.isEmpty()) {
            return;
        }
        Text text = new Text(
                "Provide the raft hooks' scripts " + String.join(", ", commands),
                Step.Kind.CHANGE,
                "oned is not running as a server of the zone",
                List.of(what),
                proof,
                "put back what was kept");
        steps.add(ID, text, false, new Work.HookScripts(leader, commands));
    }
}
