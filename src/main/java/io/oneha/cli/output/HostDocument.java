package io.oneha.cli.output;

import static io.oneha.cli.output.Document.map;

import io.oneha.base.Text;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.DatabaseConf;
import io.oneha.observe.host.HostFacts.Datastore;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.observe.host.HostFacts.Hook;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.observe.host.HostFacts.Peer;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.observe.host.HostFailure;
import io.oneha.observe.host.HostView;
import io.oneha.observe.host.NicAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

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
        return map(
                "asked", host.asked(),
                "ok", host.asked() && (failure.isPresent() || facts.isPresent()) ? failure.isEmpty() : null,
                "error", failure.map(why -> Text.clean(why.text())),
                "kind", failure.map(HostDocument::kind),
                "since", failure.map(why -> Document.time(why.since())),
                "ageMs", host.facts().map(seen -> age(seen.at(), now)),
                "addressesAgeMs", host.addresses().map(seen -> age(seen.at(), now)),
                "elapsedMs", host.elapsed().isZero() ? null : millis(host.elapsed()),
                "user", facts.map(known -> Text.clean(known.user())),
                "privileged", facts.map(HostFacts::privileged),
                "unseen", facts.map(known -> Document.clean(known.unseen())));
    }

    private static String kind(HostFailure failure) {
        return failure.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static long age(Instant at, Instant now) {
        return Math.max(0, Duration.between(at, now).toMillis());
    }

    /** What it tells. */
    static Map<String, Object> host(HostFacts facts, HostView view) {
        List<NicAddress> addresses = view.nics().orElse(facts.addresses());
        HostFacts.OperatingSystem os = facts.os();
        Optional<OnedConf> oned = facts.oned();
        List<Map<String, Object>> peers =
                facts.peers().stream().map(HostDocument::peer).toList();
        return map(
                "hostname", Text.clean(facts.hostname()),
                "os", map("id", text(os.id()), "version", text(os.version()), "name", text(os.name())),
                "package", facts.packageVersion().map(Text::clean),
                "addresses", addresses.stream().map(HostDocument::address).toList(),
                "services", sorted(facts.services(), ServiceState::word),
                "serverId", oned.map(OnedConf::serverId),
                "mode", oned.flatMap(OnedConf::mode).map(Text::clean),
                "zoneId", oned.map(OnedConf::zoneId),
                "raft", oned.map(conf -> sorted(conf.raft(), Text::clean)),
                "leaderHook", oned.flatMap(OnedConf::leaderHook).map(HostDocument::hook),
                "followerHook", oned.flatMap(OnedConf::followerHook).map(HostDocument::hook),
                "monitorAddress", facts.monitorAddress().map(Text::clean),
                "database", database(oned.flatMap(OnedConf::database), facts.database()),
                "disks", facts.disks().stream().map(HostDocument::disk).toList(),
                "datastores",
                        facts.datastores().stream().map(HostDocument::datastore).toList(),
                "clockOffsetMs", facts.clockOffset().map(HostDocument::millis),
                "clockErrorMs", facts.clockOffset().map(any -> millis(facts.clockError())),
                "elections", Document.clean(facts.elections()),
                // A host that was asked says something of each, so none means that it was not asked.
                "peers", peers.isEmpty() ? null : peers);
    }

    /** Null when neither its settings nor its state are known. */
    private static Map<String, Object> database(Optional<DatabaseConf> conf, Optional<Database> state) {
        if (conf.isEmpty() && state.isEmpty()) {
            return null;
        }
        return map(
                "backend", conf.map(set -> text(set.backend())),
                "server", conf.map(set -> text(set.server())),
                "port", conf.map(DatabaseConf::port).filter(port -> port > 0),
                "user", conf.map(set -> text(set.user())),
                "name", conf.map(set -> text(set.name())),
                "reachable", state.map(Database::reachable),
                "error", state.map(seen -> text(seen.error())),
                "firstIndex", state.map(Database::firstIndex),
                "lastIndex", state.map(Database::lastIndex),
                "rows", state.map(Database::rows));
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
                "address", peer.address().map(Text::clean),
                "ssh", peer.ssh(),
                "oned", peer.oned());
    }

    private static <V> Map<String, String> sorted(Map<String, V> values, Function<V, String> text) {
        Map<String, String> sorted = new LinkedHashMap<>();
        new TreeMap<>(values).forEach((name, value) -> sorted.put(Text.clean(name), text.apply(value)));
        return sorted;
    }

    /** Null for none. */
    private static String text(String text) {
        return text.isEmpty() ? null : Text.clean(text);
    }

    private static double millis(Duration duration) {
        return Math.round(duration.toNanos() / NANOS_PER_TENTH) / 10.0;
    }
}
