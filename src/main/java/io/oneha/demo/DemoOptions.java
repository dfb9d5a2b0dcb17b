package io.oneha.demo;

/**
 * What a demo zone is to be.
 *
 * @param frontEnds how many servers, 1 to 7; a single one is solo
 * @param seed of all chance in it
 * @param basePort the first server's port, the others follow; 0 for any free ones
 * @param realTime whether its clock follows the real one; otherwise {@link Demo#advanceTo} drives it
 */
public record DemoOptions(int frontEnds, long seed, int basePort, boolean realTime) {
    /** Three front-ends on any free ports, in real time. */
    public static final DemoOptions DEFAULTS = new DemoOptions(3, 1, 0, true);

    private static final int MOST = 7;
    private static final int LAST_PORT = 65_535;

    /** Checks; the message is one line. */
    public DemoOptions {
        if (frontEnds < 1 || frontEnds > MOST) {
            throw new IllegalArgumentException("a demo zone has 1 to " + MOST + " front-ends, not " + frontEnds);
        }
        if (basePort < 0 || basePort + frontEnds - 1 > LAST_PORT) {
            throw new IllegalArgumentException("no ports for " + frontEnds + " servers from " + basePort + " on");
        }
    }
}
