package io.oneha.plan;

/** What a plan is for. */
public enum Intent {
    /** Whatever brings the zone to the inventory's state. */
    CONVERGE("reach the inventory's state"),
    /** A zone from nothing. */
    DEPLOY("deploy"),
    /** One front-end made ready for HA. */
    FORCE_HA("make HA-ready"),
    /** More front-ends join a zone that runs with HA. */
    SCALE_UP("scale up"),
    /** Another server leads. */
    SWITCHOVER("switch over"),
    /** The same as an exercise, of which there is a report. */
    DRILL("drill a switchover"),
    /** Front-ends are restarted one after another. */
    RESTART("restart"),
    /** One server of the zone is cured. */
    RECOVER("recover"),
    /** A finding is mended. */
    FIX("fix");

    private final String words;

    Intent(String words) {
        this.words = words;
    }

    /** Whether it looks after a zone as it is, and changes nothing about which front-ends are in it. */
    public boolean isCare() {
        return compareTo(SWITCHOVER) >= 0;
    }

    /** Whether its end is that another server leads. */
    public boolean handsOver() {
        return this == SWITCHOVER || this == DRILL;
    }

    /**
     * Whether a plan that was confirmed is carried out although the zone has changed meanwhile, because each of its steps looks for
     * itself: a zone without a leader changes each second.
     */
    public boolean outlivesChanges() {
        return this == FIX;
    }

    /** How people call it. */
    public String words() {
        return words;
    }
}
