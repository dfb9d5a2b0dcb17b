package io.oneha.health;

import io.oneha.base.Endpoint;
import io.oneha.observe.ServerView;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the zone is set up: its size, whether it is HA and enabled, entries that are there twice. */
final class PoolRules {
    private static final int NAMED = 5;
    private static final int ROOM = 300;

    private PoolRules() {}

    static List<Finding> judge(RuleInput picture) {
        List<Finding> findings = new ArrayList<>();
        disabled(picture).ifPresent(findings::add);
        disagrees(picture).ifPresent(findings::add);
        if (picture.isSolo()) {
            findings.add(solo(picture));
            return findings;
        }
        List<List<ServerView>> duplicates = duplicates(picture);
        for (List<ServerView> group : duplicates) {
            findings.add(duplicate(picture, group));
        }
        size(picture, duplicates).ifPresent(findings::add);
        return findings;
    }

    private static Optional<Finding> disabled(RuleInput picture) {
        return picture.zone()
                .filter(zone -> zone.state() == ZoneState.DISABLED)
                .map(zone -> FindingCode.ZONE_DISABLED.warning(
                        Finding.ZONE,
                        "the zone is disabled: it refuses writes, and elects no leader after a restart",
                        "`onezone enable " + picture.zoneId() + "`"));
    }

    /** Servers that make up a zone of their own beside this one: which of them is right, only people can say. */
    private static Optional<Finding> disagrees(RuleInput picture) {
        List<ServerView> others = picture.now.servers().stream()
                .filter(view -> view.otherPool().isPresent() && (view.hasZoneOfItsOwn() || view.is(ServerState.LEADER)))
                .toList();
        if (others.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = others.stream()
                .map(view -> view.name() + " believes in a zone of "
                        + Phrases.some(view.otherPool().orElseThrow().names(), NAMED)
                        + (view.is(ServerState.LEADER)
                                ? " and says it leads it in term "
                                        + view.status().orElseThrow().term()
                                : ""))
                .toList();
        return Optional.of(FindingCode.POOL_DISAGREES.critical(
                Finding.ZONE,
                "there are two zones here: " + Phrases.some(Phrases.names(picture.pool), NAMED) + " are one, and "
                        + Phrases.fitting(parts, ROOM),
                "stop neither before you know which of them has your data: compare `onezone show " + picture.zoneId()
                        + "` and `onevm list` on " + picture.leaderName() + " and on "
                        + others.get(0).name() + ", keep clients and the virtual address on the right one"));
    }

    private static Finding solo(RuleInput picture) {
        List<String> solos = Phrases.names(picture.now.servers().stream()
                .filter(view -> view.is(ServerState.SOLO))
                .toList());
        String reason = solos.size() > 1
                ? Phrases.list(solos) + " run solo, each a zone of its own"
                : "runs solo: no other front-end can take over";
        String remedy = picture.pool.isEmpty()
                ? "for HA: `onezone server-add`, SERVER_ID in oned.conf, restart; three front-ends survive the loss of one"
                : "it is in the zone's pool already: set FEDERATION = [ SERVER_ID = "
                        + picture.pool.get(0).server().id() + " ] in /etc/one/oned.conf and restart oned";
        return FindingCode.NOT_HA.info(solos.size() == 1 ? solos.get(0) : Finding.ZONE, reason, remedy);
    }

    private static Optional<Finding> size(RuleInput picture, List<List<ServerView>> duplicates) {
        int size = picture.pool.size();
        if (!duplicates.isEmpty()) {
            return Optional.empty();
        }
        if (size == 1) {
            return Optional.of(FindingCode.NOT_HA.info(
                    picture.pool.get(0).name(),
                    "is the zone's only server: no other can take over",
                    "add two front-ends: three survive the loss of one"));
        }
        if (size == 2) {
            return Optional.of(FindingCode.TWO_SERVERS.warning(
                    Finding.ZONE,
                    "two servers: both are needed, so losing either one stops the zone",
                    "add a third front-end: three survive the loss of one"));
        }
        if (size % 2 == 0 && Health.lost(picture).isEmpty() && !RunRules.isGrowing(picture)) {
            return Optional.of(FindingCode.EVEN_SERVERS.warning(
                    Finding.ZONE,
                    size + " servers survive the loss of " + (size - picture.quorum.majority()) + ", no more than "
                            + (size - 1) + " would, and a network that splits them into halves leaves no leader",
                    "add one front-end or remove one"));
        }
        return Optional.empty();
    }

    /** Entries with one endpoint or one name, each group once. */
    private static List<List<ServerView>> duplicates(RuleInput picture) {
        List<List<ServerView>> groups = new ArrayList<>();
        for (ServerView view : picture.pool) {
            if (groups.stream().noneMatch(group -> group.contains(view))) {
                List<ServerView> group = picture.members(other -> isDouble(view, other));
                if (group.size() > 1) {
                    groups.add(group);
                }
            }
        }
        return groups;
    }

    private static boolean isDouble(ServerView one, ServerView other) {
        return one.name().equals(other.name()) || isSameEndpoint(one, other);
    }

    static boolean isSameEndpoint(ServerView one, ServerView other) {
        return Endpoint.key(one.server().endpoint())
                .equals(Endpoint.key(other.server().endpoint()));
    }

    private static Finding duplicate(RuleInput picture, List<ServerView> group) {
        List<String> ids =
                group.stream().map(view -> Integer.toString(view.server().id())).toList();
        boolean endpoint = isSameEndpoint(group.get(0), group.get(1));
        ServerView superfluous = group.get(group.size() - 1);
        for (ServerView view : group) {
            if (ServerIdRules.running(view)
                    .filter(id -> id != view.server().id())
                    .isPresent()) {
                superfluous = view;
            }
        }
        return FindingCode.DUPLICATE_SERVER.critical(
                group.get(0).name(),
                "is in the zone as " + Phrases.list(ids) + (endpoint ? ", with one endpoint" : ", with one name")
                        + ": a majority is now " + picture.quorum.majority() + " of " + picture.pool.size()
                        + " entries",
                "`onezone server-del " + picture.zoneId() + " "
                        + superfluous.server().id() + "` while there is a leader and the rest follow");
    }
}
