package io.oneha.plan;

import io.oneha.base.IpAddress;
import io.oneha.base.Text;
import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Vip;
import io.oneha.observe.host.NicAddress;
import io.oneha.plan.Decision.Refusal;
import io.oneha.plan.Maintenance.Reboot;
import io.oneha.plan.PlanInput.Host;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What follows from the way by which oneha itself reaches the front-ends. */
final class WayGuards {
    private WayGuards() {}

    /** An address that moves with the leader leads to one machine now and to another in the middle of a run. */
    static Optional<Refusal> against(PlanInput seen) {
        Optional<Vip> vip = seen.inventory().vip();
        return seen.inventory().frontEnds().stream()
                .filter(frontEnd -> !frontEnd.isWithoutSsh())
                .filter(frontEnd -> Stream.concat(
                                Stream.of(frontEnd.address()), seen.ways().to(frontEnd.name()).stream())
                        .anyMatch(address ->
                                vip.filter(its -> its.isAddress(address)).isPresent()))
                .findFirst()
                .map(frontEnd -> new Refusal(
                        RefusalCode.VIP_ON_WAY,
                        frontEnd.name() + " is reached by SSH through the virtual address "
                                + vip.orElseThrow().address() + ", which moves when another server leads",
                        "name the front-end's own address: ansible_host in the inventory, or the jump host of"
                                + " ansible_ssh_common_args or ssh_config"));
    }

    /** Whether oneha runs there, or reaches others through it: nothing is lost of a run where that one comes last. */
    static boolean isOnWay(PlanInput seen, Host host) {
        return isOwn(seen, host) || !beyond(seen, host).isEmpty();
    }

    private static boolean isOwn(PlanInput seen, Host host) {
        List<String> way = seen.ways().to(host.name());
        return host.frontEnd().connection() == FrontEnd.Connection.LOCAL
                || way.size() == 1 && contains(seen.ways().own().stream(), way.get(0));
    }

    /** The front-ends that are reached through this one. */
    private static List<String> beyond(PlanInput seen, Host host) {
        List<String> way = seen.ways().to(host.name());
        List<String> addresses = Stream.of(
                        way.stream().skip(Math.max(0, way.size() - 1)),
                        Stream.of(host.frontEnd().address()),
                        host.facts().stream()
                                .flatMap(facts -> facts.addresses().stream())
                                .map(NicAddress::address)
                                .filter(address -> seen.inventory()
                                        .vip()
                                        .filter(vip -> vip.isAddress(address))
                                        .isEmpty()))
                .flatMap(found -> found)
                .toList();
        return seen.inventory().frontEnds().stream()
                .map(FrontEnd::name)
                .filter(name -> !name.equals(host.name()))
                .filter(name -> seen.ways().to(name).stream()
                        .limit(Math.max(0, seen.ways().to(name).size() - 1))
                        .anyMatch(jump -> contains(addresses.stream(), jump)))
                .toList();
    }

    private static boolean contains(Stream<String> addresses, String wanted) {
        return addresses.anyMatch(address -> address.equalsIgnoreCase(wanted)
                || IpAddress.parse(address)
                        .filter(its ->
                                IpAddress.parse(wanted).filter(its::equals).isPresent())
                        .filter(its -> !its.toString().startsWith("127."))
                        .isPresent());
    }

    /** A machine that goes down with oneha on it, or with the way to the others, leaves nobody who sees what becomes of the zone. */
    static Optional<Refusal> reboots(PlanInput seen, Maintenance maintenance, List<Host> targets) {
        return targets.stream()
                .filter(host -> maintenance.reboot() != Reboot.NO && isOnWay(seen, host))
                .findFirst()
                .map(host -> new Refusal(RefusalCode.OWN_WAY, why(seen, host), remedy(targets, host)));
    }

    private static String why(PlanInput seen, Host host) {
        return isOwn(seen, host)
                ? "oneha runs on " + host.name() + " itself, and does not reboot the machine that it runs on"
                : "oneha reaches " + String.join(" and ", beyond(seen, host)) + " through " + host.name()
                        + ", and would see nothing of them while it reboots";
    }

    private static String remedy(List<Host> targets, Host spared) {
        List<String> others = targets.stream()
                .filter(host -> !host.equals(spared))
                .map(Host::name)
                .toList();
        String rest =
                others.isEmpty() ? "" : "name only the others: `oneha restart " + String.join(" ", others) + " …`, or ";
        return rest + "run oneha on another machine, which reaches each front-end directly";
    }

    /** Why a front-end comes last of the followers. */
    static List<String> notices(PlanInput seen, List<StepSpec> steps) {
        return seen.members().stream()
                .filter(host -> steps.stream()
                        .anyMatch(step -> step instanceof StepSpec.StopServer
                                && step.host().equals(host.name())))
                .filter(host -> isOnWay(seen, host))
                .map(host -> Text.clean(
                        isOwn(seen, host)
                                ? "oneha runs on " + host.name() + " itself, so no other follower comes after it"
                                : "oneha reaches " + String.join(" and ", beyond(seen, host)) + " through "
                                        + host.name() + ", so no other follower comes after it"))
                .toList();
    }
}
