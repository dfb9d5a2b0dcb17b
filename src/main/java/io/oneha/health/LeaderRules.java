package io.oneha.health;

import io.oneha.observe.Leadership;
import io.oneha.observe.ServerView;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import io.oneha.zone.SystemSettings;
import io.oneha.zone.ZoneState;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether one server leads with a majority behind it. Of NO_LEADER, QUORUM_LOST and LEADER_WITHOUT_MAJORITY at most one is
 * found, for they are one fact: nothing can be written. A leader that says so is named rather than the quorum.
 */
final class LeaderRules {
    private static final Duration FIRST_ELECTION = Duration.ofSeconds(20);

    /** What an election takes beyond its time-out: 4.7 to 5.2 s were seen at 5 s. */
    private static final Duration ELECTION_TAKES = Duration.ofSeconds(1);

    private LeaderRules() {}

    static List<Finding> judge(RuleInput picture) {
        List<Finding> findings = new ArrayList<>();
        Leadership leadership = picture.leadership;
        List<ServerView> deposed = new ArrayList<>(leadership.pretenders().stream()
                .filter(view -> view.otherPool().isEmpty())
                .toList());
        if (leadership.proven()) {
            stuck(picture).ifPresent(findings::add);
        } else if (leadership.leader().isPresent()) {
            if (!isPlausible(picture)) {
                findings.add(withoutMajority(picture, leadership.leader().get()));
            }
        } else if (!deposed.isEmpty()) {
            findings.add(withoutMajority(picture, deposed.remove(0)));
        } else if (!somebodyElseMayLead(picture)) {
            findings.add(picture.quorum.reached() ? noLeader(picture) : quorumLost(picture));
        }
        deposed.addAll(picture.now.servers().stream()
                .filter(view -> view.otherPool().isPresent() && view.is(ServerState.LEADER))
                .toList());
        for (ServerView pretender : deposed) {
            findings.add(twoLeaders(picture, pretender));
        }
        return findings;
    }

    /** Whether the zone writes: a leader with a majority that was seen, or whose commits show it. */
    static boolean works(RuleInput picture) {
        return picture.leadership.proven()
                || picture.leadership.leader().isPresent() && isPlausible(picture)
                || picture.leadership.leader().isEmpty()
                        && picture.leadership.pretenders().isEmpty()
                        && somebodyElseMayLead(picture);
    }

    /** Since when no write passes, as far back as the looks go; empty while the zone works. */
    static Optional<Instant> stopped(RuleInput picture) {
        if (works(picture)) {
            return Optional.empty();
        }
        return Optional.of(picture.since(look -> {
            boolean alone =
                    look.pool().size() <= 1 && look.servers().stream().anyMatch(view -> view.is(ServerState.SOLO));
            return !alone && !Leadership.of(look.pool()).proven();
        }));
    }

    /** The leader that the zone works by, as far as it can be seen who that is. */
    static Optional<ServerView> real(RuleInput picture) {
        return picture.leadership.leader().filter(view -> works(picture));
    }

    private static Finding noLeader(RuleInput picture) {
        List<ServerView> lost = picture.members(view -> !Quorum.takesPart(view));
        boolean certain = lost.stream()
                .allMatch(view -> view.failed(FailureKind.REFUSED) || view.failed(FailureKind.AUTHENTICATION));
        Duration since = leaderless(picture);
        String reason = (certain ? "no server leads" : "no server that answers leads")
                + (since.isZero() ? "" : " for " + Phrases.duration(since))
                + "; " + states(picture)
                + (lost.isEmpty() ? "" : "; " + Phrases.whyNot(lost));
        if (picture.zone().filter(zone -> zone.state() == ZoneState.DISABLED).isPresent()) {
            return FindingCode.NO_LEADER.critical(
                    Finding.ZONE,
                    reason + "; a disabled zone elects none after a restart",
                    "`onezone enable " + picture.zoneId() + "`");
        }
        return FindingCode.NO_LEADER.critical(Finding.ZONE, reason, waitFor(picture, since));
    }

    private static String waitFor(RuleInput picture, Duration since) {
        List<ServerView> refusing = picture.members(view -> view.failed(FailureKind.AUTHENTICATION));
        if (!refusing.isEmpty() && picture.termsRunWild()) {
            return "stop oned on " + Phrases.list(Phrases.names(refusing))
                    + ", which refuses every leader: `systemctl stop opennebula` there; then one is elected";
        }
        List<ServerView> ghosts = GhostRules.ghosts(picture);
        if (!ghosts.isEmpty()) {
            return "stop oned on " + Phrases.list(Phrases.names(ghosts))
                    + ", which is not in the zone and deposes every leader: `systemctl stop opennebula` there";
        }
        Duration timeout =
                picture.now.settings().map(SystemSettings::electionTimeout).orElse(Duration.ofSeconds(5));
        List<ServerView> hung =
                picture.members(view -> view.failed(FailureKind.SILENT) || ServerRules.isSeenHanging(picture, view));
        if (!hung.isEmpty() && since.compareTo(timeout.plus(ELECTION_TAKES)) > 0) {
            return "end the oned that hangs on " + Phrases.list(Phrases.names(hung))
                    + ": `systemctl kill -s KILL opennebula` there; then one is elected, and systemd starts it again after 5 s";
        }
        if (since.compareTo(FIRST_ELECTION) > 0) {
            return "an election is overdue: look for votes in /var/log/one/oned.log on each server, and whether they reach"
                    + " each other on port 2633";
        }
        if (since.compareTo(timeout) > 0) {
            return "wait: an election takes up to 20 s after a start; the time that it takes after a leader is lost has passed";
        }
        return "wait: an election takes about " + Phrases.duration(timeout)
                + " after a leader is lost, up to 20 s after a start";
    }

    private static Finding quorumLost(RuleInput picture) {
        List<ServerView> lost = picture.members(view -> !Quorum.takesPart(view));
        boolean blind = lost.stream().anyMatch(ServerView::isUnseen);
        return FindingCode.QUORUM_LOST.critical(
                Finding.ZONE, part(picture, blind) + "; " + Phrases.whyNot(lost), remedyForLost(picture, lost));
    }

    private static Finding withoutMajority(RuleInput picture, ServerView leader) {
        RaftStatus raft = leader.status().orElseThrow();
        List<ServerView> lost = picture.members(view -> !Quorum.takesPart(view));
        boolean blind = lost.stream().anyMatch(ServerView::isUnseen);
        boolean reached = picture.quorum.reached();
        List<ServerView> later = picture.members(view ->
                view.status().filter(other -> other.term() > raft.term()).isPresent());
        String reason = "says it leads (term " + raft.term() + ") but "
                + (reached ? "too few follow it: " + states(picture) : part(picture, blind))
                + (lost.isEmpty() ? "" : "; " + Phrases.whyNot(lost))
                + (later.isEmpty() || reached
                        ? ""
                        : "; " + Phrases.list(Phrases.names(later)) + (later.size() == 1 ? " is" : " are")
                                + " in a later term: another may lead")
                + pending(raft);
        String remedy = reached
                ? "see that the servers reach each other on port 2633; writes hang until then and may be lost"
                : remedyForLost(picture, lost) + "; until then reads answer and writes hang";
        return FindingCode.LEADER_WITHOUT_MAJORITY.critical(leader.name(), reason, remedy);
    }

    private static String pending(RaftStatus raft) {
        BigInteger waiting = Sync.behind(raft.logIndex(), raft.commit());
        return waiting.signum() == 0
                ? ""
                : "; index " + raft.logIndex() + " is ahead of commit " + raft.commit() + ": "
                        + Phrases.count(waiting.longValue(), "write") + " hanging";
    }

    /** A leader whose followers look well and whose writes nevertheless do not commit. */
    private static Optional<Finding> stuck(RuleInput picture) {
        ServerView leader = picture.leadership.leader().orElseThrow();
        RaftStatus now = leader.status().orElseThrow();
        return CommitEvidence.stuckFor(picture)
                .map(span -> FindingCode.LEADER_WITHOUT_MAJORITY.critical(
                        leader.name(),
                        "has committed nothing for " + Phrases.duration(span) + ": commit is " + now.commit()
                                + " and index " + now.logIndex() + ", so the followers answer but take no writes",
                        "look at the followers' databases and disks; /var/log/one/oned.log on " + leader.name()
                                + " says which entry fails where"));
    }

    private static Finding twoLeaders(RuleInput picture, ServerView pretender) {
        RaftStatus raft = pretender.status().orElseThrow();
        String real = picture.leadership.proven()
                ? "the real leader is " + picture.leaderName() + " (term "
                        + picture.leadership.status().orElseThrow().term() + ", " + picture.leadership.behind() + " of "
                        + picture.pool.size() + " behind it)"
                : "no leader with a majority can be seen";
        return FindingCode.TWO_LEADERS.critical(
                pretender.name(),
                "says it leads in term " + raft.term()
                        + (pretender.otherPool().isPresent() ? ", another zone of its own; " : "; ") + real,
                pretender.hasZoneOfItsOwn()
                        ? "do not stop it unseen, it has a majority of its own: keep clients off it until you know which"
                                + " zone has your data"
                        : "cut clients off " + pretender.name()
                                + ": what it accepts now is lost when it rejoins; restore its network, or `systemctl stop opennebula`"
                                + " there, which also drops its virtual address");
    }

    /** A leader without a majority that was seen: those who may be behind it answer, to others; or its commits show it. */
    private static boolean isPlausible(RuleInput picture) {
        return picture.leadership.behind() + forbidden(picture) >= picture.quorum.majority()
                || CommitEvidence.provesLeader(picture);
    }

    /** No leader is seen, but somebody whose state is not shown to this user, or who is out of sight, may be it. */
    private static boolean somebodyElseMayLead(RuleInput picture) {
        return forbidden(picture) > 0 || CommitEvidence.provesUnseenLeader(picture);
    }

    private static int forbidden(RuleInput picture) {
        return picture.members(view -> view.failed(FailureKind.AUTHORIZATION)).size();
    }

    private static Duration leaderless(RuleInput picture) {
        Instant since = picture.since(
                look -> !look.pool().isEmpty() && look.pool().stream().noneMatch(view -> view.is(ServerState.LEADER)));
        return Duration.between(since, picture.at());
    }

    private static String part(RuleInput picture, boolean blind) {
        int alive = picture.quorum.alive();
        return (blind ? "from here only " : "only ") + alive + " of " + Phrases.count(picture.pool.size(), "server")
                + (alive == 1 ? " takes" : " take") + " part, " + picture.quorum.majority() + " are needed";
    }

    private static String states(RuleInput picture) {
        return picture.pool.stream()
                .filter(ServerView::answers)
                .map(view -> view.name() + " " + view.status().get().state().word() + " in term "
                        + view.status().get().term())
                .collect(Collectors.joining(", "));
    }

    private static String remedyForLost(RuleInput picture, List<ServerView> lost) {
        return LostServerRemedy.of(picture, lost, picture.quorum.majority() - picture.quorum.alive());
    }
}
