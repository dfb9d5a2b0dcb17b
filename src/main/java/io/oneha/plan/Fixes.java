package io.oneha.plan;

import io.oneha.health.FindingCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is done about each finding: how its plan is made, or what the operator does because there is none. */
public final class Fixes {
    private static final Map<FindingCode, Cure> TABLE = new EnumMap<>(FindingCode.class);

    /** What is done about a kind of finding. */
    sealed interface Cure {
        /** A plan, where the finding as it is allows for one. */
        record Mechanical(Function<FixInput, Decision> maker) implements Cure {}

        /**
         * None.
         *
         * @param instead what the operator does, a sentence
         */
        record ByHand(String instead) implements Cure {}
    }

    static {
        by(FindingCode.NO_LEADER, ServerFixes::leaderless);
        by(FindingCode.LEADER_WITHOUT_MAJORITY, ServerFixes::leaderless);
        by(FindingCode.QUORUM_LOST, ServerFixes::leaderless);
        by(FindingCode.TERM_WRAPPED, ServerFixes::leaderless);
        by(FindingCode.NO_FAULT_TOLERANCE, ServerFixes::leaderless);
        by(FindingCode.SERVER_UNREACHABLE, ServerFixes::stopped);
        by(FindingCode.SERVER_SILENT, ServerFixes::hanging);
        by(FindingCode.SERVER_AUTH, ServerFixes::refusing);
        by(FindingCode.DB_DOWN, ServerFixes::database);
        by(FindingCode.FOLLOWER_LAGGING, ServerFixes::lagging);
        by(FindingCode.FOLLOWER_FROZEN, ServerFixes::recovered);
        by(FindingCode.LOG_WINDOW, ServerFixes::recovered);
        by(FindingCode.CANDIDATE, ServerFixes::candidate);
        by(FindingCode.SERVER_ID_MISMATCH, ServerFixes::recovered);
        by(FindingCode.DB_DIVERGED, ServerFixes::recovered);
        by(FindingCode.AUTH_DRIFT, ServerFixes::recovered);
        by(FindingCode.VIP_MISSING, ZoneFixes::address);
        by(FindingCode.VIP_SPLIT, ZoneFixes::address);
        by(FindingCode.VIP_NOT_ON_LEADER, ZoneFixes::address);
        by(FindingCode.SERVICE_ROLE, ZoneFixes::services);
        by(FindingCode.CONFIG_DRIFT, ZoneFixes::configuration);
        by(FindingCode.GHOST_SERVER, ZoneFixes::ghost);
        by(FindingCode.DUPLICATE_SERVER, ZoneFixes::duplicate);
        hand(
                FindingCode.NO_ANSWER,
                "see that the front-ends are up, that this machine reaches them, and that ONE_AUTH or ~/.one/one_auth is right: as long"
                        + " as none answers, oneha cannot tell what to mend");
        hand(
                FindingCode.RUN_UNFINISHED,
                "resume that run with `oneha apply --resume RUN`, which finishes what it has begun; `oneha runs` lists it");
        hand(
                FindingCode.TWO_LEADERS,
                "keep clients off the server that is not the real leader and mend the network between the two: only people can"
                        + " say which of them has the data");
        hand(
                FindingCode.POOL_DISAGREES,
                "find out which of the two zones has the data before anything is stopped: no plan can know that");
        hand(
                FindingCode.EVEN_SERVERS,
                "add a front-end to the inventory and run `oneha scale-up`, or remove one from the zone: how large the zone is"
                        + " to be is for you to say");
        hand(
                FindingCode.TWO_SERVERS,
                "add a third front-end to the inventory and run `oneha scale-up`: oneha has no machine to add by itself");
        hand(
                FindingCode.NOT_HA,
                "run `oneha force-ha --adopt`, which takes the server into HA, then `oneha scale-up`: both change what the zone"
                        + " is, and so have commands of their own");
        hand(
                FindingCode.TERM_BEHIND,
                "see that the leader reaches port 2633 of this server: oneha mends no network, and the server follows again by"
                        + " itself");
        hand(
                FindingCode.ELECTIONS,
                "look in /var/log/one/oned.log for who stands for election, and mend the network or the database that keeps it"
                        + " from hearing its leader");
        hand(
                FindingCode.VERSION_MISMATCH,
                "install the version that the others have on the front-end that differs: `oneha restart NAME --command CMD` stops"
                        + " its oned for that; an upgrade of all of them follows OpenNebula's page on upgrading HA");
        hand(
                FindingCode.ZONE_DISABLED,
                "run `onezone enable ID`, with the zone's number: whoever disabled the zone may have had a reason");
        hand(
                FindingCode.DB_NOT_HA,
                "move the database to MariaDB with `onedb sqlite2mysql`: OpenNebula has no HA with SQLite");
        hand(
                FindingCode.SHARE_MISSING,
                "mount the datastore as it is mounted on the other front-ends: oneha does not know your storage");
        hand(FindingCode.CLOCK_SKEW, "set up chrony or another NTP client on that front-end");
        hand(
                FindingCode.DISK_LOW,
                "make room on that file system, or enlarge it: what may be deleted there is for you to say");
        hand(
                FindingCode.HOST_KEY,
                "find out why the host's key has changed, and correct known_hosts only when you know: it may be another machine"
                        + " that answers");
        hand(
                FindingCode.SSH_DOWN,
                "make SSH to that front-end work again: everything that oneha could do there goes through it");
        hand(
                FindingCode.INVENTORY_DRIFT,
                "correct the inventory, or run `oneha plan` to see how the zone would become what it says");
    }

    private Fixes() {}

    private static void by(FindingCode code, Function<FixInput, Decision> maker) {
        TABLE.put(code, new Cure.Mechanical(maker));
    }

    private static void hand(FindingCode code, String instead) {
        TABLE.put(code, new Cure.ByHand(instead));
    }

    /** What is done about a kind of finding; every kind is known. */
    static Cure of(FindingCode code) {
        return TABLE.get(code);
    }

    /** What the operator does about a kind of finding for which there is never a plan, a sentence; empty where there may be one. */
    public static Optional<String> byHand(FindingCode code) {
        return of(code) instanceof Cure.ByHand hand ? Optional.of(hand.instead()) : Optional.empty();
    }
}
