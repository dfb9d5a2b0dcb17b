package io.oneha.lab;

import io.oneha.zone.Credentials;
import io.oneha.zone.XmlRpcRequest;
import io.oneha.zone.XmlRpcResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * Somebody who writes to a zone about four times a second, one number after the other, to whoever leads. A number that was not taken is
 * written again, to the next leader.
 */
final class SteadyWriter implements AutoCloseable {
    private static final int ANSWER_SECONDS = 2;
    private static final long APART_MILLIS = 200;
    /** one.zone.update: what is given is added to the template. */
    private static final int APPEND = 1;

    private final Thread thread = new Thread(this::writes, "steady-writer");
    private final LabZone zone;
    private volatile boolean closed;
    private volatile int written;
    private volatile long longest;
    private volatile long last = System.nanoTime();

    SteadyWriter(LabZone zone) {
        this.zone = zone;
        thread.start();
    }

    /** The last number that was taken. */
    int written() {
        return written;
    }

    /** The longest time between two numbers that were taken, or that since the last. */
    Duration gap() {
        return Duration.ofNanos(Math.max(longest, System.nanoTime() - last));
    }

    private void writes() {
        Optional<Frontend> leader = zone.leader();
        for (int i = 1; !closed; ) {
            XmlRpcRequest update = XmlRpcRequest.of("one.zone.update", new Credentials(Lab.CREDENTIALS))
                    .integer(0)
                    .string("WRITTEN=\"" + i + "\"")
                    .integer(APPEND);
            boolean taken = leader.flatMap(frontend -> zone.asks(frontend, update, ANSWER_SECONDS))
                    .filter(XmlRpcResponse.NumberValue.class::isInstance)
                    .isPresent();
            if (taken) {
                long now = System.nanoTime();
                longest = written == 0 ? 0 : Math.max(longest, now - last);
                last = now;
                written = i++;
                rests();
            } else {
                leader = zone.leader();
            }
        }
    }

    private static void rests() {
        try {
            Thread.sleep(APART_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
