package io.oneha.cli.output;

import io.oneha.apply.RunEvent;
import io.oneha.apply.journal.BytesPace;
import io.oneha.apply.journal.EventDocument;
import io.oneha.apply.journal.JsonLine;
import io.oneha.apply.journal.RunOrigin;
import java.io.PrintWriter;
import java.util.function.Consumer;

/** A run for programs: one JSON object a line as it happens, the same lines as in its journal. */
public final class RunDocument implements Consumer<RunEvent> {
    private final PrintWriter out;
    private final EventDocument document;
    private final BytesPace pace = new BytesPace();

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
        if (pace.passes(event)) {
            out.print(JsonLine.write(document.of(event)));
            out.flush();
        }
    }
}
