package io.oneha.cli.output;

import io.oneha.plan.Step;
import io.oneha.tui.frame.Width;
import io.oneha.zone.Text;
import java.util.List;

/** How a plan's steps are called in a run: {@code 01/13 n1a2}, all of them equally wide. */
final class StepLabels {
    private final List<Step> steps;
    private final int digits;
    private final int hostWidth;

    StepLabels(List<Step> steps) {
        this.steps = steps;
        this.digits = Integer.toString(steps.size()).length();
        this.hostWidth =
                steps.stream().mapToInt(step -> Width.of(host(step))).max().orElse(0);
    }

    /** {@code 01/13}. */
    String number(Step step) {
        int number = 0;
        for (int i = 0; i < steps.size() && number == 0; i++) {
            number = steps.get(i).id().equals(step.id()) ? i + 1 : 0;
        }
        String text = Integer.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text + "/" + steps.size();
    }

    /** {@code 01/13 n1a2}. */
    String of(Step step) {
        String host = host(step);
        return number(step) + " " + host + " ".repeat(Math.max(0, hostWidth - Width.of(host)));
    }

    /** What stands beneath a step begins under its host. */
    String indent() {
        return " ".repeat(2 * digits + 2);
    }

    private static String host(Step step) {
        return Text.clean(step.host());
    }
}
