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
    SCALE_UP("scale up");

    private final String words;

    Intent(String words) {
        this.words = words;
    }

    /** How people call it. */
    public String words() {
        return words;
    }
}
