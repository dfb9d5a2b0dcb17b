package io.oneha.cli.apply;

import io.oneha.app.session.ExitCode;
import java.util.Optional;
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
     * @param at the step that it is at; empty once it has ended
     */
    static void stop(String run, Consumer<String> warnings, Runnable stop, Supplier<Optional<String>> at) {
        AtomicInteger count = new AtomicInteger();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), signal -> {
                Optional<String> step = at.get();
                if (count.getAndIncrement() > 0) {
                    warnings.accept(step.map(its -> "left at once, in " + its
                                    + ": what was begun there may continue by itself, and the run"
                                    + " keeps the zone locked. `oneha apply --resume " + run
                                    + "` ends it, and continues")
                            .orElse(
                                    "left at once, after the run's end: where it still keeps the zone locked, `oneha apply"
                                            + " --resume " + run + "` gives the zone back"));
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
                }
                stop.run();
                warnings.accept(
                        step.isEmpty()
                                ? "the run has ended, and oneha ends in a moment; a second Ctrl-C leaves at once"
                                : "stops as soon as that is safe; a second Ctrl-C leaves at once. `oneha apply --resume "
                                        + run + "` continues");
            });
        }
    }
}
