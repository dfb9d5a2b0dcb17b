package io.oneha.cli.output;

import io.oneha.base.Json;
import io.oneha.base.Text;
import io.oneha.run.RunEvent;
import io.oneha.run.journal.BytesPace;
import io.oneha.run.journal.EventDocument;
import io.oneha.run.journal.RunOrigin;
import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A run for programs: one JSON object a line as it happens, the same lines as in its journal. Where the run ends before its plan does,
 * {@code resume} is the command that goes on with it.
 */
public final class RunDocument implements Consumer<RunEvent> {
    private final PrintWriter out;
    private final EventDocument document;
    private final BytesPace pace = new BytesPace();
    private String run = "";

    /**
     * @param out where it is printed
     * @param origin who carries the run out
     */
    public RunDocument(PrintWriter out, RunOrigin origin) {
        this.out = out;
        this.document = new EventDocument(origin);
    }

    @Override
    public synchronized void accept(RunEvent event) {
        if (event instanceof RunEvent.Started started) {
            run = started.run();
        }
        if (pace.passes(event)) {
            Map<String, Object> line = document.of(event);
            if (event instanceof RunEvent.StepFailed || event instanceof RunEvent.Stopped) {
                line.put("resume", "oneha apply --resume " + Text.clean(run));
            }
            out.print(Json.write(line));
            out.flush();
        }
    }
}
