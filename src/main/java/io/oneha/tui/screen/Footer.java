package io.oneha.tui.screen;

import io.oneha.tui.frame.Canvas;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Rect;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import io.oneha.tui.model.Change;
import io.oneha.tui.model.Commands;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Notice;
import io.oneha.tui.model.Prompt;
import io.oneha.tui.model.View;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The last line: what is being typed, what there is to tell, or the keys that matter here. */
final class Footer {
    private record Hint(String key, String text) {}

    private static final List<Hint> HOME =
            hints("?=help|a=actions|/=filter|:=command|Enter=details|Tab=pane|q=quit|r=refresh|t=times|p=pause");
    private static final List<Hint> DETAILS = hints("Esc=back|j k=scroll|Tab=next|?=help|q=quit");
    private static final List<Hint> PAGE = hints("Esc=back|j k=scroll|r=refresh|?=help|q=quit");
    private static final List<Hint> PLAN = hints("Esc=back|Enter=continue|j k=scroll|?=help|q=quit");
    private static final List<Hint> ADOPTION = hints("Esc=back|Enter=adopt|j k=scroll|?=help|q=quit");
    private static final List<Hint> RUN = hints("Esc=back, it continues|j k=scroll|q=stop and quit|?=help");
    private static final List<Hint> RUN_ENDED = hints("Esc=back|Enter=plan again|j k=scroll|?=help|q=quit");
    private static final List<Hint> ANSWER = hints("Enter=confirm|Esc=cancel");
    private static final List<Hint> LIST = hints("Esc=back|j k=move|q=quit");

    private Footer() {}

    /** @param keysAndTexts {@code KEY=TEXT}, with bars between them */
    private static List<Hint> hints(String keysAndTexts) {
        return Stream.of(keysAndTexts.split("\\|"))
                .map(each -> each.split("=", 2))
                .map(each -> new Hint(each[0], each[1]))
                .toList();
    }

    static void draw(Canvas canvas, Rect row, Model model) {
        Optional<Prompt> prompt = model.typing().prompt();
        Optional<Notice> notice = model.notice();
        if (prompt.filter(line -> line.kind() != Prompt.Kind.ANSWER).isPresent()) {
            prompt(canvas, row, model, prompt.get());
        } else if (notice.isPresent() && prompt.isEmpty()) {
            Tone tone = notice.get().isError() ? Tone.BAD : Tone.TEXT;
            Glyphs glyphs = canvas.theme().glyphs();
            int x = row.x() + 1;
            x = switch (notice.get().kind()) {
                case DONE -> canvas.put(x, row.y(), glyphs.check(), tone) + 1;
                case ERROR -> canvas.put(x, row.y(), glyphs.error(), tone) + 1;
                case CANCELLED -> x;
            };
            canvas.put(x, row.y(), row.right() - 1 - x, notice.get().text(), tone);
        } else {
            hints(canvas, row, model);
        }
    }

    private static void prompt(Canvas canvas, Rect row, Model model, Prompt prompt) {
        boolean command = prompt.kind() == Prompt.Kind.COMMAND;
        int x = canvas.put(row.x() + 1, row.y(), command ? ":" : "/", Tone.ACCENT);
        int room = row.right() - 2 - x;
        x = canvas.put(x, row.y(), room, Width.tail(prompt.text(), room), Tone.TEXT);
        canvas.cursor(x, row.y());
        if (!command) {
            String keys = "Enter keeps, Esc drops";
            if (x + 3 + keys.length() < row.right()) {
                canvas.putRight(row.right() - 1, row.y(), keys.length(), keys, Tone.DIM);
            }
            return;
        }
        List<String> lines = Commands.completions(model, prompt.text());
        if (!lines.isEmpty()) {
            x = canvas.put(x, row.y(), lines.get(0).substring(prompt.text().length()), Tone.DIM) + 3;
        }
        for (int i = 1; i < lines.size() && x < row.right(); i++) {
            x = canvas.put(x, row.y(), lines.get(i), Tone.DIM) + 2;
        }
    }

    private static void hints(Canvas canvas, Rect row, Model model) {
        View.Kind kind = model.view().kind();
        boolean asked = model.typing().prompt().isPresent();
        boolean runs = model.changing().isRunning();
        List<Hint> hints = asked
                ? ANSWER
                : switch (kind) {
                    case HOME -> HOME;
                    case SERVER, FINDING, EVENT -> DETAILS;
                    case REACH -> PAGE;
                    case PLAN -> plan(model);
                    case RUN -> runs ? RUN : RUN_ENDED;
                    case HELP, MENU -> LIST;
                };
        int limit = row.right() - 1;
        if ((runs || model.changing().isUnfinished()) && kind != View.Kind.RUN && !asked) {
            canvas.putRight(limit, row.y(), row.width(), "R run", Tone.WARN);
            limit -= "R run".length() + 2;
        }
        if (!model.filter().isEmpty()) {
            String shown = Width.truncate(
                    "filter " + model.filter(), row.width() / 2, canvas.theme().glyphs());
            canvas.putRight(limit, row.y(), row.width() / 2, shown, Tone.WARN);
            limit -= Width.of(shown) + 2;
        } else if (model.session().readOnly()) {
            canvas.putRight(limit, row.y(), row.width(), "read-only", Tone.DIM);
            limit -= "read-only".length() + 2;
        }
        int x = row.x() + 1;
        for (Hint hint : hints) {
            if (x + hint.key().length() + 1 + hint.text().length() > limit) {
                break;
            }
            x = canvas.put(x, row.y(), hint.key(), Tone.ACCENT) + 1;
            x = canvas.put(x, row.y(), hint.text(), Tone.DIM) + 2;
        }
    }

    /** Whether Enter leads on from the plan's screen. */
    private static List<Hint> plan(Model model) {
        Optional<Change> change = model.changing().change();
        if (change.filter(Change::wantsAdoption).isPresent()) {
            return ADOPTION;
        }
        return change.flatMap(Change::plan).isPresent() ? PLAN : PAGE;
    }
}
