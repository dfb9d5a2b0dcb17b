package io.oneha.plan;

/** Plans that look after a zone as it is: its front-ends stay the same. Source: day-2 procedures of OpenNebula's raft, measured on real servers. */
final class ZoneCare {
    private ZoneCare() {}

    static Decision decide(ChangeRequest request, PlanInput seen, EarlierSteps earlier) {
        return switch (request.intent()) {
            case SWITCHOVER, DRILL, RESTART ->
                request.changesNoConfiguration()
                        ? new PlainSwitchover(request, seen, earlier).decide()
                        : new RollingRestart(request, seen, earlier).decide();
            case RECOVER -> new Recovery(request, seen, earlier).decide();
            case FIX -> new Fix(request, seen, earlier).decide();
            case CONVERGE, DEPLOY, FORCE_HA, SCALE_UP ->
                throw new IllegalArgumentException(request.intent().words());
        };
    }
}
