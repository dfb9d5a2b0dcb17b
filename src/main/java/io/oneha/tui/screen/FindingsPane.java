package io.oneha.tui.screen;

import io.oneha.health.Finding;
import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Pane;
import io.oneha.tui.model.PaneRows;
import java.util.List;

/** What is not as it should be: how bad, what, whose, and what was seen. */
final class FindingsPane {
    private static final int MARKER = 2;

    /** What follows from a finding stands under it, and further in. */
    private static final int INDENT = 2;

    private static final int SUBJECT_MOST = 20;
    private static final int CODE_NEEDS = 96;

    private FindingsPane() {}

    static void draw(Canvas canvas, Rect area, Model model, boolean boxed) {
        List<Finding> findings = PaneRows.findings(model);
        boolean focused = model.place().focus() == Pane.FINDINGS;
        Rect inside = Panes.frame(canvas, area, Panes.title(Pane.FINDINGS, findings.size(), model), "", focused, boxed);
        int width = Panes.width(inside, findings.size()) - MARKER;
        Rect table = inside.columns(MARKER, width);
        if (findings.isEmpty()) {
            canvas.put(table.x(), table.y(), table.width(), empty(model), Tone.DIM);
            return;
        }
        int code = table.width() >= CODE_NEEDS
                ? Width.widest(findings, finding -> finding.code().name())
                : 0;
        int subject = Math.min(SUBJECT_MOST, Width.widest(findings, Finding::subject));
        int selected = PaneRows.selected(model, Pane.FINDINGS);
        int from = Panes.offset(findings.size(), selected, inside.height());
        for (int row = 0; row < inside.height() && from + row < findings.size(); row++) {
            Finding finding = findings.get(from + row);
            int y = table.y() + row;
            Span sign = Signs.severity(finding.severity(), canvas.theme().glyphs());
            int indent = INDENT * model.watch().verdict().depth(finding);
            int x = canvas.put(table.x() + indent, y, sign.text(), sign.tone()) + 1;
            if (code > 0) {
                canvas.put(x, y, code, finding.code().name(), sign.tone());
                x += code + 2;
            }
            canvas.put(x, y, subject, finding.subject(), Tone.TITLE);
            x += subject + 2;
            canvas.put(x, y, table.right() - x, finding.reason(), Tone.TEXT);
            if (focused && from + row == selected) {
                Panes.select(canvas, inside.row(row));
            }
        }
        Panes.more(canvas, inside, from, findings.size());
    }

    private static String empty(Model model) {
        if (model.watch().latest().isEmpty()) {
            return "nothing is known yet";
        }
        return model.filter().isEmpty() ? "nothing found" : "no finding holds \"" + model.filter() + "\"";
    }
}
