package io.oneha.cli.apply;

import io.oneha.cli.session.ExitCode;
import io.oneha.cli.session.Narrator;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/** Ctrl-C and the like: the first ends the run at the next safe place, the second ends the program at once. */
final class Interrupts {
    private Interrupts() {}

    /**
     * From here on.
     *
     * @param run its name, for how to go on
     * @param stop makes it end
     */
    static void stop(String run, Narrator narrator, Runnable stop) {
        AtomicInteger count = new AtomicInteger();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), signal -> {
                if (count.getAndIncrement() > 0) {
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
                }
                stop.run();
                narrator.warn("stops as soon as that is safe; once more leaves at once. `oneha apply --resume " + run
                        + "` goes on");
            });
        }
    }
}
