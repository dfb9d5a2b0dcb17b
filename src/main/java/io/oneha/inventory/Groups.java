package io.oneha.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
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

/** An inventory's groups and hosts, and who inherits from whom, as Ansible decides it (inventory/group, inventory/data). */
final class Groups {
    static final String ALL = "all";
    static final String UNGROUPED = "ungrouped";
    private static final int MAX_GROUPS = 2_000;
    private static final int MAX_MENTIONS = 100_000;

    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private int mentions;

    /** A group as far as it has been read. */
    static final class Group {
        private final String name;
        private final Origin at;
        private final Map<String, Value.Entry> variables = new LinkedHashMap<>();
        private final Set<Group> children = new LinkedHashSet<>();
        private final Set<Group> parents = new LinkedHashSet<>();
        private final Set<Host> hosts = new LinkedHashSet<>();
        private int priority = 1;
        private int depth;

        private Group(String name, Origin at) {
            this.name = name;
            this.at = at;
        }

        String name() {
            return name;
        }

        Origin at() {
            return at;
        }

        Map<String, Value.Entry> variables() {
            return variables;
        }

        /** {@code ansible_group_priority}: decides between groups of one depth, the higher wins. */
        void priority(int value) {
            priority = value;
        }
    }

    /** A host as far as it has been read. */
    static final class Host {
        private final String name;
        private final Origin at;
        private final Map<String, Value.Entry> variables = new LinkedHashMap<>();
        private final Set<Group> groups = new LinkedHashSet<>();

        private Host(String name, Origin at) {
            this.name = name;
            this.at = at;
        }

        String name() {
            return name;
        }

        Origin at() {
            return at;
        }

        Map<String, Value.Entry> variables() {
            return variables;
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
        Set<Host> members = new LinkedHashSet<>();
        Set<Group> seen = new LinkedHashSet<>(List.of(group));
        Deque<Group> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            Group current = next.remove();
            members.addAll(current.hosts);
            for (Group child : current.children) {
                if (seen.add(child)) {
                    next.add(child);
                }
            }
        }
        return List.copyOf(members);
    }

    /** The groups right below one, in their order. */
    List<Group> children(Group group) {
        return List.copyOf(group.children);
    }

    /** The groups a host is in, itself or over others, without {@code all}: the later one's variables win. */
    List<Group> lineage(Host host) {
        Set<Group> seen = new LinkedHashSet<>(host.groups);
        Deque<Group> next = new ArrayDeque<>(seen);
        while (!next.isEmpty()) {
            for (Group parent : next.remove().parents) {
                if (seen.add(parent)) {
                    next.add(parent);
                }
            }
        }
        seen.removeIf(group -> group.name.equals(ALL));
        if (seen.size() > 1) {
            seen.removeIf(group -> group.name.equals(UNGROUPED));
        }
        List<Group> sorted = new ArrayList<>(seen);
        sorted.sort(Comparator.<Group>comparingInt(group -> group.depth)
                .thenComparingInt(group -> group.priority)
                .thenComparing(group -> group.name));
        return sorted;
    }
}
