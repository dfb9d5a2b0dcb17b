package io.oneha.health;

import io.oneha.observe.ServerView;
import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether anything could be learnt at all, and if not, why. */
final class NoAnswer {
    private NoAnswer() {}

    /** The one finding of a snapshot that says nothing about the zone's state. */
    static Optional<Finding> judge(RuleInput picture) {
        List<ServerView> servers = picture.now.servers();
        boolean anybody = servers.stream().anyMatch(ServerView::answers);
        if (!anybody) {
            return Optional.of(
                    nobody(picture.pool.isEmpty() ? thoseOfTheZone(servers, picture) : picture.pool, picture));
        }
        return picture.now
                .zone()
                .failure()
                .filter(failure -> picture.pool.isEmpty())
                .map(failure -> finding(
                        "no server told of the zone: " + failure.text(),
                        "check --zone; `onezone list` shows which zones there are"));
    }

    /** A front-end without HA has no pool: those that answered lately are its zone, and who waits to join is missed by nobody. */
    private static List<ServerView> thoseOfTheZone(List<ServerView> servers, RuleInput picture) {
        List<ServerView> known = servers.stream()
                .filter(view -> picture.history.recent().stream()
                        .flatMap(look -> look.servers().stream())
                        .anyMatch(earlier -> earlier.name().equals(view.name()) && earlier.answers()))
                .toList();
        return known.isEmpty() ? servers : known;
    }

    private static Finding nobody(List<ServerView> servers, RuleInput picture) {
        List<ServerView> forbidden = servers.stream()
                .filter(view -> view.failed(FailureKind.AUTHORIZATION))
                .toList();
        if (!forbidden.isEmpty()) {
            return finding(
                    "this user may not see the servers' states: "
                            + forbidden.get(0).failure().orElseThrow().text(),
                    "use oneadmin, or give the user ADMIN on the zone: `oneacl create \"#USER ZONE/#" + picture.zoneId()
                            + " ADMIN\"`; followers know of it after their oned restarted");
        }
        List<ServerView> refused = servers.stream()
                .filter(view -> view.failed(FailureKind.AUTHENTICATION))
                .toList();
        if (!refused.isEmpty()) {
            return finding(
                    "wrong user or password, says " + Phrases.list(Phrases.names(refused)) + others(servers, refused),
                    "check ONE_AUTH or ~/.one/one_auth; if they are right, look at the database of "
                            + refused.get(0).name() + ": oned answers the same while it is down");
        }
        String why = servers.isEmpty()
                ? picture.now.zone().failure().map(Reply.Failure::text).orElse("nobody to ask")
                : Phrases.whyNot(servers);
        String hosts = besides(servers, picture);
        return finding(
                "no server answered: " + why + (hosts.isEmpty() ? "" : "; by SSH: " + hosts),
                "check the endpoint and the way to port 2633; on a front-end: `systemctl status opennebula`");
    }

    /** What the hosts show of those that SSH reaches: {@code n1a1: its systemd unit opennebula has failed, ...}. */
    private static String besides(List<ServerView> servers, RuleInput picture) {
        List<String> parts = new ArrayList<>();
        for (ServerView view : servers) {
            String shown = HostUnits.besides(picture, view);
            if (!shown.isEmpty()) {
                parts.add(view.name() + ": " + shown.substring(2).replace("; ", ", "));
            }
        }
        return Phrases.some(parts, 3);
    }

    private static String others(List<ServerView> servers, List<ServerView> refused) {
        List<ServerView> others =
                servers.stream().filter(view -> !refused.contains(view)).toList();
        return others.isEmpty() ? "" : " (" + Phrases.whyNot(others) + ")";
    }

    private static Finding finding(String reason, String remedy) {
        return FindingCode.NO_ANSWER.critical(Finding.ZONE, reason, remedy);
    }
}
