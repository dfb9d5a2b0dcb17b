package io.oneha.cli.output;

import io.oneha.app.look.FixOffer;
import io.oneha.app.look.Report;
import io.oneha.base.Text;
import io.oneha.health.Finding;
import java.io.PrintWriter;

/**
 * Every finding with its reason and what to do about it.
 *
 * @param paint colours or none
 */
public record CheckTable(TextColours paint) implements ReportFormat {
    @Override
    public void print(Report report, PrintWriter out) {
        out.print(Headline.zone(report, paint) + "\n\n");
        for (Finding finding : report.verdict().findings()) {
            String indent = "    ".repeat(report.verdict().depth(finding));
            String severity =
                    paint.severity(finding.severity(), finding.severity().word());
            out.print(indent + (indent.isEmpty() ? "" : "follows: ") + severity + "  "
                    + paint.bold(finding.code().name()) + "  " + Text.clean(finding.subject()) + "\n");
            out.print(indent + "    reason  " + Text.clean(finding.reason()) + "\n");
            // What follows from a cause ends with it: its own remedy would be a second one for the same fault.
            out.print(finding.isSymptom() ? "" : "    remedy  " + Text.clean(finding.remedy()) + "\n");
            FixOffer.of(report, finding)
                    .ifPresent(
                            command -> out.print("    fix     `" + Text.clean(command) + "` shows a plan, and asks\n"));
            out.print("\n");
        }
        if (report.verdict().findings().isEmpty()) {
            out.print("Nothing found" + (report.verdict().basis().isWhole() ? "" : " in what was looked at") + ".\n\n");
        }
        Headline.verdict(report, paint).forEach(line -> out.print(line + "\n"));
    }
}
