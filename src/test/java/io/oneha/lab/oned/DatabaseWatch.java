package io.oneha.lab.oned;

import java.util.Random;

/** oned outlives its database by 3 to 20 s: until then it is a server that refuses every password. */
final class DatabaseWatch {
    /** Milliseconds that it outlives its database by, instead of a number that is drawn. */
    static final String AGONY = "sim.oned.agony-ms";

    private static final long PERIOD = 500;

    private final RealTime time;
    private final MariaDb db;
    private final Runnable end;
    private final long agony;
    private boolean dying;

    /** @param end ends the process */
    DatabaseWatch(RealTime time, MariaDb db, Random random, Runnable end) {
        this.time = time;
        this.db = db;
        this.end = end;
        this.agony = Long.getLong(AGONY, 3000L + random.nextInt(17_000));
    }

    void look() {
        if (!dying && !isAlive()) {
            dying = true;
            time.after(agony, this::decide);
        }
        time.after(PERIOD, this::look);
    }

    private void decide() {
        dying = false;
        if (!isAlive()) {
            end.run();
        }
    }

    private boolean isAlive() {
        return db.isUp() && db.answers();
    }
}
