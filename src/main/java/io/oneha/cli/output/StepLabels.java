package io.oneha.cli.output;

import io.oneha.base.Text;
import io.oneha.run.StepOrder;
import io.oneha.tui.frame.Width;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a plan's steps are called in a run: {@code 01/13 n1a2}, all of them equally wide. */
final class StepLabels {
    private final List<String> ids;
    private final List<String> hosts;
    private final int digits;
    private final int hostWidth;

    /** @param hosts each step's host by the step's id, in the plan's order */
    StepLabels(Map<String, String> hosts) {
        this.ids = List.copyOf(hosts.keySet());
        this.hosts = hosts.values().stream().map(Text::clean).toList();
        this.digits = Integer.toString(ids.size()).length();
        this.hostWidth = this.hosts.stream().mapToInt(Width::of).max().orElse(0);
    }

    /** Those of a run that goes on: a step keeps its number, and those that only the new plan has come where that has them. */
    StepLabels with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String id : StepOrder.merged(ids, List.copyOf(more.keySet()))) {
            int at = ids.indexOf(id);
            all.put(id, at < 0 ? more.get(id) : hosts.get(at));
        }
        return new StepLabels(all);
    }

    /** {@code 01/13}. */
    String number(String id) {
        String text = Integer.toString(ids.indexOf(id) + 1);
        return "0".repeat(digits - text.length()) + text + "/" + ids.size();
    }

    /** {@code 01/13 n1a2}. */
    String of(String id) {
        int index = ids.indexOf(id);
        String host = index < 0 ? "" : hosts.get(index);
        return number(id) + " " + host + " ".repeat(hostWidth - Width.of(host));
    }

    /** What stands beneath a step begins under its host. */
    String indent() {
        return " ".repeat(2 * digits + 2);
    }
}
