package io.oneha.health;

import io.oneha.base.Endpoint;
import io.oneha.inventory.Vip;
import io.oneha.observe.ServerView;
import io.oneha.observe.VipView;
import io.oneha.zone.FailureKind;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Whether the virtual address is where clients need it: on the leader's host and nowhere else. Without a leader nobody should
 * have it, and that there is none is said elsewhere.
 */
final class VipRules {
    /**
     * For how long after an election the address may still be on its way: vip.sh holds its lock for ten seconds while it
     * announces the address, so that the next change waits (OpenNebula, share/hooks/raft/vip.sh).
     */
    static final Duration MOVING = Duration.ofSeconds(15);

    private final RuleInput picture;
    private final VipView vip;
    private final Optional<ServerView> owner;
    private final List<ServerView> holders;
    private final Optional<Duration> leadsFor;
    private final VipRemedies remedies;

    private VipRules(RuleInput picture, VipView vip, List<String> names) {
        this.picture = picture;
        this.vip = vip;
        this.owner = owner(picture);
        this.holders = machines(picture, names);
        this.leadsFor = LeaderTerm.since(picture.history)
                .map(since -> Duration.between(since, picture.at()))
                .filter(age -> age.compareTo(MOVING) < 0);
        this.remedies = new VipRemedies(picture, vip, Vip.parse(vip.address()));
    }

    static List<Finding> judge(RuleInput picture) {
        Optional<VipView> vip = picture.now.vip();
        return vip.flatMap(VipView::holders)
                .flatMap(names -> new VipRules(picture, vip.orElseThrow(), names).finding())
                .map(List::of)
                .orElse(List.of());
    }

    private Optional<Finding> finding() {
        if (holders.size() > 1) {
            return Optional.of(split());
        }
        if (owner.isEmpty() || holders.size() == 1 && isOwner(holders.get(0))) {
            return Optional.empty();
        }
        if (holders.size() == 1) {
            return Optional.of(elsewhere(holders.get(0)));
        }
        return vip.unseen().contains(owner.get().name()) ? Optional.empty() : Optional.of(missing());
    }

    /** Who should hold it: the real leader, or the one server of a zone without HA. */
    private static Optional<ServerView> owner(RuleInput picture) {
        return picture.isSolo() ? picture.now.onlyServer() : LeaderRules.real(picture);
    }

    /** The holders, each machine once whatever entries it has. */
    private static List<ServerView> machines(RuleInput picture, List<String> names) {
        List<ServerView> machines = new ArrayList<>();
        for (ServerView view : picture.now.servers()) {
            if (names.contains(view.name()) && machines.stream().noneMatch(other -> isSameMachine(other, view))) {
                machines.add(view);
            }
        }
        return machines;
    }

    private static boolean isSameMachine(ServerView one, ServerView other) {
        return one.name().equals(other.name()) || Endpoint.same(one.asked(), other.asked());
    }

    private boolean isOwner(ServerView view) {
        return owner.filter(own -> isSameMachine(own, view)).isPresent();
    }

    private Finding missing() {
        ServerView own = owner.orElseThrow();
        String unseen = Phrases.some(vip.unseen(), 3);
        String reason = (unseen.isEmpty() ? "nobody holds " : "nobody that can be looked at holds ")
                + vip.address()
                + (picture.isSolo()
                        ? "; " + own.name() + " runs solo, and oned brings it up in HA only"
                        : ", which belongs on the leader " + own.name() + elected() + remedies.leaderHookFault(own))
                + (unseen.isEmpty() ? "" : "; unseen, so that they may hold it: " + unseen);
        boolean certain = vip.unseen().isEmpty() && leadsFor.isEmpty() && !picture.isSolo();
        return finding(
                certain,
                FindingCode.VIP_MISSING,
                Finding.ZONE,
                reason,
                leadsFor.isPresent()
                        ? "wait: vip.sh needs up to 10 s after an election"
                        : remedies.bringUp(own, picture.isSolo()));
    }

    private String elected() {
        return leadsFor.map(
                        age -> "; it leads for " + Phrases.duration(age) + " only, so the address may be on its way")
                .orElse("");
    }

    private Finding split() {
        List<ServerView> wrong = holders.stream().filter(view -> !isOwner(view)).toList();
        String place = "; which of them leads, if any, is not known";
        if (owner.isPresent()) {
            place = wrong.size() < holders.size()
                    ? "; it belongs on " + owner.get().name() + " only, which " + leads()
                    : ", yet " + owner.get().name() + " " + leads();
        }
        String start = leadsFor.isPresent() ? "wait: it ends by itself; if not, " : "";
        String remedy = owner.isEmpty()
                ? "as soon as one leads, on the others: " + remedies.takeOff(wrong)
                : start + remedies.takeOff(wrong);
        return finding(
                leadsFor.isEmpty(),
                FindingCode.VIP_SPLIT,
                wrong.size() == 1 ? wrong.get(0).name() : Finding.ZONE,
                vip.address() + " is on " + Phrases.list(Phrases.names(holders)) + " at once" + place
                        + wrong.stream().map(this::why).collect(Collectors.joining())
                        + onItsWay("; for about 10 s after an election that is normal"),
                remedy);
    }

    private Finding elsewhere(ServerView holder) {
        ServerView own = owner.orElseThrow();
        boolean unseen = vip.unseen().contains(own.name());
        return finding(
                leadsFor.isEmpty(),
                FindingCode.VIP_NOT_ON_LEADER,
                holder.name(),
                "holds " + vip.address() + ", but " + own.name() + " " + leads() + why(holder)
                        + (unseen ? "; whether that holds it too cannot be seen" : remedies.leaderHookFault(own))
                        + onItsWay("; it may be on its way"),
                (leadsFor.isPresent() ? "wait: vip.sh needs up to 10 s after an election; if it stays, " : "")
                        + remedies.takeOff(List.of(holder))
                        + (unseen ? "" : ", then " + remedies.add(own)));
    }

    private String leads() {
        return picture.isSolo() ? "is the only server" : "leads";
    }

    private String onItsWay(String text) {
        return leadsFor.map(age -> text + " (" + Phrases.duration(age) + " ago)")
                .orElse("");
    }

    /** Why a host that should not have the address has it. */
    private String why(ServerView view) {
        if (view.is(ServerState.LEADER)) {
            return "; " + view.name() + " says it leads too";
        }
        if (view.failed(FailureKind.REFUSED)) {
            return "; oned is down on " + view.name() + " and cannot give it up";
        }
        return remedies.followerHookFault(view);
    }

    private Finding finding(boolean certain, FindingCode code, String subject, String reason, String remedy) {
        String seen = vip.seenAt()
                .map(at -> Duration.between(at, picture.at()))
                .filter(age -> age.compareTo(Duration.ofSeconds(5)) > 0)
                .map(age -> ", seen " + Phrases.duration(age) + " ago")
                .orElse("");
        return certain ? code.critical(subject, reason + seen, remedy) : code.warning(subject, reason + seen, remedy);
    }
}
