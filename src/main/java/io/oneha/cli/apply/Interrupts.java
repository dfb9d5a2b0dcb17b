package io.oneha.cli.apply;

import io.oneha.cli.session.ExitCode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
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
     */
    static void stop(String run, Consumer<String> warnings, Runnable stop) {
        AtomicInteger count = new AtomicInteger();
        for (String name : new String[] {"INT", "TERM", "HUP"}) {
            Signal.handle(new Signal(name), signal -> {
                if (count.getAndIncrement() > 0) {
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
                }
                stop.run();
                warnings.accept("stops as soon as that is safe; once more leaves at once. `oneha apply --resume " + run
                        + "` goes on");
            });
        }
    }
}
