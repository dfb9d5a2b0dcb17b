package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.observe.Via;
import io.oneha.observe.host.HostFacts;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each server of the pool says about itself, or fails to say: reachability, login, terms, elections. */
final class ServerRules {
    /** Leaders elected within an hour that are no longer one failure and its repair. */
    static final int MANY_ELECTIONS = 3;

    private static final Duration HOUR = Duration.ofHours(1);

    private ServerRules() {}

    static List<Finding> judge(RuleInput picture) {
        List<Finding> findings = new ArrayList<>();
        for (ServerView view : picture.pool) {
            view.failure()
                    .filter(failure -> !isSaidOtherwise(picture, view))
                    .ifPresent(failure -> findings.add(failed(picture, view, failure)));
            if (view.is(ServerState.CANDIDATE)) {
                findings.add(candidate(picture, view));
            } else if (picture.isTermBehind(view)) {
                findings.add(termBehind(picture, view));
            }
        }
        wrapped(picture).ifPresent(findings::add);
        elections(picture).ifPresent(findings::add);
        return findings;
    }

    /** What SSH shows of a host may say more than that oned gives no answer: then that is the finding. */
    private static boolean isSaidOtherwise(RuleInput picture, ServerView view) {
        return GhostRules.neverStarted(picture, view)
                || view.failed(FailureKind.AUTHENTICATION) && DatabaseRules.isDown(picture, view);
    }

    private static Finding failed(RuleInput picture, ServerView view, Reply.Failure<?> failure) {
        String host = view.name();
        if (isSeenHanging(picture, view)) {
            return FindingCode.SERVER_SILENT.warning(
                    host,
                    "oned on " + host + " hangs: its process runs, it accepts connections and answers none",
                    hangs(picture, host));
        }
        String reason = failure.text() + HostUnits.besides(picture, view);
        return switch (failure.kind()) {
            case AUTHENTICATION -> login(picture, view, failure);
            case AUTHORIZATION ->
                FindingCode.SERVER_AUTH.warning(
                        host,
                        "others tell this user their state, this one does not: " + failure.text(),
                        "an ACL works on a follower only after its oned restarted: `systemctl restart opennebula` on "
                                + host + ", one server after the other");
            case SILENT -> FindingCode.SERVER_SILENT.warning(host, reason, hangs(picture, host));
            case REFUSED ->
                unreachable(
                        host,
                        reason,
                        StartRemedy.of(picture, view)
                                + (ServerIdRules.isWrong(picture, view)
                                        ? ""
                                        : "; if it ends again, the reason is in /var/log/one/oned.log"));
            case UNRESOLVED ->
                unreachable(host, reason, "give " + host + " an ansible_host in the inventory, or a name here");
            case UNREACHABLE, NO_TUNNEL -> unreachable(host, reason, wayTo(picture, view));
            case MALFORMED -> unreachable(host, reason, "see what listens at " + view.asked());
            default -> unreachable(host, reason, "look into /var/log/one/oned.log on " + host);
        };
    }

    /** Whether the host itself shows that oned hangs; from elsewhere a full queue of connections looks like a firewall. */
    static boolean isSeenHanging(RuleInput picture, ServerView view) {
        return (view.failed(FailureKind.SILENT) || view.isUnseen())
                && Hosts.current(picture, view).filter(HostFacts::onedHangs).isPresent();
    }

    private static Finding unreachable(String host, String reason, String remedy) {
        return FindingCode.SERVER_UNREACHABLE.warning(host, reason, remedy);
    }

    /** Measured on four servers: a hung leader kept the zone without one for as long as it hung; killed, there was one in 2 s. */
    private static String hangs(RuleInput picture, String host) {
        if (!picture.leadership.proven() && picture.pool.size() % 2 == 0) {
            return "`systemctl kill -s KILL opennebula` on " + host + ": of " + picture.pool.size()
                    + " servers a hung leader keeps the zone without a leader until it is killed; systemd starts it again"
                    + " after 5 s";
        }
        return picture.leadership.proven()
                ? "oned hangs: stopped, its database stalls, or writes without a majority took all its connections;"
                        + " `systemctl status opennebula` and the database on " + host
                : "oned hangs, and the zone may have no leader for as long as it does: `systemctl kill -s KILL opennebula` on "
                        + host + "; systemd starts it again after 5 s";
    }

    private static String wayTo(RuleInput picture, ServerView view) {
        if (view.via() == Via.SSH) {
            return "see whether " + view.name() + " is up and lets SSH in: what goes to its port 2633 goes through SSH";
        }
        return Hosts.current(picture, view).isPresent()
                ? "SSH reaches " + view.name() + ", so a firewall keeps port 2633 from here: `--via ssh` goes through"
                : "see whether " + view.name() + " is up, and the network and firewall on the way";
    }

    /** The others took the same login, so it is not the password: oned says the same when it cannot read its users. */
    private static Finding login(RuleInput picture, ServerView view, Reply.Failure<?> failure) {
        String reason = "its database is down or was never restored: it refuses the login that works on others ("
                + failure.text() + ")";
        if (picture.termsRunWild()) {
            return FindingCode.SERVER_AUTH.critical(
                    view.name(),
                    reason + "; it refuses the leader too, and takes the whole zone down",
                    "at once: `systemctl stop opennebula` on " + view.name() + "; then repair or restore its database");
        }
        return FindingCode.SERVER_AUTH.warning(
                view.name(),
                reason,
                "`systemctl status mariadb` on " + view.name()
                        + "; if its database is another one's, stop oned there and restore a backup of the leader's");
    }

    private static Finding candidate(RuleInput picture, ServerView view) {
        String stands =
                "stands for election in term " + view.status().orElseThrow().term();
        if (picture.leadership.proven()) {
            return FindingCode.CANDIDATE.warning(
                    view.name(),
                    stands + " although " + picture.leaderName() + " leads: it does not hear the leader",
                    "see that " + picture.leaderName() + " reaches "
                            + view.server().endpoint() + "; when it does, expect one election");
        }
        return FindingCode.CANDIDATE.warning(
                view.name(),
                stands + " and needs " + picture.quorum.majority() + " of "
                        + Phrases.count(picture.pool.size(), "vote"),
                picture.quorum.reached()
                        ? "wait for the election; if it does not end, see that the servers reach each other"
                        : "it wins when enough servers are back");
    }

    private static Finding termBehind(RuleInput picture, ServerView view) {
        return FindingCode.TERM_BEHIND.warning(
                view.name(),
                "is in term " + view.status().orElseThrow().term() + ", " + picture.leaderName() + " leads in "
                        + picture.leadership.status().map(RaftStatus::term).orElseThrow()
                        + ": it does not hear the leader",
                "see that " + picture.leaderName() + " reaches " + view.server().endpoint());
    }

    private static Optional<Finding> wrapped(RuleInput picture) {
        Optional<Instant> seen = picture.wrappedLately();
        if (seen.isEmpty()) {
            return Optional.empty();
        }
        List<ServerView> wrapped = picture.members(RuleInput::isWrapped);
        List<ServerView> culprits =
                picture.members(view -> view.failed(FailureKind.AUTHENTICATION) || DatabaseRules.isDown(picture, view));
        String when = wrapped.isEmpty()
                ? "was seen " + Phrases.duration(Duration.between(seen.get(), picture.at())) + " ago"
                : "is on " + Phrases.list(Phrases.names(wrapped));
        String remedy = culprits.isEmpty()
                ? "find the server whose oned refuses oneadmin (each one's `onezone list`), and stop oned there"
                : "stop oned on " + Phrases.list(Phrases.names(culprits)) + ", which cannot log the leader in";
        String reason = "term " + RaftStatus.WRAPPED_TERM + " " + when + ": a server cannot authenticate the leader";
        // A leader that works again has let the server by: what it did may come back, and harms nobody now.
        boolean harmless = wrapped.isEmpty() && LeaderRules.works(picture);
        return Optional.of(new Finding(
                FindingCode.TERM_WRAPPED,
                harmless ? Severity.WARNING : Severity.CRITICAL,
                wrapped.isEmpty() ? Finding.ZONE : wrapped.get(0).name(),
                reason,
                remedy));
    }

    private static Optional<Finding> elections(RuleInput picture) {
        long elected = picture.history.events().stream()
                .filter(event -> event.kind() == ZoneEvent.Kind.LEADER_ELECTED)
                .filter(event -> event.at().isAfter(picture.at().minus(HOUR)))
                .count();
        if (elected < MANY_ELECTIONS) {
            return Optional.empty();
        }
        return Optional.of(FindingCode.ELECTIONS.warning(
                Finding.ZONE,
                elected + " elections in the last hour",
                "look in oned.log for who deposes the leader: a bad network, a stalling database, or a removed server whose"
                        + " oned still runs"));
    }
}
