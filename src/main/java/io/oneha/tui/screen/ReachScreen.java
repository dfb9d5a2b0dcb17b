package io.oneha.tui.screen;

import io.oneha.base.Text;
import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts.Peer;
import io.oneha.observe.host.HostFailure;
import io.oneha.observe.host.HostView;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * From each front-end to each other's name: what it resolves to, and whether ports 22 and 2633 accept connections. A matrix
 * where it fits, else a list; then what the names resolve to, and who was not seen and why.
 */
final class ReachScreen {
    private static final int LABEL_MOST = 24;
    private static final int LABEL_LEAST = 8;
    private static final int CELL_MOST = 16;

    private ReachScreen() {}

    static void draw(Canvas canvas, Rect area, Model model, int scroll, boolean boxed) {
        Rect inside = Panes.frame(canvas, area, "Reachability", "m or Esc back", true, boxed);
        Panes.text(canvas, inside, lines(model, inside.width(), canvas.theme().glyphs()), scroll);
    }

    static List<Line> lines(Model model, int width, Glyphs glyphs) {
        List<ServerView> servers = frontEnds(model);
        Sheet sheet = new Sheet(width);
        if (servers.stream().noneMatch(server -> server.host().asked())) {
            String none = servers.isEmpty() ? "No front-end is known." : "SSH is not used: nothing is known.";
            return sheet.paragraph(none, Tone.DIM).lines();
        }
        int spare = width - 2 - servers.size() * (PeerReach.CELLS + 1);
        if (spare >= LABEL_LEAST) {
            int label = Math.min(spare, labelWidth(servers, model));
            int cell = Math.min(CELL_MOST, (width - 2 - label) / servers.size() - 1);
            matrix(sheet, servers, model, label, cell, glyphs);
        } else {
            list(sheet, servers, glyphs);
        }
        legend(sheet, glyphs);
        names(sheet, servers, glyphs);
        notSeen(sheet, servers, model, glyphs);
        return sheet.lines();
    }

    /** Each name once: entries may occur twice. */
    private static List<ServerView> frontEnds(Model model) {
        Map<String, ServerView> servers = new LinkedHashMap<>();
        model.watch().servers().forEach(server -> servers.putIfAbsent(server.name(), server));
        return List.copyOf(servers.values());
    }

    private static int labelWidth(List<ServerView> servers, Model model) {
        IntStream labels = IntStream.range(0, servers.size()).map(row -> Width.of(label(servers, row, model)));
        return Math.min(LABEL_MOST, Math.max(LABEL_LEAST, labels.max().orElse(0)));
    }

    /** A row's number, name, and the age of what it says once that is old. */
    private static String label(List<ServerView> servers, int row, Model model) {
        ServerView server = servers.get(row);
        String age = server.host()
                .facts()
                .filter(facts -> HostSigns.isOld(facts, model.now()))
                .map(facts -> NumberTexts.shortDuration(model.age(facts.at())) + " old ")
                .orElse("");
        return (row + 1) + " " + age + server.name();
    }

    private static void matrix(Sheet sheet, List<ServerView> servers, Model model, int label, int cell, Glyphs glyphs) {
        boolean named = servers.stream().allMatch(server -> Width.of(server.name()) + 2 <= cell);
        Line head = Line.of(" " + Width.pad("from", label), Tone.LABEL);
        for (int i = 0; i < servers.size(); i++) {
            String title = named ? (i + 1) + " " + servers.get(i).name() : "to " + (i + 1);
            head = head.and(" ", Tone.TEXT).and(Width.pad(title, cell), Tone.HEADING);
        }
        sheet.line(head);
        for (int i = 0; i < servers.size(); i++) {
            ServerView from = servers.get(i);
            String name = Width.truncate(label(servers, i, model), label, glyphs);
            Line row = Line.of(" " + Width.pad(name, label), Tone.TEXT);
            Optional<String> why = why(from.host());
            sheet.line(
                    why.isPresent() ? row.and(" ? " + why.get(), Tone.WARN) : cells(row, from, servers, cell, glyphs));
        }
    }

    private static Line cells(Line row, ServerView from, List<ServerView> servers, int cell, Glyphs glyphs) {
        Line line = row;
        for (ServerView to : servers) {
            Span sign = PeerReach.of(from, to).sign(glyphs);
            line = line.and(" " + Width.pad(sign.text(), cell), sign.tone());
        }
        return line;
    }

    private static void list(Sheet sheet, List<ServerView> servers, Glyphs glyphs) {
        for (ServerView from : servers) {
            sheet.heading("From " + from.name());
            Optional<String> why = why(from.host());
            if (why.isPresent()) {
                sheet.paragraph("? " + why.get(), Tone.WARN);
                continue;
            }
            for (ServerView to : servers) {
                PeerReach reach = PeerReach.of(from, to);
                if (reach != PeerReach.SELF) {
                    entry(sheet, reach, to.name(), Tone.TEXT, glyphs);
                }
            }
        }
    }

    private static void legend(Sheet sheet, Glyphs glyphs) {
        sheet.gap();
        entry(sheet, PeerReach.WHOLE, "the name resolves, ports 22 and 2633 accept", Tone.DIM, glyphs);
        entry(sheet, PeerReach.NO_NAME, "the name does not resolve", Tone.DIM, glyphs);
        entry(sheet, PeerReach.NO_SSH, "port 22 does not accept", Tone.DIM, glyphs);
        entry(sheet, PeerReach.NO_ONED, "port 2633 does not accept", Tone.DIM, glyphs);
        entry(sheet, PeerReach.NO_PORT, "neither port accepts", Tone.DIM, glyphs);
        entry(sheet, PeerReach.ELSEWHERE, "the name is an address that the host does not have", Tone.DIM, glyphs);
    }

    private static void entry(Sheet sheet, PeerReach reach, String text, Tone tone, Glyphs glyphs) {
        Span sign = reach.sign(glyphs);
        sheet.line(Line.of(" " + Width.pad(sign.text(), PeerReach.CELLS) + " ", sign.tone())
                .and(text, tone));
    }

    /** Each name with its addresses, and who sees which where they do not agree. */
    private static void names(Sheet sheet, List<ServerView> servers, Glyphs glyphs) {
        sheet.heading("Names");
        for (int i = 0; i < servers.size(); i++) {
            ServerView to = servers.get(i);
            Map<String, List<String>> seen = new LinkedHashMap<>();
            for (ServerView from : servers) {
                Optional<Peer> peer = PeerReach.peer(from, to);
                if (peer.isPresent() && !from.name().equals(to.name())) {
                    String address = peer.get().address().map(Text::clean).orElse("");
                    seen.computeIfAbsent(address, none -> new ArrayList<>()).add(from.name());
                }
            }
            name(sheet, (i + 1) + " " + to.name(), to, seen, glyphs);
        }
    }

    private static void name(Sheet sheet, String title, ServerView to, Map<String, List<String>> seen, Glyphs glyphs) {
        if (seen.isEmpty()) {
            sheet.value(title, "nobody looked it up", Tone.DIM);
        }
        String label = title;
        for (Map.Entry<String, List<String>> entry : seen.entrySet()) {
            String address = entry.getKey();
            String on = " on " + String.join(", ", entry.getValue());
            if (address.isEmpty()) {
                sheet.value(label, glyphs.error() + " does not resolve" + on, Tone.BAD);
            } else if (PeerReach.isElsewhere(address, to)) {
                sheet.value(label, glyphs.warning() + " " + address + on + ", not an address of its host", Tone.WARN);
            } else {
                sheet.value(label, address + (seen.size() == 1 ? "" : on));
            }
            label = "";
        }
    }

    private static void notSeen(Sheet sheet, List<ServerView> servers, Model model, Glyphs glyphs) {
        List<ServerView> lost = servers.stream()
                .filter(server -> server.host().failure().isPresent())
                .toList();
        if (!lost.isEmpty()) {
            sheet.heading("Not seen now");
        }
        for (ServerView server : lost) {
            HostFailure failure = server.host().failure().get();
            String since = NumberTexts.duration(model.age(failure.since()));
            String text = glyphs.error() + " " + Text.clean(failure.text()) + ", for " + since;
            sheet.value(server.name(), text, Tone.BAD);
        }
    }

    /** Why a host says nothing of the others. */
    private static Optional<String> why(HostView host) {
        if (!host.asked()) {
            return Optional.of("SSH is not used for it");
        }
        if (host.known().isPresent()) {
            return host.known().get().peers().isEmpty() ? Optional.of("it said nothing") : Optional.empty();
        }
        return Optional.of(host.failure()
                .map(failure -> failure.word() + ": " + Text.clean(failure.text()))
                .orElse("asking"));
    }
}
