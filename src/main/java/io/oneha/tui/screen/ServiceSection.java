package io.oneha.tui.screen;

import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Model;
import io.oneha.zone.Text;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A host's services by role: those that run everywhere, and those that only the leader has. Which ones are in the wrong role is
 * the verdict's to say. Source of the roles: OpenNebula's raft/vip.sh.
 */
final class ServiceSection {
    private static final Set<String> LEADERS = Set.of(
            "opennebula-flow", "opennebula-gate", "opennebula-form", "opennebula-hem", "opennebula-showback");
    private static final int STATE = 12;
    private static final int NAME_MOST = 28;

    private ServiceSection() {}

    static void add(Sheet sheet, ServerView server, HostFacts facts, Model model, Glyphs glyphs) {
        Map<String, ServiceState> everywhere = new TreeMap<>(facts.services());
        everywhere.keySet().removeAll(LEADERS);
        Map<String, ServiceState> leaders = new TreeMap<>(facts.services());
        leaders.keySet().retainAll(LEADERS);
        List<Finding> roles = model.watch().verdict().findings().stream()
                .filter(finding -> finding.code() == FindingCode.SERVICE_ROLE
                        && finding.subject().equals(server.name()))
                .toList();
        group(sheet, "Services everywhere", everywhere, true, roles, glyphs);
        group(sheet, "Services of the leader", leaders, false, roles, glyphs);
    }

    private static void group(
            Sheet sheet,
            String title,
            Map<String, ServiceState> services,
            boolean wanted,
            List<Finding> roles,
            Glyphs glyphs) {
        if (services.isEmpty()) {
            return;
        }
        sheet.heading(title);
        int name = services.keySet().stream().mapToInt(Width::of).max().orElse(0);
        for (Map.Entry<String, ServiceState> service : services.entrySet()) {
            String unit = Text.clean(service.getKey());
            Span sign = HostSigns.service(service.getValue(), wanted, glyphs);
            Line line = Line.of(" " + sign.text() + " ", sign.tone())
                    .and(padded(unit, Math.min(NAME_MOST, name) + 2), Tone.TEXT)
                    .and(padded(service.getValue().word(), STATE), sign.tone());
            boolean wrong = roles.stream().anyMatch(finding -> names(finding.reason(), service.getKey()));
            String note = service.getValue().isUp() ? " not here" : " wanted here";
            sheet.line(wrong ? line.and(glyphs.warning() + note, Tone.BAD) : line);
        }
    }

    /** Whether a reason is about a unit, and not about one whose name only begins alike. */
    static boolean names(String reason, String unit) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(unit) + "(?![\\w-])")
                .matcher(reason)
                .find();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - Width.of(text)));
    }
}
