package io.oneha.inventory;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Puts the inventory of a zone together from its front-ends, by one-deploy's rules and defaults. */
record ZoneRules(Groups groups, Groups.Group group, Members members) {
    private static final int MAX_FRONT_ENDS = 100;
    private static final String SQLITE = "SQLite";
    private static final String PLAIN = "write a plain name without special characters";
    private static final String HOOK = "raft/vip.sh";

    /**
     * @param group the front-ends' group
     * @throws InventoryException at the first value that cannot be
     */
    static Inventory read(
            String source,
            Groups groups,
            Groups.Group group,
            VarsFolders folders,
            Vault vault,
            Map<String, Value.Entry> extra) {
        List<Groups.Host> hosts = groups.members(group);
        if (hosts.isEmpty()) {
            throw group.at.fault(
                    "group " + VariableText.quote(group.name) + " has no hosts",
                    "list the front-ends in it: \"hosts:\", below it a line \"NAME: { ansible_host: ADDRESS }\" each");
        }
        if (hosts.size() > MAX_FRONT_ENDS) {
            throw group.at.fault(
                    "group " + VariableText.quote(group.name) + " has more than " + MAX_FRONT_ENDS + " hosts",
                    "is this the front-ends' group?");
        }
        Members members = new Members(
                hosts.stream()
                        .map(host -> Member.of(host, Variables.of(host, groups, folders, vault, extra)))
                        .toList(),
                member -> zone(member.name(), groups, group));
        folders.closed().ifPresent(members::refuseChanges);
        return new ZoneRules(groups, group, members).inventory(source);
    }

    /** Below the group that holds all front-ends each zone of a federation has its own. */
    private static Optional<String> zone(String host, Groups groups, Groups.Group group) {
        return group.children.stream()
                .filter(child -> groups.members(child).stream().anyMatch(member -> member.name.equals(host)))
                .findFirst()
                .map(child -> child.name);
    }

    private Inventory inventory(String source) {
        requireDifferentServers();
        Optional<VariableText> forceHa = members.textForChanges("force_ha");
        VipRequirement vipRules = new VipRequirement(members, group.at);
        Optional<Vip> vip = vipRules.read(forceHa);
        boolean forced = forceHa.map(VariableText::asBoolean).orElse(false);
        Inventory.Database database = database(forced);
        DeploySettings deploy = new DeployRules(members).read();
        Inventory.Hooks hooks = new Inventory.Hooks(hook("leader_hook"), hook("follower_hook"));
        return new Inventory(
                source,
                group.name,
                members.all().stream().map(Member::frontEnd).toList(),
                vip,
                vipRules.unknown().map(InventoryException::getMessage),
                forced,
                checked("zone_name", Names::isZone, "is not a name that OpenNebula accepts", PLAIN),
                members.secret("one_pass"),
                database,
                hooks,
                ensureKeysFor(),
                isFederation(),
                members.refusal().map(InventoryException::getMessage),
                deploy);
    }

    private void requireDifferentServers() {
        Map<String, Member> byEndpoint = new HashMap<>();
        for (Member member : members.all()) {
            Member other = byEndpoint.putIfAbsent(member.frontEnd().endpoint(), member);
            if (other != null) {
                throw member.addressAt()
                        .fault(
                                "\"" + member.name() + "\" and \"" + other.name() + "\" are the same server, "
                                        + member.frontEnd().endpoint(),
                                "give each its own address");
            }
        }
    }

    private Inventory.Database database(boolean forced) {
        Optional<VariableText> backend = Member.require(
                members.textForChanges("db_backend"),
                name -> name.equals("MariaDB") || name.equals(SQLITE),
                "is not a database that one-deploy knows",
                "write MariaDB or SQLite");
        backend.filter(given -> given.text().equals(SQLITE) && (members.areSeveral() || forced))
                .ifPresent(given -> members.refuseChanges(
                        given.fault("cannot be replicated", "use MariaDB for more than one front-end")));
        return new Inventory.Database(
                backend.map(VariableText::text).orElse("MariaDB"),
                checked("db_name", Names::isDatabase, "is not a database's name", PLAIN)
                        .orElse("opennebula"),
                checked("db_owner", Names::isUser, "is not a user's name", PLAIN)
                        .orElse("oneadmin"),
                members.secret("db_password"));
    }

    private String hook(String name) {
        return checked(name, Names::isHook, "is not the path of a script", "write a path such as " + HOOK)
                .orElse(HOOK);
    }

    private Optional<String> checked(String name, Predicate<String> fit, String what, String remedy) {
        return Member.require(members.textForChanges(name), fit, what, remedy).map(VariableText::text);
    }

    private List<String> ensureKeysFor() {
        List<VariableText> users = members.textsForChanges("ensure_keys_for");
        users.forEach(user -> Member.require(
                Optional.of(user), Names::isUser, "is not a user's name", "list users of the front-ends"));
        return users.stream().map(VariableText::text).distinct().toList();
    }

    /** A slave knows its master by a group, a master says that it is one; the two numbered groups are an older way. */
    private boolean isFederation() {
        String masters = members.textForChanges("federation_group")
                .map(VariableText::text)
                .orElse("federation");
        boolean master = members.textForChanges("force_master")
                .map(VariableText::asBoolean)
                .orElse(false);
        String zones = group.name.replaceFirst("[0-9]+$", "");
        return master
                || List.of(masters, zones + "0", zones + "1").stream()
                        .anyMatch(name -> groups.find(name).isPresent());
    }
}
