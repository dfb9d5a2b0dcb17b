package io.oneha.tui;

import io.oneha.app.Changes;
import io.oneha.app.Feed;
import io.oneha.health.History;
import io.oneha.term.Environment;
import io.oneha.tui.model.DashboardSession;
import io.oneha.tui.model.Message;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Watch;
import io.oneha.tui.terminal.Terminal;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The live view of a zone. */
public final class Dashboard {
    private static final int EXIT_USAGE = 64;
    private static final int EXIT_HANGUP = 129;

    private Dashboard() {}

    /**
     * Shows the dashboard until the user leaves it. Standard input and output must be a terminal.
     *
     * @param feed where snapshots come from; closed at the end
     * @param changes plans and carries out what is changed
     * @param session what stays the same
     * @param appearance how it looks
     * @return the exit code: 0 after {@code q}, 130 after Ctrl-C, 64 when this is no terminal to show it on, 129 when the
     *     terminal went away
     */
    public static int run(Feed feed, Changes changes, DashboardSession session, Appearance appearance) {
        Optional<String> refusal = Environment.refusal(System.getenv());
        if (refusal.isPresent()) {
            System.err.println("oneha: " + refusal.get());
            return EXIT_USAGE;
        }
        BlockingQueue<Message> messages = new LinkedBlockingQueue<>();
        try (feed) {
            Terminal terminal;
            try {
                terminal = Terminal.open(messages::add);
            } catch (IOException e) {
                System.err.println("oneha: the terminal cannot be used: " + e.getMessage());
                return EXIT_USAGE;
            }
            try (terminal) {
                Clock clock = Clock.systemUTC();
                Watch watch = Watch.start(History.EMPTY.withPast(feed.pastEvents()));
                Model model = Model.start(session, watch, clock.instant(), terminal.size());
                if (appearance.asks()) {
                    terminal.askBackground();
                }
                return new Loop(feed, changes, terminal, messages, appearance, clock).run(model);
            }
        } catch (IOException e) {
            return EXIT_HANGUP;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return EXIT_HANGUP;
        }
    }
}
