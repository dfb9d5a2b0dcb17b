package io.oneha.tui.screen;

import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Prompt;
import io.oneha.tui.model.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A question over the screen that it is about; its answer is a word that is typed. */
final class QuestionBox {
    private static final int MOST = 72;

    private QuestionBox() {}

    static void draw(Canvas canvas, Rect area, Model model) {
        Optional<Prompt> typed = model.typing().prompt().filter(prompt -> prompt.kind() == Prompt.Kind.ANSWER);
        Optional<Question> question = model.changing().question();
        if (typed.isEmpty() || question.isEmpty()) {
            return;
        }
        int width = Math.min(MOST, area.width());
        List<String> asks = Width.wrap(question.get().text(), width - 4);
        String how = "Type " + question.get().word() + " " + question.get().yes() + "; anything else "
                + question.get().about().otherwise() + ".";
        List<String> hows = Width.wrap(how, width - 4);
        boolean roomy = asks.size() + hows.size() + 5 <= area.height();
        List<String> lines = new ArrayList<>(asks);
        if (roomy) {
            lines.add("");
        }
        lines.addAll(hows);
        int height = Math.min(area.height(), lines.size() + (roomy ? 4 : 3));
        Rect inside = Panes.box(canvas, area, width, height, question.get().title(), "Esc back");
        for (int row = 0; row < lines.size() && row < inside.height() - 1; row++) {
            Tone tone = row < asks.size() ? Tone.WARN : Tone.TEXT;
            canvas.put(inside.x() + 1, inside.y() + row, inside.width() - 2, lines.get(row), tone);
        }
        int y = inside.y() + inside.height() - 1;
        int x = canvas.put(inside.x() + 1, y, canvas.theme().glyphs().marker() + " ", Tone.ACCENT);
        int room = inside.right() - 2 - x;
        canvas.cursor(canvas.put(x, y, room, Width.tail(typed.get().text(), room), Tone.TITLE), y);
    }
}
