package io.oneha.inventory;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Fills {@link Groups} from either layout: that of a YAML inventory, where hosts and children are mappings, or that of
 * {@code ansible-inventory --list}, where they are lists of names and the hosts' variables stand in {@code _meta}.
 */
final class GroupsReader {
    private static final String META = "_meta";
    private static final String PRIORITY = "ansible_group_priority";
    private static final String PORT = "ansible_port";

    private final Groups groups;
    private final boolean lists;

    private GroupsReader(Groups groups, boolean lists) {
        this.groups = groups;
        this.lists = lists;
    }

    /**
     * Reads the groups of an inventory.
     *
     * @param json whether it was written as JSON
     * @return whether it is a list, which has all variables in it
     */
    static boolean read(Value.Mapping root, boolean json, Groups groups) {
        boolean lists = json || root.entries().containsKey(META);
        GroupsReader reader = new GroupsReader(groups, lists);
        root.get("plugin").ifPresent(plugin -> {
            throw plugin.fault(
                    "this configures an inventory plugin and lists no hosts",
                    "give the output of ansible-inventory --list instead");
        });
        root.entries().forEach((name, entry) -> {
            entry.requireOnce(name);
            if (lists && name.equals(META)) {
                reader.hostVariables(entry);
            } else {
                reader.group(name, entry, 0);
            }
        });
        return lists;
    }

    /** Ansible skips, with a warning, a group that is no mapping: so it stays one without hosts. */
    private Groups.Group group(String name, Value.Entry entry, int depth) {
        Groups.Group group = groups.group(name, entry.at());
        if (depth > YamlTree.MAX_DEPTH) {
            throw entry.fault("groups nested more than " + YamlTree.MAX_DEPTH + " levels deep", "flatten them");
        }
        if (lists && entry.value() instanceof Value.Sequence) {
            hosts(group, entry);
            return group;
        }
        if (!(entry.value() instanceof Value.Mapping body)) {
            return group;
        }
        body.entries().forEach((key, section) -> {
            section.requireOnce(key);
            switch (key) {
                case "vars" -> variables(group, section);
                case "children" -> children(group, section, depth);
                case "hosts" -> hosts(group, section);
                default -> {}
            }
        });
        return group;
    }

    private void variables(Groups.Group group, Value.Entry section) {
        mapping(section, "the vars", group).forEach((name, entry) -> variable(group, name, entry));
    }

    static void variable(Groups.Group group, String name, Value.Entry entry) {
        if (name.equals(PRIORITY)) {
            group.priority = priority(entry);
        } else {
            group.variables.put(name, entry);
        }
    }

    private static int priority(Value.Entry entry) {
        if (entry.value() instanceof Value.Scalar scalar) {
            try {
                return Integer.parseInt(scalar.text().strip());
            } catch (NumberFormatException e) {
                // Told below, as for any other value that is no number.
            }
        }
        throw entry.fault(PRIORITY + " is not a number", "write a number such as 10");
    }

    private void children(Groups.Group group, Value.Entry section, int depth) {
        if (lists && section.value() instanceof Value.Sequence names) {
            for (Value name : names.items()) {
                Value.Scalar child = name(name, "group");
                groups.addChild(group, groups.group(child.text(), child.at()));
            }
            return;
        }
        mapping(section, "the children", group).forEach((name, entry) -> {
            entry.requireOnce(name);
            groups.addChild(group, group(name, entry, depth + 1));
        });
    }

    private void hosts(Groups.Group group, Value.Entry section) {
        if (lists && section.value() instanceof Value.Sequence names) {
            for (Value name : names.items()) {
                Value.Scalar host = name(name, "host");
                groups.addHost(group, groups.host(host.text(), host.at()));
            }
            return;
        }
        mapping(section, "the hosts", group).forEach((key, entry) -> {
            entry.requireOnce(key);
            HostPattern pattern = HostPattern.parse(key, entry.at());
            Map<String, Value.Entry> variables = hostVariables(key, entry);
            for (String name : pattern.names()) {
                Groups.Host host = groups.host(name, entry.at());
                groups.addHost(group, host);
                port(host, pattern.port(), entry.at());
                host.variables.putAll(variables);
            }
        });
    }

    /** A port after the name counts where nothing else says one. */
    static void port(Groups.Host host, OptionalInt port, Origin at) {
        if (port.isPresent()) {
            Value number = new Value.Scalar(Integer.toString(port.getAsInt()), Value.Form.PLAIN, at);
            host.variables.putIfAbsent(PORT, new Value.Entry(number, at));
        }
    }

    private void hostVariables(Value.Entry meta) {
        Value.Mapping hosts = mapping(meta.value())
                .flatMap(body -> body.get("hostvars"))
                .flatMap(section -> mapping(section.value()))
                .orElseThrow(() ->
                        meta.fault(META + " has no hostvars", "write the list again with ansible-inventory --list"));
        hosts.entries()
                .forEach(
                        (name, entry) -> groups.host(name, entry.at()).variables.putAll(hostVariables(name, entry)));
    }

    private static Optional<Value.Mapping> mapping(Value value) {
        return value instanceof Value.Mapping mapping ? Optional.of(mapping) : Optional.empty();
    }

    private static Map<String, Value.Entry> hostVariables(String host, Value.Entry entry) {
        if (entry.value() instanceof Value.Mapping variables) {
            return variables.entries();
        }
        if (entry.value() instanceof Value.Scalar nothing && nothing.isNothing()) {
            return Map.of();
        }
        throw entry.fault(
                "the variables of host " + VariableText.quote(host) + " are no mapping",
                "write \"NAME: { ansible_host: ADDRESS }\"");
    }

    private static Map<String, Value.Entry> mapping(Value.Entry section, String what, Groups.Group group) {
        if (section.value() instanceof Value.Mapping mapping) {
            return mapping.entries();
        }
        if (section.value() instanceof Value.Scalar scalar) {
            return scalar.isNothing()
                    ? Map.of()
                    : Map.of(
                            scalar.text(),
                            new Value.Entry(
                                    new Value.Scalar("", Value.Form.PLAIN, scalar.at()),
                                    scalar.at(),
                                    Optional.empty()));
        }
        throw section.fault(
                what + " of group " + VariableText.quote(group.name) + " are a list",
                "write a mapping: each name with a colon after it, without a dash");
    }

    private static Value.Scalar name(Value value, String what) {
        if (value instanceof Value.Scalar scalar && !scalar.isNothing()) {
            return scalar;
        }
        throw value.fault(
                "a " + what + "'s name is expected here", "write the list again with ansible-inventory --list");
    }
}
