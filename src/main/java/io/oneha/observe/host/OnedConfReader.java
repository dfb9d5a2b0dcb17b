package io.oneha.observe.host;

import io.oneha.base.Text;
import io.oneha.observe.host.HostFacts.DatabaseConf;
import io.oneha.observe.host.HostFacts.Hook;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.onedconf.ConfSyntax;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads what matters for HA out of the text of oned.conf and monitord.conf, whole or with other sections left out. */
public final class OnedConfReader {
    private static final int MAX_PORT = 65_535;

    private OnedConfReader() {}

    /**
     * Reads what health and plans need to know of it.
     *
     * @param text of oned.conf
     * @throws MalformedFactsException oned could not read it either; the message names the line
     */
    public static OnedConf read(String text) {
        Map<String, Map<String, String>> sections = sections(text);

        Map<String, String> federation = sections.getOrDefault("FEDERATION", Map.of());
        Map<String, String> raft = new LinkedHashMap<>();
        sections.getOrDefault("RAFT", Map.of()).forEach((key, value) -> raft.put(key, Text.clean(value)));
        return new OnedConf(
                Optional.ofNullable(federation.get("MODE")).map(Text::clean),
                number(federation.get("ZONE_ID")),
                number(federation.get("SERVER_ID")),
                Optional.ofNullable(sections.get("DB")).map(OnedConfReader::database),
                raft,
                Optional.ofNullable(sections.get("RAFT_LEADER_HOOK")).map(OnedConfReader::hook),
                Optional.ofNullable(sections.get("RAFT_FOLLOWER_HOOK")).map(OnedConfReader::hook));
    }

    /**
     * NETWORK/MONITOR_ADDRESS.
     *
     * @param text of monitord.conf
     * @throws MalformedFactsException monitord could not read it either
     */
    public static Optional<String> monitorAddress(String text) {
        Map<String, String> network = sections(text).getOrDefault("NETWORK", Map.of());
        return Optional.ofNullable(network.get("MONITOR_ADDRESS")).map(Text::clean);
    }

    /** The sections by their names in upper case; of a name that comes twice the first, as oned has it. */
    private static Map<String, Map<String, String>> sections(String text) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        try {
            for (ConfSyntax.Entry entry : ConfSyntax.read(text)) {
                if (entry.bracketed()) {
                    Map<String, String> values = new LinkedHashMap<>();
                    entry.pairs().forEach(pair -> values.putIfAbsent(pair.name(), pair.value()));
                    sections.putIfAbsent(entry.name(), values);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedFactsException(e.getMessage());
        }
        return sections;
    }

    private static DatabaseConf database(Map<String, String> section) {
        OptionalInt port = number(section.get("PORT"));
        return new DatabaseConf(
                value(section, "BACKEND"),
                value(section, "SERVER"),
                port.isPresent() && port.getAsInt() > 0 && port.getAsInt() <= MAX_PORT ? port.getAsInt() : 0,
                value(section, "USER"),
                value(section, "DB_NAME"));
    }

    private static Hook hook(Map<String, String> section) {
        return new Hook(value(section, "COMMAND"), value(section, "ARGUMENTS"));
    }

    private static String value(Map<String, String> section, String key) {
        return Text.clean(section.getOrDefault(key, ""));
    }

    private static OptionalInt number(String value) {
        if (value == null || !value.matches("-?[0-9]{1,9}")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(value));
    }
}
