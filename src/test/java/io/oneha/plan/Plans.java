package io.oneha.plan;

import io.oneha.inventory.Inventory;
import io.oneha.zone.ServerState;
import java.util.Optional;

/** Plans and other decisions for tests of what shows them. */
public final class Plans {
    private Plans() {}

    /** The third front-end joins a zone of two. */
    public static Plan join() {
        return (Plan) Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER)
                .decides(Intent.CONVERGE);
    }

    /** A zone from nothing that stays at two servers. */
    public static Plan deploy() {
        return (Plan) Scene.wants("n1a1", "n1a2").decides(Intent.CONVERGE);
    }

    /** The third of three front-ends is to lead. */
    public static Plan switchover() {
        return handover(ChangeRequest.switchover(Optional.of("n1a3")));
    }

    /** The same as an exercise. */
    public static Plan drill() {
        return handover(ChangeRequest.drill(Optional.of("n1a3"), false));
    }

    private static Plan handover(ChangeRequest wanted) {
        return (Plan) Scene.wants("n1a1", "n1a2", "n1a3")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER)
                .runs("n1a3", ServerState.FOLLOWER)
                .decides(wanted);
    }

    /** A zone that has a server more than the inventory. */
    public static Decision.NothingToDo nothing() {
        return (Decision.NothingToDo) Scene.wants("n1a1", "n1a2")
                .runs("n1a1", ServerState.LEADER)
                .runs("n1a2", ServerState.FOLLOWER)
                .runs("n1a9", ServerState.FOLLOWER)
                .decides(Intent.CONVERGE);
    }

    /** The inventory that these plans are of. */
    public static Inventory inventory() {
        return Scene.wants("n1a1", "n1a2", "n1a3").observed().inventory();
    }
}
