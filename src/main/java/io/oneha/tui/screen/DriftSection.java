package io.oneha.tui.screen;

import io.oneha.base.Text;
import io.oneha.health.FindingCode;
import io.oneha.observe.ServerView;
import io.oneha.observe.host.DriverListing;
import io.oneha.observe.host.HostFacts;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Model;
import io.oneha.zone.ZoneServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Which files of a host differ from the leader's, by their checksums: all of them, for whether that is bad is the verdict's to
 * say. oned.conf differs on every server, by SERVER_ID if by nothing else.
 */
record DriftSection(
        Sheet sheet, Glyphs glyphs, HostFindings findings, HostFacts own, HostFacts leaders, String leader) {
    private static final String ONED = "/etc/one/oned.conf";
    private static final int LISTED = 20;

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
            HostFindings findings = HostFindings.of(model, server);
            new DriftSection(sheet, glyphs, findings, facts, leaders.get(), name).compare();
        }
    }

    private static Optional<HostFacts> facts(Model model, ZoneServer leader) {
        return model.watch().servers().stream()
                .filter(server -> server.server().equals(leader))
                .findFirst()
                .flatMap(server -> server.host().known());
    }

    /** Whether what is not in the facts is not on the host. */
    private static boolean isComplete(HostFacts facts) {
        return facts.privileged() || facts.unseen().isEmpty();
    }

    private void compare() {
        boolean config = findings.name(FindingCode.CONFIG_DRIFT, "/etc/one");
        boolean keys = findings.name(FindingCode.CONFIG_DRIFT, "/var/lib/one/.ssh");
        boolean auth = findings.name(FindingCode.AUTH_DRIFT, "/var/lib/one/.one");
        folder("/etc/one", own.configSums(), leaders.configSums(), config);
        folder(".one", own.authSums(), leaders.authSums(), auth);
        folder(".ssh", own.sshSums(), leaders.sshSums(), keys);
        if (!own.driverSums().isEmpty()) {
            boolean drivers = findings.name(FindingCode.CONFIG_DRIFT, DriverListing.FOLDER);
            folder("remotes", own.driverSums(), leaders.driverSums(), drivers);
        }
    }

    private void folder(String label, Map<String, String> here, Map<String, String> there, boolean bad) {
        if (here.isEmpty() || there.isEmpty()) {
            String where = here.isEmpty() ? "here" : "on " + leader;
            sheet.value(label, "not compared: not seen " + where, Tone.DIM);
            return;
        }
        List<String> different = different(here, there);
        boolean usual = different.remove("differs: " + ONED);
        String name = label;
        for (String line : different.subList(0, Math.min(LISTED, different.size()))) {
            String sign = bad ? glyphs.warning() : glyphs.info();
            sheet.value(name, sign + " " + Text.clean(line), bad ? Tone.WARN : Tone.TEXT);
            name = "";
        }
        if (different.size() > LISTED) {
            sheet.value("", "and " + (different.size() - LISTED) + " more", bad ? Tone.WARN : Tone.TEXT);
        }
        if (usual) {
            oned(name);
        } else if (different.isEmpty()) {
            sheet.value(name, "the same as on " + leader + ", " + NumberTexts.count(here.size(), "file"));
        }
    }

    private void oned(String label) {
        boolean bad = findings.name(FindingCode.CONFIG_DRIFT, "oned.conf");
        String text = bad
                ? glyphs.warning() + " differs: " + ONED + ", see the findings"
                : glyphs.info() + " differs: " + ONED + ", by what each server has of its own";
        sheet.value(label, text, bad ? Tone.WARN : Tone.DIM);
    }

    private List<String> different(Map<String, String> here, Map<String, String> there) {
        List<String> lines = new ArrayList<>();
        TreeSet<String> paths = new TreeSet<>(here.keySet());
        paths.addAll(there.keySet());
        for (String path : paths) {
            if (here.containsKey(path) && there.containsKey(path)) {
                if (!here.get(path).equals(there.get(path))) {
                    lines.add("differs: " + path);
                }
            } else if (isComplete(own) && isComplete(leaders)) {
                lines.add((here.containsKey(path) ? "only here: " : "missing here: ") + path);
            }
        }
        return lines;
    }
}
