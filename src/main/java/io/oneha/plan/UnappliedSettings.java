package io.oneha.plan;

import io.oneha.inventory.DeploySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the inventory sets and a plan does not carry out: told by name, for nobody would miss it before it is needed. */
final class UnappliedSettings {
    private UnappliedSettings() {}

    static List<String> notices(DeploySettings deploy, List<Step> steps) {
        List<String> notices = new ArrayList<>();
        List<String> ofLeader = Stream.of(
                        deploy.oned().isEmpty() ? "" : "oned_conf",
                        deploy.gate().isEmpty() ? "" : "gate_endpoint")
                .filter(name -> !name.isEmpty())
                .toList();
        boolean makesFirst =
                steps.stream().anyMatch(step -> step.spec() instanceof StepSpec.Hooks hooks && hooks.gate());
        if (!ofLeader.isEmpty() && !makesFirst) {
            notices.add("a server that joins gets the leader's oned.conf as it is: this plan does not write "
                    + String.join(" and ", ofLeader) + " of the inventory");
        }
        if (!steps.isEmpty() && !deploy.notApplied().isEmpty()) {
            notices.add(
                    "oneha does not apply these variables of the inventory: " + String.join(", ", deploy.notApplied()));
        }
        return notices;
    }
}
