package io.oneha.inventory;

import io.oneha.base.IpAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** When a zone is highly available, and what it then needs (one-deploy, role precheck, integrity). */
final class VipRequirement {
    private static final String ADDRESS = "one_vip";
    private static final String PREFIX = "one_vip_cidr";
    private static final String INTERFACE = "one_vip_if";
    /** Names that mean another machine on each machine: no other server could reach a zone server called so. */
    private static final Set<String> LOCAL = Set.of("localhost", "localhost.localdomain", "127.0.0.1", "::1");

    private final Members members;
    private final Origin group;
    private Optional<InventoryException> unknown = Optional.empty();

    /** @param group where the front-end group stands */
    VipRequirement(Members members, Origin group) {
        this.members = members;
        this.group = group;
    }

    /** Why the address that is set cannot be known; then it is read as if there were none. */
    Optional<InventoryException> unknown() {
        return unknown;
    }

    /** The zone's virtual address; without one where there should be one, changes are refused. */
    Optional<Vip> read(Optional<VariableText> forceHa) {
        boolean forced = forceHa.map(VariableText::asBoolean).orElse(false);
        members.hidden(INTERFACE).ifPresent(members::refuseChanges);
        unknown = members.hidden(ADDRESS).or(() -> members.hidden(PREFIX));
        if (unknown.isPresent()) {
            members.refuseChanges(unknown.get());
            return Optional.empty();
        }
        Optional<VariableText> address = members.text(ADDRESS);
        Optional<VariableText> prefix = members.text(PREFIX);
        members.all().forEach(member -> requireAllOrNone(member, address, prefix));
        if (members.areSeveral() || forced) {
            refuseChangesWithout(address, forceHa.filter(given -> forced).map(VariableText::at));
        }
        return address.map(given -> vip(given, prefix.orElseThrow(), forced));
    }

    private static void requireAllOrNone(Member member, Optional<VariableText> address, Optional<VariableText> prefix) {
        Map<String, Optional<Origin>> three = new LinkedHashMap<>();
        three.put(ADDRESS, address.map(VariableText::at));
        three.put(PREFIX, prefix.map(VariableText::at));
        three.put(INTERFACE, member.variables().find(INTERFACE).map(Value.Entry::at));
        Map<Boolean, List<String>> names = three.keySet().stream()
                .collect(Collectors.partitioningBy(name -> three.get(name).isPresent()));
        List<String> set = names.get(true);
        List<String> unset = names.get(false);
        if (set.isEmpty() || unset.isEmpty()) {
            return;
        }
        throw three.get(set.get(0))
                .orElseThrow()
                .fault(
                        String.join(" and ", set) + (set.size() > 1 ? " are set but " : " is set but ")
                                + String.join(" and ", unset)
                                + (unset.size() > 1 ? " are not, for \"" : " is not, for \"")
                                + member.name() + "\"",
                        "set all of " + ADDRESS + ", " + PREFIX + " and " + INTERFACE + ", or none");
    }

    private void refuseChangesWithout(Optional<VariableText> address, Optional<Origin> forced) {
        if (address.isEmpty()) {
            int count = members.all().size();
            members.refuseChanges(forced.orElse(group)
                    .fault(
                            (count > 1 ? count + " front-ends" : "force_ha") + " but no " + ADDRESS,
                            "set " + ADDRESS + ", " + PREFIX + " and " + INTERFACE + " before changing anything"));
        }
        for (Member member : members.all()) {
            if (LOCAL.contains(member.name())) {
                members.refuseChanges(member.addressAt()
                        .fault(
                                "the front-end is called \"" + member.name()
                                        + "\", which other servers cannot resolve to it",
                                "give it its host name"));
            }
        }
    }

    private Vip vip(VariableText address, VariableText prefix, boolean forced) {
        if (!members.areSeveral() && !forced) {
            throw address.at()
                    .fault(
                            ADDRESS + " is set but \"" + members.all().get(0).name() + "\" is the only front-end",
                            "add front-ends, or set force_ha: true, or remove " + ADDRESS + ", " + PREFIX + " and "
                                    + INTERFACE);
        }
        IpAddress vip = IpAddress.parse(address.text())
                .filter(IpAddress::isOrdinary)
                .orElseThrow(() -> address.fault(
                        "is not an address that a host can have", "write an IPv4 or IPv6 address without a prefix"));
        for (Member member : members.all()) {
            if (IpAddress.parse(member.frontEnd().address()).filter(vip::equals).isPresent()) {
                throw address.fault(
                        "is the address of \"" + member.name() + "\" itself", "choose an address that no host has");
            }
        }
        return new Vip(vip.toString(), prefix.asNumber(1, vip.bits()));
    }
}
