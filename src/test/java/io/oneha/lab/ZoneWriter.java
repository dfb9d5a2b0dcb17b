package io.oneha.lab;

import io.oneha.zone.Credentials;
import io.oneha.zone.XmlRpcRequest;
import io.oneha.zone.XmlRpcResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who writes to a zone without a pause, one number after the other, until it is closed. */
final class ZoneWriter implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("<WRITTEN><!\\[CDATA\\[(\\d+)");
    private static final int ANSWER_SECONDS = 60;
    /** one.zone.update: what is given is added to the template. */
    private static final int APPEND = 1;

    private final Thread thread = new Thread(this::writes, "zone-writer");
    private final LabZone zone;
    private final Frontend leader;
    private volatile boolean closed;
    private volatile int written;

    ZoneWriter(LabZone zone, Frontend leader) {
        this.zone = zone;
        this.leader = leader;
        thread.start();
    }

    /** The last number that the leader took. */
    int written() {
        return written;
    }

    /** The number that a server's database has. */
    static int in(Frontend frontend) {
        Matcher number = NUMBER.matcher(frontend.sql("SELECT body FROM zone_pool"));
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }

    private void writes() {
        for (int i = 1; !closed; i++) {
            XmlRpcRequest update = XmlRpcRequest.of("one.zone.update", new Credentials(Lab.CREDENTIALS))
                    .integer(0)
                    .string("WRITTEN=\"" + i + "\"")
                    .integer(APPEND);
            if (zone.asks(leader, update, ANSWER_SECONDS)
                    .filter(XmlRpcResponse.NumberValue.class::isInstance)
                    .isPresent()) {
                written = i;
            }
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
