package io.oneha.ssh.client;

import java.util.concurrent.TimeUnit;

/** How many commands run over one connection at a time: sshd has its MaxSessions, 10 unless it is told otherwise. */
final class CommandSlots {
    private int limit = 8;
    private int used;

    /** Takes one, waiting for it; false when the time is over. */
    synchronized boolean take(Deadline deadline) throws InterruptedException {
        while (used >= limit) {
            long left = deadline.nanosLeft();
            if (left <= 0) {
                return false;
            }
            wait(Math.max(5, TimeUnit.NANOSECONDS.toMillis(left)));
        }
        used++;
        return true;
    }

    synchronized void give() {
        used--;
        notifyAll();
    }

    /** The host refused the last one taken: whether others are in use, so that waiting for one of them to end will help. */
    synchronized boolean refused() {
        if (used < 2) {
            return false;
        }
        limit = used - 1;
        return true;
    }
}
