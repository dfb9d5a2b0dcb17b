package io.oneha.plan;

/**
 * The write that a run makes where a follower waits for one: an attribute that is there already, with the value that it has. A slave of a
 * federation passes {@code one.zone.update} on to the federation's master, so there an object of its own zone is written. Source:
 * OpenNebula, src/rm/xml-rpc/RequestManagerXRPC.cc.
 */
public enum HarmlessWrite {
    /** To the zone itself. */
    ZONE("one.zone.update", "the zone's own ENDPOINT"),
    /** To cluster 0, which each zone has, and shares with no other. */
    CLUSTER("one.cluster.update", "RESERVED_CPU of cluster 0");

    private final String call;
    private final String attribute;

    HarmlessWrite(String call, String attribute) {
        this.call = call;
        this.attribute = attribute;
    }

    /** Which one a plan's steps make. */
    public static HarmlessWrite of(Plan plan) {
        return plan.steps().stream()
                .map(step -> step.spec().write())
                .filter(CLUSTER::equals)
                .findFirst()
                .orElse(ZONE);
    }

    /** The XML-RPC call. */
    public String call() {
        return call;
    }

    /** What is written, for people. */
    public String attribute() {
        return attribute;
    }
}
