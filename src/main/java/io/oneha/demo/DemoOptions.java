package io.oneha.demo;

/**
 * What a demo zone is to be.
 *
 * @param frontEnds how many servers, 1 to 7
 * @param spares how many hosts more that may join it; nothing is installed on them yet
 * @param seed of all chance in it
 * @param basePort the first server's port, the others follow; 0 for any free ones
 * @param realTime whether its clock follows the real one; otherwise {@link Demo#advanceTo} drives it
 */
public record DemoOptions(int frontEnds, int spares, long seed, int basePort, boolean realTime) {
    /** Three front-ends on any free ports, in real time. */
    public static final DemoOptions DEFAULTS = new DemoOptions(3, 0, 1, 0, true);

    private static final int MOST = 7;
    private static final int LAST_PORT = 65_535;

    /** Checks; the message is one line. */
    public DemoOptions {
        if (frontEnds < 1 || frontEnds > MOST) {
            throw new IllegalArgumentException("a demo zone has 1 to " + MOST + " front-ends, not " + frontEnds);
        }
        if (basePort < 0 || basePort + frontEnds + spares - 1 > LAST_PORT) {
            throw new IllegalArgumentException(
                    "no ports for " + (frontEnds + spares) + " servers from " + basePort + " on");
        }
    }

    /** A zone that does not grow. */
    public DemoOptions(int frontEnds, long seed, int basePort, boolean realTime) {
        this(frontEnds, 0, seed, basePort, realTime);
    }

    /** The same with as many spare hosts as make the next odd number of servers. */
    public DemoOptions growing() {
        return new DemoOptions(frontEnds, 1 + frontEnds % 2, seed, basePort, realTime);
    }
}
