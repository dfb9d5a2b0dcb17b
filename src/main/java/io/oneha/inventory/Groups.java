package io.oneha.inventory;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** An inventory's groups and hosts, and who inherits from whom, as Ansible decides it (inventory/group, inventory/data). */
final class Groups {
    static final String ALL = "all";
    static final String UNGROUPED = "ungrouped";
    private static final int MAX_GROUPS = 2_000;
    private static final int MAX_MENTIONS = 100_000;

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private int mentions;

    /** What a group and a host have in common, as far as they have been read. */
    abstract static class Named {
        final String name;
        final Origin at;
        final Map<String, Value.Entry> variables = new LinkedHashMap<>();

        private Named(String name, Origin at) {
            this.name = name;
            this.at = at;
        }
    }

    static final class Group extends Named {
        /** {@code ansible_group_priority}: decides between groups of one depth, the higher wins. */
        int priority = 1;

        /** The groups right below it, in their order. */
        final Set<Group> children = new LinkedHashSet<>();

        private final Set<Group> parents = new LinkedHashSet<>();
        private final Set<Host> hosts = new LinkedHashSet<>();
        private int depth;

        private Group(String name, Origin at) {
            super(name, at);
        }
    }

    static final class Host extends Named {
        private final Set<Group> groups = new LinkedHashSet<>();

        private Host(String name, Origin at) {
            super(name, at);
        }
    }

    Collection<Group> groups() {
        return groups.values();
    }

    Collection<Host> hosts() {
        return hosts.values();
    }

    Optional<Group> find(String name) {
        return Optional.ofNullable(groups.get(name));
    }

    /** The group of that name, new at its first mention. */
    Group group(String name, Origin at) {
        mention(at);
        Group group = groups.computeIfAbsent(name, key -> new Group(key, at));
        if (groups.size() > MAX_GROUPS) {
            throw at.fault("more than " + MAX_GROUPS + " groups", "is this the inventory?");
        }
        return group;
    }

    /** The host of that name, new at its first mention. */
    Host host(String name, Origin at) {
        mention(at);
        Host host = hosts.computeIfAbsent(name, key -> new Host(key, at));
        if (hosts.size() > HostPattern.MAX_HOSTS) {
            throw at.fault("more than " + HostPattern.MAX_HOSTS + " hosts", "is this the inventory?");
        }
        return host;
    }

    void addChild(Group parent, Group child) {
        parent.children.add(child);
        child.parents.add(parent);
    }

    void addHost(Group group, Host host) {
        group.hosts.add(host);
        host.groups.add(group);
    }

    /** Aliases and ranges can name the same few things without end. */
    private void mention(Origin at) {
        if (++mentions > MAX_MENTIONS) {
            throw at.fault("more than " + MAX_MENTIONS + " mentions of groups and hosts", "is this the inventory?");
        }
    }

    /**
     * Gives every group its depth: the longest way down from {@code all}, under which each group without a parent stands.
     *
     * @throws InventoryException when a group is below itself
     */
    void settle() {
        Group all = group(ALL, new Origin("", 0, false));
        for (Group group : groups.values()) {
            if (group != all && group.parents.isEmpty()) {
                addChild(all, group);
            }
        }
        Map<Group, Integer> waiting = new HashMap<>();
        groups.values().forEach(group -> waiting.put(group, group.parents.size()));
        Deque<Group> ready = new ArrayDeque<>();
        if (all.parents.isEmpty()) {
            ready.add(all);
        }
        while (!ready.isEmpty()) {
            Group group = ready.remove();
            waiting.remove(group);
            for (Group child : group.children) {
                child.depth = Math.max(child.depth, group.depth + 1);
                if (waiting.merge(child, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        for (Group group : groups.values()) {
            if (waiting.containsKey(group) && group != all) {
                throw group.at.fault(
                        "group " + VariableText.quote(group.name) + " is a child of itself, over others",
                        "take one of its children: lines out");
            }
        }
    }

    /** The hosts of a group and of the groups below it, nearer groups first. */
    List<Host> members(Group group) {
        return reached(List.of(group), each -> each.children).stream()
                .flatMap(each -> each.hosts.stream())
                .distinct()
                .toList();
    }

    /** Groups and those that lead on from them, nearer ones first. */
    private static Set<Group> reached(Collection<Group> from, Function<Group, Set<Group>> next) {
        Set<Group> seen = new LinkedHashSet<>(from);
        Deque<Group> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            next.apply(open.remove()).stream().filter(seen::add).forEach(open::add);
        }
        return seen;
    }

    /** The groups a host is in, itself or over others, without {@code all}: the later one's variables win. */
    List<Group> lineage(Host host) {
        Set<Group> seen = reached(host.groups, group -> group.parents);
        seen.removeIf(group -> group.name.equals(ALL));
        if (seen.size() > 1) {
            seen.removeIf(group -> group.name.equals(UNGROUPED));
        }
        return seen.stream()
                .sorted(Comparator.<Group>comparingInt(group -> group.depth)
                        .thenComparingInt(group -> group.priority)
                        .thenComparing(group -> group.name))
                .toList();
    }
}
