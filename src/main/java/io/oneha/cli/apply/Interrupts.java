package io.oneha.cli.apply;

import io.oneha.app.session.ExitCode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;
import sun.misc.Signal;

/** Ctrl-C and the like: the first ends the run at the next safe place, the second ends the program at once. */
final class Interrupts {
    private Interrupts() {}

    /**
     * From here on.
     *
     * @param run its name, for how to go on
     * @param warnings gets a line when the first one comes
     * @param stop makes it end
     * @param at the step that it is at
     */
    static void stop(String run, Consumer<String> warnings, Runnable stop, Supplier<String> at) {
        AtomicInteger count = new AtomicInteger();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), signal -> {
                if (count.getAndIncrement() > 0) {
                    warnings.accept("left at once, in " + at.get()
                            + ": what was begun there may continue by itself, and the run"
                            + " keeps the zone locked. `oneha apply --resume " + run + "` ends it, and continues");
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
                }
                stop.run();
                warnings.accept("stops as soon as that is safe; a second Ctrl-C leaves at once. `oneha apply --resume "
                        + run + "` continues");
            });
        }
    }
}
