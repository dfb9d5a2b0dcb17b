package io.oneha.health;

import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Vip;
import io.oneha.observe.ServerView;
import io.oneha.observe.VipView;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Hook;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.observe.host.NicAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The commands that put the virtual address right, with each host's own interface, and what is wrong with its hooks. */
record VipRemedies(RuleInput picture, VipView view, Optional<Vip> vip) {
    /** Takes the address off hosts, as it is on them. */
    String takeOff(List<ServerView> hosts) {
        return hosts.stream()
                .map(host -> {
                    Optional<NicAddress> nic = on(host);
                    String cidr =
                            nic.map(at -> at.address() + "/" + at.prefix()).orElse(view.address());
                    String device = nic.map(NicAddress::networkInterface)
                            .filter(Phrases::isPlain)
                            .orElseGet(() -> device(host));
                    return "`ip address del " + cidr + " dev " + device + "` on " + host.name();
                })
                .collect(Collectors.joining(", "));
    }

    String add(ServerView host) {
        return "`ip address add " + view.address() + " dev " + device(host) + "` on " + host.name();
    }

    /** Brings the address up now and, as far as the host's hook is to blame, for good. */
    String bringUp(ServerView host, boolean solo) {
        if (solo) {
            return "make " + host.name() + " HA: SERVER_ID and the raft hooks in /etc/one/oned.conf; until then "
                    + add(host);
        }
        boolean fault = !leaderHookFault(host).isEmpty();
        return add(host) + "; "
                + (fault
                        ? "for good, in /etc/one/oned.conf: RAFT_LEADER_HOOK = [ COMMAND = \"raft/vip.sh\", ARGUMENTS = \"leader "
                                + device(host) + " " + view.address() + "\" ]"
                        : "why vip.sh did not: /var/log/one/oned.log there, and `sudo -l -U oneadmin`");
    }

    /** What is wrong with a host's RAFT_LEADER_HOOK, after a semicolon; nothing where that is right or not known. */
    String leaderHookFault(ServerView host) {
        return oned(host)
                .map(oned -> fault(host.name() + "'s", "RAFT_LEADER_HOOK", oned.leaderHook()))
                .orElse("");
    }

    /** The same of RAFT_FOLLOWER_HOOK. */
    String followerHookFault(ServerView host) {
        return oned(host)
                .map(oned -> fault(host.name() + "'s", "RAFT_FOLLOWER_HOOK", oned.followerHook()))
                .orElse("");
    }

    private String fault(String whose, String name, Optional<Hook> hook) {
        if (hook.isEmpty()) {
            return "; " + whose + " oned.conf has no " + name;
        }
        List<String> cidrs = VipHook.of(hook.get()).cidrs();
        boolean wrong =
                vip.isPresent() && !cidrs.isEmpty() && !VipHook.of(hook.get()).has(vip.get());
        return wrong ? "; " + whose + " " + name + " names " + Phrases.some(cidrs, 3) : "";
    }

    private Optional<OnedConf> oned(ServerView host) {
        return Hosts.facts(picture, host).flatMap(HostFacts::oned);
    }

    private Optional<NicAddress> on(ServerView host) {
        return vip.flatMap(address -> host.host().nics().flatMap(addresses -> VipView.on(address, addresses)));
    }

    /** The interface for the address on a host: its hook's, or else the inventory's. */
    private String device(ServerView host) {
        return oned(host)
                .flatMap(OnedConf::leaderHook)
                .flatMap(hook -> vip.flatMap(address -> VipHook.of(hook).networkInterface(address)))
                .or(() -> picture.now.target().inventory().stream()
                        .flatMap(inventory -> inventory.frontEnds().stream())
                        .filter(frontEnd -> frontEnd.name().equals(host.name()))
                        .findFirst()
                        .flatMap(FrontEnd::vipInterface))
                .or(view::networkInterface)
                .filter(Phrases::isPlain)
                .orElse("NIC");
    }
}
