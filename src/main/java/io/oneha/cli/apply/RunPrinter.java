package io.oneha.cli.apply;

import io.oneha.app.change.RunSession;
import io.oneha.app.session.Session;
import io.oneha.app.settings.Settings;
import io.oneha.cli.output.RunDocument;
import io.oneha.cli.output.RunText;
import io.oneha.cli.output.StatusArea;
import io.oneha.cli.output.TextColours;
import io.oneha.run.RunEvent;
import io.oneha.term.ControllingTerminal;
import io.oneha.term.Environment;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import sun.misc.Signal;

/** Tells a run on standard output: to people, with a clock that ticks while a step takes its time, or to programs. */
record RunPrinter(Consumer<RunEvent> listener, Consumer<Runnable> aside, Runnable end)
        implements Consumer<RunEvent>, AutoCloseable {
    static RunPrinter of(boolean json, Session session, Settings settings, RunSession run) {
        PrintWriter out = session.out();
        if (json) {
            return new RunPrinter(new RunDocument(out, run.origin()), Runnable::run, () -> {});
        }
        Map<String, String> before = new LinkedHashMap<>();
        run.before().ifPresent(record -> record.steps().forEach(step -> before.put(step.id(), step.host())));
        boolean ascii = Environment.ascii(session.surroundings().environment(), settings.ascii());
        boolean terminal = session.surroundings().outIsTerminal();
        AtomicInteger columns = new AtomicInteger(terminal ? ControllingTerminal.columns() : 0);
        StatusArea status = terminal ? StatusArea.of(out, columns::get, ascii) : StatusArea.none(out);
        TextColours paint = TextColours.where(session.isColoured(settings));
        RunText text = new RunText(out, paint, ascii, status).goesOnWith(before);
        if (!terminal) {
            return new RunPrinter(text, text::aside, text::close);
        }
        Signal.handle(new Signal("WINCH"), signal -> columns.set(ControllingTerminal.columns()));
        Clock clock = session.surroundings().clock();
        ScheduledExecutorService ticks = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "oneha-tick");
            thread.setDaemon(true);
            return thread;
        });
        ticks.scheduleAtFixedRate(() -> text.tick(clock.instant()), 1, 1, TimeUnit.SECONDS);
        return new RunPrinter(text, text::aside, () -> {
            ticks.shutdownNow();
            text.close();
        });
    }

    /** Prints something beside the run without tearing its lines. */
    void aside(Runnable printing) {
        aside.accept(printing);
    }

    @Override
    public void accept(RunEvent event) {
        listener.accept(event);
    }

    @Override
    public void close() {
        end.run();
    }
}
