package io.oneha.tui.screen;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.host.HostFacts;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Model;
import io.oneha.zone.Text;
import io.oneha.zone.ZoneServer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Which files of a host differ from the leader's, by their checksums. Whether that is bad is the verdict's to say. */
final class DriftSection {
    private static final String ONED = "/etc/one/oned.conf";
    private static final int LISTED = 20;

    private DriftSection() {}

    static void add(Sheet sheet, ServerView server, HostFacts facts, Model model, Glyphs glyphs) {
        sheet.heading("Drift");
        Optional<ZoneServer> leader = model.watch().verdict().leader();
        if (leader.isEmpty()) {
            sheet.paragraph("not compared: no leader", Tone.DIM);
        } else if (leader.get().equals(server.server())) {
            sheet.paragraph("the leader: the others are compared with it", Tone.DIM);
        } else {
            String name = leader.get().name();
            Optional<HostFacts> leaders = facts(model, leader.get());
            if (leaders.isEmpty()) {
                sheet.paragraph("not compared: nothing is known of " + name + "'s files", Tone.DIM);
                return;
            }
            compare(sheet, "/etc/one", facts.configSums(), leaders.get().configSums(), name, glyphs);
            compare(sheet, ".one", facts.authSums(), leaders.get().authSums(), name, glyphs);
            compare(sheet, ".ssh", facts.sshSums(), leaders.get().sshSums(), name, glyphs);
        }
    }

    private static Optional<HostFacts> facts(Model model, ZoneServer leader) {
        return model.watch().latest().map(Snapshot::servers).stream()
                .flatMap(servers -> servers.stream())
                .filter(server -> server.server().equals(leader))
                .findFirst()
                .flatMap(server -> server.host().known());
    }

    private static void compare(
            Sheet sheet,
            String label,
            Map<String, String> own,
            Map<String, String> leaders,
            String leader,
            Glyphs glyphs) {
        if (own.isEmpty() || leaders.isEmpty()) {
            sheet.value(label, "not compared: " + (own.isEmpty() ? "not seen here" : "not seen on " + leader), Tone.DIM);
            return;
        }
        int different = 0;
        TreeSet<String> paths = new TreeSet<>(own.keySet());
        paths.addAll(leaders.keySet());
        for (String path : paths) {
            String word = !leaders.containsKey(path)
                    ? "only here"
                    : !own.containsKey(path)
                            ? "missing here"
                            : own.get(path).equals(leaders.get(path)) ? "" : "differs";
            if (!word.isEmpty() && different++ < LISTED) {
                boolean usual = path.equals(ONED) && word.equals("differs");
                String sign = usual ? glyphs.info() : glyphs.warning();
                String note = usual ? ", as SERVER_ID does on each server" : "";
                sheet.value(
                        different == 1 ? label : "",
                        sign + " " + word + ": " + Text.clean(path) + note,
                        usual ? Tone.DIM : Tone.WARN);
            }
        }
        if (different == 0) {
            sheet.value(label, "the same as on " + leader + ", " + Texts.count(paths.size(), "file"), Tone.TEXT);
        } else if (different > LISTED) {
            sheet.value("", "and " + (different - LISTED) + " more", Tone.WARN);
        }
    }
}
