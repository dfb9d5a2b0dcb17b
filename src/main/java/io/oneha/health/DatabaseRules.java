package io.oneha.health;

import io.oneha.base.Text;
import io.oneha.observe.ServerView;
import io.oneha.observe.host.DatabaseTrouble;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.DatabaseConf;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.zone.FailureKind;
import io.oneha.zone.ServerState;
import io.oneha.zone.SystemSettings;
import java.util.List;
import java.util.Optional;

/**
 * The servers' databases. A dead one makes oned refuse every login, its leader's too, before it ends itself: where it is
 * known to be dead, DB_DOWN stands for SERVER_AUTH.
 */
final class DatabaseRules {
    private static final int ERROR_LENGTH = 100;

    private DatabaseRules() {}

    static List<Finding> judge(RuleInput picture) {
        return Hosts.known(picture).stream()
                .flatMap(host -> why(picture, host.view()).map(why -> down(picture, host, why)).stream())
                .toList();
    }

    /** Whether a server's database is known to be down. */
    static boolean isDown(RuleInput picture, ServerView view) {
        return why(picture, view).isPresent();
    }

    /** What speaks for a database that is down: its own answer counts, and a unit's state only without one. */
    private static Optional<String> why(RuleInput picture, ServerView view) {
        Optional<HostFacts> facts = Hosts.current(picture, view);
        Optional<Database> database = facts.flatMap(HostFacts::database);
        if (database.isPresent()) {
            // A server that says that it has no such table, or no such database, is up: that of a fresh front-end is
            // empty.
            return database.filter(found -> !found.reachable() && !GhostRules.isEmpty(found))
                    .map(found -> "its database gives no answer"
                            + (found.error().isBlank() ? "" : ": " + Text.clean(found.error(), ERROR_LENGTH)));
        }
        return facts.filter(
                        found -> conf(found).filter(DatabaseRules::isLocalMysql).isPresent())
                .flatMap(found -> HostUnits.downDatabase(found)
                        .map(unit -> "its database is down: systemd unit " + unit + " "
                                + HostUnits.told(found.services().get(unit))));
    }

    private static Finding down(RuleInput picture, Hosts.Known host, String why) {
        boolean refuses = host.view().failed(FailureKind.AUTHENTICATION);
        boolean leads = host.view().is(ServerState.LEADER) || host.view().is(ServerState.SOLO);
        boolean leaderless = picture.leadership.leader().isEmpty() && !picture.isSolo();
        boolean wild = refuses && (picture.termsRunWild() || leaderless);
        boolean denied = host.facts()
                .database()
                .filter(found -> found.isKeptBy(DatabaseTrouble.ACCESS_DENIED))
                .isPresent();
        String unit = HostUnits.downDatabase(host.facts()).orElse("mariadb");
        String local = denied
                ? "compare DB = [ USER, PASSWD ] in /etc/one/oned.conf on " + host.name()
                        + " with the database's accounts: it runs, and refuses this one"
                : conf(host.facts()).filter(conf -> !conf.isLocal()).isPresent()
                        ? "see " + conf(host.facts()).orElseThrow().server() + ", where it is"
                        : "`systemctl start " + unit + "` on " + host.name() + "; why it ended: `journalctl -u " + unit
                                + "`";
        String reason = why
                + Hosts.age(picture, host.view())
                + (wild
                        ? "; its oned refuses the leader because of it, which takes the whole zone down"
                        : refuses
                                ? "; its oned refuses every login because of it"
                                : leads ? "; its oned still answers, and ends when it cannot write" : "");
        String remedy = wild ? "at once: `systemctl stop opennebula` on " + host.name() + "; then " + local : local;
        return leads || wild
                ? FindingCode.DB_DOWN.critical(host.name(), reason, remedy)
                : FindingCode.DB_DOWN.warning(host.name(), reason, remedy);
    }

    /** SQLite in HA: by the leader's settings, or else by the servers' oned.conf. */
    static List<Finding> notHa(RuleInput picture) {
        boolean runs = picture.now
                .settings()
                .map(SystemSettings::databaseBackend)
                .filter("sqlite"::equals)
                .isPresent();
        if (runs) {
            return List.of(notHa(Finding.ZONE, "the database is SQLite, which OpenNebula does not support in HA"));
        }
        return Hosts.known(picture).stream()
                .filter(host ->
                        conf(host.facts()).filter(DatabaseRules::isSqlite).isPresent())
                .map(host -> notHa(
                        host.name(),
                        "its oned.conf has DB = [ BACKEND = \"sqlite\" ], which OpenNebula does not support in HA"))
                .toList();
    }

    private static Finding notHa(String subject, String reason) {
        return FindingCode.DB_NOT_HA.warning(subject, reason, "migrate to MariaDB: `onedb sqlite2mysql`");
    }

    static Optional<DatabaseConf> conf(HostFacts facts) {
        return facts.oned().flatMap(OnedConf::database);
    }

    static boolean isSqlite(DatabaseConf conf) {
        return conf.backend().equalsIgnoreCase("sqlite");
    }

    private static boolean isLocalMysql(DatabaseConf conf) {
        return conf.backend().equalsIgnoreCase("mysql") && conf.isLocal();
    }
}
