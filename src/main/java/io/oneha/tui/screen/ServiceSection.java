package io.oneha.tui.screen;

import io.oneha.base.Text;
import io.oneha.health.FindingCode;
import io.oneha.health.LeaderServices;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import java.util.Map;
import java.util.TreeMap;

/**
 * A host's services by role: those that run everywhere, and those that only the leader has. Which ones are in the wrong role is
 * the verdict's to say.
 */
final class ServiceSection {
    private static final int STATE = 12;
    private static final int NAME_MOST = 28;

    private ServiceSection() {}

    static void add(Sheet sheet, HostFacts facts, HostFindings findings, Glyphs glyphs) {
        Map<String, ServiceState> everywhere = new TreeMap<>(facts.services());
        everywhere.keySet().removeIf(LeaderServices::has);
        Map<String, ServiceState> leaders = new TreeMap<>(facts.services());
        leaders.keySet().removeAll(everywhere.keySet());
        group(sheet, "Services everywhere", everywhere, true, findings, glyphs);
        group(sheet, "Services of the leader", leaders, false, findings, glyphs);
    }

    private static void group(
            Sheet sheet,
            String title,
            Map<String, ServiceState> services,
            boolean wanted,
            HostFindings findings,
            Glyphs glyphs) {
        if (services.isEmpty()) {
            return;
        }
        sheet.heading(title);
        int name = Width.widest(services.keySet(), unit -> unit);
        for (Map.Entry<String, ServiceState> service : services.entrySet()) {
            String unit = Text.clean(service.getKey());
            Span sign = HostSigns.service(service.getValue(), wanted, glyphs);
            Line line = Line.of(" " + sign.text() + " ", sign.tone())
                    .and(padded(unit, Math.min(NAME_MOST, name) + 2), Tone.TEXT)
                    .and(padded(service.getValue().word(), STATE), sign.tone());
            boolean wrong = findings.name(FindingCode.SERVICE_ROLE, service.getKey());
            String note = service.getValue().isUp() ? " not here" : " wanted here";
            sheet.line(wrong ? line.and(glyphs.warning() + note, Tone.BAD) : line);
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - Width.of(text)));
    }
}
