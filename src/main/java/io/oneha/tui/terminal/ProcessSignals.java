package io.oneha.tui.terminal;

import sun.misc.Signal;
import sun.misc.SignalHandler;

final class ProcessSignals {
    private ProcessSignals() {}

    /** Runs {@code action}, on a thread of its own, each time the signal comes. */
    static void on(String name, Runnable action) {
        Signal.handle(new Signal(name), signal -> action.run());
    }

    /** Lets the system do what it does by default when the signal comes. */
    static void byDefault(String name) {
        Signal.handle(new Signal(name), SignalHandler.SIG_DFL);
    }
}
