package io.oneha.inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@link Groups} from an inventory in INI format: hosts with ranges and inline variables, {@code :children},
 * {@code :vars}, comments (Ansible, plugins/inventory/ini).
 */
final class IniReader {
    private static final Pattern SECTION = Pattern.compile("\\[([^:\\]\\s]+)(?::(\\w+))?]\\s*(?:#.*)?");
    private static final Pattern CHILD = Pattern.compile("([^:\\]\\s]+)\\s*(?:#.*)?");

    private final Groups groups;
    private final Map<String, Promised> promised = new LinkedHashMap<>();
    private Groups.Group group;
    private Section section = Section.HOSTS;

    /** A group that was named and has yet to be there. */
    private record Promised(Origin at, boolean asChild) {}

    private enum Section {
        HOSTS,
        CHILDREN,
        VARS
    }

    private IniReader(Source source, Groups groups) {
        this.groups = groups;
        this.group = groups.group(Groups.UNGROUPED, source.line(0));
    }

    /** Whether a line begins a section. */
    static boolean isSection(String line) {
        return SECTION.matcher(line).matches();
    }

    /** @throws InventoryException at the first line that Ansible would not take either */
    static void read(Source source, Groups groups) {
        IniReader reader = new IniReader(source, groups);
        int number = 0;
        for (String line : source.text().lines().toList()) {
            number++;
            String text = line.strip();
            if (!text.isEmpty() && text.charAt(0) != '#' && text.charAt(0) != ';') {
                reader.line(text, source.line(number));
            }
        }
        reader.requireKept();
    }

    private void line(String text, Origin at) {
        Matcher matcher = SECTION.matcher(text);
        if (matcher.matches()) {
            section(matcher.group(1), Optional.ofNullable(matcher.group(2)), at);
        } else if (text.startsWith("[") && text.endsWith("]")) {
            throw at.fault(
                    VariableText.quote(text) + " is no section", "write [GROUP], [GROUP:children] or [GROUP:vars]");
        } else {
            switch (section) {
                case HOSTS -> hosts(text, at);
                case CHILDREN -> child(text, at);
                case VARS -> variable(text, at);
            }
        }
    }

    private void section(String name, Optional<String> kind, Origin at) {
        section = switch (kind.orElse("hosts")) {
            case "hosts" -> Section.HOSTS;
            case "children" -> Section.CHILDREN;
            case "vars" -> Section.VARS;
            default ->
                throw at.fault(
                        "section " + VariableText.quote(name + ":" + kind.orElse("")) + " is of no known kind",
                        "write [GROUP], [GROUP:children] or [GROUP:vars]");
        };
        boolean known = groups.find(name).isPresent();
        if (section != Section.VARS) {
            promised.remove(name);
        } else if (!known) {
            promised.putIfAbsent(name, new Promised(at, false));
        }
        group = groups.group(name, at);
    }

    private void hosts(String text, Origin at) {
        List<String> words = LineWords.split(text)
                .filter(found -> !found.isEmpty())
                .orElseThrow(() -> at.fault("a quote is opened here and never closed", "close it"));
        HostPattern pattern = pattern(words.get(0), at);
        Map<String, Value.Entry> variables = new LinkedHashMap<>();
        for (String word : words.subList(1, words.size())) {
            int equals = word.indexOf('=');
            if (equals < 0) {
                throw at.fault(
                        VariableText.quote(word) + " is no variable of host " + VariableText.quote(words.get(0)),
                        "write name=value, values with blanks in quotes");
            }
            variables.put(word.substring(0, equals), entry(word.substring(equals + 1), at));
        }
        for (String name : pattern.names()) {
            Groups.Host host = groups.host(name, at);
            groups.addHost(group, host);
            GroupsReader.port(host, pattern.port(), at);
            host.variables.putAll(variables);
        }
    }

    private static HostPattern pattern(String word, Origin at) {
        HostPattern pattern = HostPattern.parse(word, at);
        if (word.endsWith(":") || word.startsWith("---")) {
            throw at.fault(VariableText.quote(word) + " is no host in an INI inventory", "write the host's name alone");
        }
        return pattern;
    }

    private void child(String text, Origin at) {
        Matcher matcher = CHILD.matcher(text);
        if (!matcher.matches()) {
            throw at.fault(VariableText.quote(text) + " is no group's name", "list one group a line");
        }
        String name = matcher.group(1);
        if (groups.find(name).isEmpty()) {
            promised.putIfAbsent(name, new Promised(at, true));
        }
        groups.addChild(group, groups.group(name, at));
    }

    private void variable(String text, Origin at) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw at.fault(VariableText.quote(text) + " is no variable", "write name=value");
        }
        GroupsReader.variable(
                group,
                text.substring(0, equals).strip(),
                entry(text.substring(equals + 1).strip(), at));
    }

    private static Value.Entry entry(String text, Origin at) {
        return new Value.Entry(PythonLiteral.read(text, at), at);
    }

    /** A group that is named as a child, or has variables, must be there: else a name was mistyped. */
    private void requireKept() {
        promised.forEach((name, group) -> {
            throw group.at()
                    .fault(
                            "there is no group " + VariableText.quote(name),
                            group.asChild()
                                    ? "list it in a section [" + VariableText.shorten(name) + "]"
                                    : "name a group that has hosts or children");
        });
    }
}
