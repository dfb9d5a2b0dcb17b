package io.oneha.tui.terminal;

import io.oneha.term.ControllingTerminal;
import io.oneha.term.Size;
import io.oneha.term.Tty;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.model.Effect;
import io.oneha.tui.model.Message;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * The terminal while the dashboard has it: the alternate screen, keys one by one. Whatever way the process ends, short of
 * SIGKILL, the terminal is given back as it was found.
 */
public final class Terminal implements Display, AutoCloseable {
    private static final String DEVICE = "/dev/tty";
    private static final String PASTES_MARKED = "\u001b[?2004h";

    /** Cleared first: tmux mixes rows of the alternate screen into the main one when the size changed meanwhile. */
    private static final String LEAVE = "\u001b[?2026l\u001b[0m\u001b[2J\u001b[H\u001b[?2004l\u001b[?25h\u001b[?1049l";

    /** A round trip of a slow link. */
    private static final Duration ANSWER_WAIT = Duration.ofMillis(500);

    /** 128 + SIGQUIT, as shells have it. */
    private static final int EXIT_QUIT = 131;

    private static final long HOOK_WAIT_MILLIS = 500;

    private final Tty tty;
    private final OutputStream out;
    private final Consumer<Message> messages;
    private final ReentrantLock lock = new ReentrantLock();
    private final BackgroundQuery query;
    private final AtomicInteger resizes = new AtomicInteger();
    private final Thread hook = new Thread(this::giveBackInAHurry, "terminal-restore");
    private Optional<Taken> taken = Optional.empty();
    private boolean held;
    private boolean closed;

    /** Where escape sequences go, and what they have made the screen look like. */
    private record Taken(AnsiTerminal ansi, Painter painter) {}

    private Terminal(Tty tty, OutputStream out, Consumer<Message> messages) {
        this.tty = tty;
        this.out = out;
        this.messages = messages;
        this.query =
                new BackgroundQuery(background -> messages.accept(new Message.Due(new Effect.Recolour(background))));
    }

    /**
     * Takes the terminal over.
     *
     * @param messages gets keys, new sizes, and what job control does; from other threads
     */
    public static Terminal open(Consumer<Message> messages) throws IOException {
        Tty tty = ControllingTerminal.tty();
        Terminal terminal = new Terminal(tty, new FileOutputStream(DEVICE), messages);
        Runtime.getRuntime().addShutdownHook(terminal.hook);
        try {
            terminal.takeAnew();
            on("WINCH", terminal::resized);
            on("TSTP", terminal::stopped);
            on("CONT", () -> messages.accept(new Message.Due(new Effect.Repaint())));
            terminal.endsWhole();
            Thread keys = new Thread(new KeyReader(new FileInputStream(DEVICE), messages, terminal.query), "keys");
            keys.setDaemon(true);
            keys.start();
            return terminal;
        } catch (IOException | RuntimeException e) {
            terminal.close();
            throw e;
        }
    }

    @Override
    public Size size() throws IOException {
        return tty.size();
    }

    /** Asks the terminal what it writes on; a message tells the answer when it comes, if ever. */
    public void askBackground() throws IOException {
        lock.lock();
        try {
            out.write(query.question());
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void show(Frame frame) throws IOException {
        lock.lock();
        try {
            if (taken.isPresent()) {
                taken.get().painter().paint(frame);
                out.write(taken.get().ansi().take());
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void takeAnew() throws IOException {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            held = true;
            tty.raw();
            AnsiTerminal ansi = new AnsiTerminal();
            ansi.enterPrivateMode();
            ansi.resetColorAndSGR();
            ansi.clearScreen();
            ansi.setCursorVisible(false);
            out.write(PASTES_MARKED.getBytes(StandardCharsets.US_ASCII));
            taken = Optional.of(new Taken(ansi, new Painter(ansi, tty.size())));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void suspend() throws IOException {
        awaitAnswer();
        giveBack();
        Signal.handle(new Signal("TSTP"), SignalHandler.SIG_DFL);
        try {
            tty.stopJob();
        } finally {
            on("TSTP", this::stopped);
        }
        takeAnew();
    }

    @Override
    public void close() {
        awaitAnswer();
        lock.lock();
        try {
            closed = true;
            giveBack();
            for (String signal : new String[] {"WINCH", "TSTP", "CONT"}) {
                Signal.handle(new Signal(signal), SignalHandler.SIG_DFL);
            }
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook is at work.
        } finally {
            lock.unlock();
        }
    }

    /** Runs {@code action}, on a thread of its own, each time the signal comes. */
    private static void on(String name, Runnable action) {
        Signal.handle(new Signal(name), signal -> action.run());
    }

    /**
     * SIGQUIT is for programs that hang. The binary would end by it with the terminal as it is, and a core file that holds secrets;
     * a JVM keeps the signal for itself, prints its threads and goes on.
     */
    private void endsWhole() {
        try {
            on("QUIT", () -> {
                giveBackInAHurry();
                Runtime.getRuntime().halt(EXIT_QUIT);
            });
        } catch (IllegalArgumentException e) {
            // It is the JVM's own.
        }
    }

    /** Who gets the terminal next must not get what it answers us. */
    private void awaitAnswer() {
        try {
            query.awaitAnswer(ANSWER_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stopped() {
        messages.accept(new Message.Due(new Effect.Suspend()));
    }

    private void giveBack() {
        lock.lock();
        try {
            leave();
        } finally {
            lock.unlock();
        }
    }

    /** On the way out of the process nothing may be waited for that long: a terminal that takes no more may hold the lock. */
    private void giveBackInAHurry() {
        boolean locked = false;
        try {
            locked = lock.tryLock(HOOK_WAIT_MILLIS, TimeUnit.MILLISECONDS);
            closed = true;
            leave();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            if (locked) {
                lock.unlock();
            }
        }
    }

    private void leave() {
        taken = Optional.empty();
        if (!held) {
            return;
        }
        held = false;
        try {
            out.write(LEAVE.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The terminal is gone: its modes are all that may be left to restore.
        }
        try {
            tty.restore();
        } catch (IOException e) {
            // Likewise: there is nobody left to tell.
        }
    }

    /** While a window is dragged the signal comes in bursts: one look after the last is enough. */
    private void resized() {
        if (resizes.getAndIncrement() > 0) {
            return;
        }
        int seen;
        do {
            seen = resizes.get();
            try {
                messages.accept(new Message.Resized(tty.size()));
            } catch (IOException e) {
                // The next key, or the end of the terminal, will tell.
            }
        } while (!resizes.compareAndSet(seen, 0));
    }
}
