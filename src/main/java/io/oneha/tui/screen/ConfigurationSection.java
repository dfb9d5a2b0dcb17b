package io.oneha.tui.screen;

import io.oneha.base.Text;
import io.oneha.observe.ServerView;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.DatabaseConf;
import io.oneha.observe.host.HostFacts.Hook;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Tone;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a host's oned.conf and monitord.conf say, and how its database answers. */
final class ConfigurationSection {
    private static final String UNSET = "not set";

    private ConfigurationSection() {}

    static void add(Sheet sheet, ServerView server, HostFacts facts, Glyphs glyphs) {
        if (facts.oned().isPresent() || facts.monitorAddress().isPresent()) {
            sheet.heading("Configuration");
            facts.oned().ifPresent(conf -> oned(sheet, server, conf, glyphs));
            facts.monitorAddress().ifPresent(address -> sheet.value("MONITOR_ADDRESS", Text.clean(address)));
        }
        Optional<DatabaseConf> conf = facts.oned().flatMap(OnedConf::database);
        if (conf.isPresent() || facts.database().isPresent()) {
            sheet.heading("Database");
            conf.ifPresent(database -> backend(sheet, database));
            facts.database().ifPresent(database -> database(sheet, database, glyphs));
        }
    }

    private static void oned(Sheet sheet, ServerView server, OnedConf conf, Glyphs glyphs) {
        serverId(sheet, server, conf.serverId(), glyphs);
        sheet.value("MODE", conf.mode().map(Text::clean).orElse(UNSET));
        sheet.value(
                "ZONE_ID",
                conf.zoneId().isPresent() ? String.valueOf(conf.zoneId().getAsInt()) : UNSET);
        if (!conf.raft().isEmpty()) {
            sheet.value("RAFT", raft(conf.raft()));
        }
        sheet.value("Leader hook", hook(conf.leaderHook()));
        sheet.value("Follow hook", hook(conf.followerHook()));
    }

    private static void serverId(Sheet sheet, ServerView server, OptionalInt id, Glyphs glyphs) {
        String text = id.isPresent() ? String.valueOf(id.getAsInt()) : UNSET;
        int wanted = server.server().id();
        if (server.inPool() && id.orElse(-1) != wanted) {
            sheet.value("SERVER_ID", glyphs.warning() + " " + text + ", the zone's pool says " + wanted, Tone.WARN);
        } else {
            sheet.value("SERVER_ID", text);
        }
    }

    private static String raft(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(value -> Text.clean(value.getKey() + " " + value.getValue()))
                        .collect(Collectors.joining(", "));
    }

    private static String hook(Optional<Hook> hook) {
        return hook.map(set -> Text.clean((set.command() + " " + set.arguments()).strip()))
                .orElse(UNSET);
    }

    private static void backend(Sheet sheet, DatabaseConf conf) {
        String port = conf.port() == 0 ? "" : ":" + conf.port();
        sheet.value("Backend", Text.clean(conf.backend()));
        if (!conf.server().isEmpty()) {
            sheet.value(
                    "Server", Text.clean(conf.server() + port + ", database " + conf.name() + ", user " + conf.user()));
        }
    }

    private static void database(Sheet sheet, Database database, Glyphs glyphs) {
        if (!database.reachable()) {
            sheet.value("State", glyphs.error() + " down: " + Text.clean(database.error()), Tone.BAD);
            return;
        }
        sheet.value("State", glyphs.check() + " answers", Tone.GOOD);
        if (database.firstIndex().isPresent() && database.lastIndex().isPresent()) {
            String rows = database.rows().isPresent() ? ", " + database.rows().getAsLong() + " rows" : "";
            sheet.value(
                    "logdb",
                    database.firstIndex().getAsLong() + " to "
                            + database.lastIndex().getAsLong() + rows);
        } else {
            sheet.value("logdb", "empty, or not there", Tone.DIM);
        }
    }
}
