package io.oneha.cli.output;

import io.oneha.base.Text;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.DatabaseConf;
import io.oneha.observe.host.HostFacts.Datastore;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.observe.host.HostFacts.Hook;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.observe.host.HostFacts.Peer;
import io.oneha.observe.host.HostFailure;
import io.oneha.observe.host.HostView;
import io.oneha.observe.host.NicAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The part of the document that SSH tells. Checksums are left out: those of the files under {@code .one} are of passwords,
 * which could be guessed from them.
 */
final class HostDocument {
    private static final double NANOS_PER_TENTH = 1e5;

    private HostDocument() {}

    /** How SSH fares. */
    static Map<String, Object> ssh(HostView host, Instant now) {
        Optional<HostFailure> failure = host.failure();
        Optional<HostFacts> facts = host.known();
        Map<String, Object> ssh = new LinkedHashMap<>();
        ssh.put("asked", host.asked());
        ssh.put("ok", host.asked() && (failure.isPresent() || facts.isPresent()) ? failure.isEmpty() : null);
        ssh.put("error", failure.map(why -> Text.clean(why.text())).orElse(null));
        ssh.put("kind", failure.map(HostDocument::kind).orElse(null));
        ssh.put(
                "since",
                failure.map(why -> why.since().truncatedTo(ChronoUnit.MILLIS).toString())
                        .orElse(null));
        ssh.put("ageMs", host.facts().map(seen -> age(seen.at(), now)).orElse(null));
        ssh.put(
                "addressesAgeMs",
                host.addresses().map(seen -> age(seen.at(), now)).orElse(null));
        ssh.put("elapsedMs", host.elapsed().isZero() ? null : millis(host.elapsed()));
        ssh.put("user", facts.map(known -> Text.clean(known.user())).orElse(null));
        ssh.put("privileged", facts.map(HostFacts::privileged).orElse(null));
        ssh.put("unseen", facts.map(known -> texts(known.unseen())).orElse(null));
        return ssh;
    }

    private static String kind(HostFailure failure) {
        return failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long age(Instant at, Instant now) {
        return Math.max(0, Duration.between(at, now).toMillis());
    }

    /** What it tells; null when nothing is known. */
    static Map<String, Object> host(HostView view) {
        return view.known()
                .map(facts -> host(facts, view.nics().orElse(facts.addresses())))
                .orElse(null);
    }

    private static Map<String, Object> host(HostFacts facts, List<NicAddress> addresses) {
        Optional<OnedConf> oned = facts.oned();
        Map<String, Object> host = new LinkedHashMap<>();
        host.put("hostname", Text.clean(facts.hostname()));
        host.put(
                "os",
                map(
                        "id",
                        text(facts.os().id()),
                        "version",
                        text(facts.os().version()),
                        "name",
                        text(facts.os().name())));
        host.put("package", facts.packageVersion().map(Text::clean).orElse(null));
        host.put("addresses", addresses.stream().map(HostDocument::address).toList());
        Map<String, Object> services = new LinkedHashMap<>();
        new TreeMap<>(facts.services()).forEach((unit, state) -> services.put(Text.clean(unit), state.word()));
        host.put("services", services);
        host.put(
                "serverId",
                oned.map(OnedConf::serverId).map(HostDocument::number).orElse(null));
        host.put("mode", oned.flatMap(OnedConf::mode).map(Text::clean).orElse(null));
        host.put("zoneId", oned.map(OnedConf::zoneId).map(HostDocument::number).orElse(null));
        host.put("raft", oned.map(conf -> values(conf.raft())).orElse(null));
        host.put(
                "leaderHook",
                oned.flatMap(OnedConf::leaderHook).map(HostDocument::hook).orElse(null));
        host.put(
                "followerHook",
                oned.flatMap(OnedConf::followerHook).map(HostDocument::hook).orElse(null));
        host.put("monitorAddress", facts.monitorAddress().map(Text::clean).orElse(null));
        host.put("database", database(oned.flatMap(OnedConf::database), facts.database()));
        host.put("disks", facts.disks().stream().map(HostDocument::disk).toList());
        host.put(
                "datastores",
                facts.datastores().stream().map(HostDocument::datastore).toList());
        host.put("clockOffsetMs", facts.clockOffset().map(HostDocument::millis).orElse(null));
        host.put(
                "clockErrorMs",
                facts.clockOffset().map(any -> millis(facts.clockError())).orElse(null));
        host.put("elections", texts(facts.elections()));
        // A host that was asked says something of each, so none means that it was not asked.
        host.put(
                "peers",
                facts.peers().isEmpty()
                        ? null
                        : facts.peers().stream().map(HostDocument::peer).toList());
        return host;
    }

    /** Null when neither its settings nor its state are known. */
    private static Map<String, Object> database(Optional<DatabaseConf> conf, Optional<Database> state) {
        if (conf.isEmpty() && state.isEmpty()) {
            return null;
        }
        Map<String, Object> database = new LinkedHashMap<>();
        database.put("backend", conf.map(set -> text(set.backend())).orElse(null));
        database.put("server", conf.map(set -> text(set.server())).orElse(null));
        database.put(
                "port", conf.map(DatabaseConf::port).filter(port -> port > 0).orElse(null));
        database.put("user", conf.map(set -> text(set.user())).orElse(null));
        database.put("name", conf.map(set -> text(set.name())).orElse(null));
        database.put("reachable", state.map(Database::reachable).orElse(null));
        database.put("error", state.map(seen -> text(seen.error())).orElse(null));
        database.put(
                "firstIndex",
                state.map(Database::firstIndex).map(HostDocument::number).orElse(null));
        database.put(
                "lastIndex",
                state.map(Database::lastIndex).map(HostDocument::number).orElse(null));
        database.put("rows", state.map(Database::rows).map(HostDocument::number).orElse(null));
        return database;
    }

    private static Map<String, Object> address(NicAddress nic) {
        return map(
                "interface", Text.clean(nic.networkInterface()),
                "address", Text.clean(nic.address()),
                "prefix", nic.prefix());
    }

    private static Map<String, Object> hook(Hook hook) {
        return map("command", Text.clean(hook.command()), "arguments", Text.clean(hook.arguments()));
    }

    private static Map<String, Object> disk(Disk disk) {
        return map(
                "path", Text.clean(disk.path()),
                "mount", Text.clean(disk.mount()),
                "sizeBytes", disk.size(),
                "freeBytes", disk.free());
    }

    private static Map<String, Object> datastore(Datastore datastore) {
        return map(
                "id", datastore.id(),
                "path", Text.clean(datastore.path()),
                "source", datastore.isKnown() ? Text.clean(datastore.source()) : null,
                "type", datastore.isKnown() ? Text.clean(datastore.type()) : null,
                "images", datastore.isKnown() ? datastore.images() : null);
    }

    private static Map<String, Object> peer(Peer peer) {
        return map(
                "name", Text.clean(peer.name()),
                "address", peer.address().map(Text::clean).orElse(null),
                "ssh", peer.ssh(),
                "oned", peer.oned());
    }

    private static Map<String, Object> values(Map<String, String> values) {
        Map<String, Object> clean = new LinkedHashMap<>();
        new TreeMap<>(values).forEach((name, value) -> clean.put(Text.clean(name), Text.clean(value)));
        return clean;
    }

    private static List<String> texts(List<String> lines) {
        return lines.stream().map(Text::clean).toList();
    }

    /** Null for none. */
    private static String text(String text) {
        return text.isEmpty() ? null : Text.clean(text);
    }

    private static Integer number(OptionalInt number) {
        return number.isPresent() ? number.getAsInt() : null;
    }

    private static Long number(OptionalLong number) {
        return number.isPresent() ? number.getAsLong() : null;
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / NANOS_PER_TENTH) / 10.0;
    }

    private static Map<String, Object> map(Object... keysAndValues) {
        return Document.map(keysAndValues);
    }
}
