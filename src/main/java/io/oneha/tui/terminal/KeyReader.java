package io.oneha.tui.terminal;

import io.oneha.term.ControlParser;
import io.oneha.tui.model.Effect;
import io.oneha.tui.model.Message;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Reads keys on a thread of its own, which sleeps in the system until there are some.
 *
 * @param in what the terminal sends
 * @param out gets keys and pastes
 * @param query listens for the answer to a question that was put to the terminal
 */
record KeyReader(InputStream in, Consumer<Message> out, BackgroundQuery query) implements Runnable {
    private static final int ESCAPE_WAIT_MILLIS = 40;
    private static final int ESCAPE_STEP_MILLIS = 4;
    private static final int EXIT_HANGUP = 129;

    @Override
    public void run() {
        ControlParser parser = new ControlParser(new KeyDecoder(out));
        byte[] bytes = new byte[1024];
        try {
            long before = System.nanoTime();
            int length = in.read(bytes);
            while (length >= 0) {
                parser.rest(Duration.ofNanos(System.nanoTime() - before));
                query.hear(bytes, length);
                parser.feed(bytes, length);
                if (parser.isUndecided() && !moreComes()) {
                    parser.settle();
                }
                before = System.nanoTime();
                length = in.read(bytes);
            }
            out.accept(new Message.Due(new Effect.Quit(EXIT_HANGUP)));
        } catch (IOException e) {
            out.accept(new Message.Due(new Effect.Quit(EXIT_HANGUP)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The bytes of a sequence come together, also over a network; nobody types that fast. */
    private boolean moreComes() throws IOException, InterruptedException {
        for (int waited = 0; waited < ESCAPE_WAIT_MILLIS; waited += ESCAPE_STEP_MILLIS) {
            if (in.available() > 0) {
                return true;
            }
            Thread.sleep(ESCAPE_STEP_MILLIS);
        }
        return false;
    }
}
