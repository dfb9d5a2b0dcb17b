package io.oneha.demo;

/**
 * What a demo zone is to be.
 *
 * @param frontEnds how many servers, 1 to 7
 * @param spares how many hosts more that may join it; nothing is installed on them yet
 * @param seed of all chance in it
 * @param basePort the first server's port, the others follow; 0 for any free ones
 * @param realTime whether its clock follows the real one; otherwise {@link Demo#advanceTo} drives it
 * @param solo whether its one front-end runs without HA
 */
public record DemoOptions(int frontEnds, int spares, long seed, int basePort, boolean realTime, boolean solo) {
    /** Three front-ends on any free ports, in real time. */
    public static final DemoOptions DEFAULTS = new DemoOptions(3, 0, 1, 0, true, false);

    private static final int MOST = 7;
    private static final int LAST_PORT = 65_535;

    /** Checks; the message is one line. */
    public DemoOptions {
        if (frontEnds < 1 || frontEnds > MOST) {
            throw new IllegalArgumentException("a demo zone has 1 to " + MOST + " front-ends, not " + frontEnds);
        }
        if (solo && frontEnds != 1) {
            throw new IllegalArgumentException("without HA there is one front-end, not " + frontEnds);
        }
        if (basePort < 0 || basePort + frontEnds + spares - 1 > LAST_PORT) {
            throw new IllegalArgumentException(
                    "no ports for " + (frontEnds + spares) + " servers from " + basePort + " on");
        }
    }

    /** A zone that does not grow. */
    public DemoOptions(int frontEnds, long seed, int basePort, boolean realTime) {
        this(frontEnds, 0, seed, basePort, realTime, false);
    }

    /** The same with as many spare hosts as make the next odd number of servers. */
    public DemoOptions growing() {
        return new DemoOptions(frontEnds, 1 + frontEnds % 2, seed, basePort, realTime, solo);
    }

    /** The same of a front-end that runs without HA. */
    public DemoOptions withoutHa() {
        return new DemoOptions(frontEnds, spares, seed, basePort, realTime, true);
    }
}
