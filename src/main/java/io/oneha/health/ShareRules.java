package io.oneha.health;

import io.oneha.observe.host.HostFacts.Datastore;
import io.oneha.observe.host.NicAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Image datastores that are not one storage on all front-ends: whoever leads next misses the images. Judged only where at
 * least two hosts are known, and every mount's type is.
 */
final class ShareRules {
    private ShareRules() {}

    /** A host's folder of a datastore; empty where the host has none. */
    private record Place(Hosts.Known host, Optional<Datastore> folder) {}

    static List<Finding> judge(RuleInput picture) {
        List<Hosts.Known> hosts = Hosts.known(picture).stream()
                .filter(host -> !host.facts().datastores().isEmpty())
                .toList();
        if (hosts.size() < 2) {
            return List.of();
        }
        Map<String, List<Datastore>> split = new LinkedHashMap<>();
        images(hosts).forEach((id, example) -> {
            List<Place> places = hosts.stream().map(host -> place(host, id)).toList();
            if (!isUnknown(places) && !isShared(places)) {
                split.computeIfAbsent(where(places), text -> new ArrayList<>()).add(example);
            }
        });
        if (split.isEmpty()) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        split.forEach((text, stores) -> parts.add((stores.size() == 1 ? "image datastore " : "image datastores ")
                + Phrases.some(
                        stores.stream()
                                .map(store -> Integer.toString(store.id()))
                                .toList(),
                        4)
                + ": " + text));
        String path = split.values().iterator().next().get(0).path();
        return List.of(FindingCode.SHARE_MISSING.warning(
                Finding.ZONE,
                Phrases.fitting(parts, 180) + "; a new leader misses the others' images",
                "mount one shared file system (NFS, CephFS, ...) at " + Phrases.name(path) + " on every front-end"));
    }

    private static Map<Integer, Datastore> images(List<Hosts.Known> hosts) {
        Map<Integer, Datastore> images = new TreeMap<>();
        for (Hosts.Known host : hosts) {
            host.facts().datastores().stream()
                    .filter(Datastore::images)
                    .forEach(store -> images.putIfAbsent(store.id(), store));
        }
        return images;
    }

    private static Place place(Hosts.Known host, int id) {
        return new Place(
                host,
                host.facts().datastores().stream()
                        .filter(store -> store.id() == id)
                        .findFirst());
    }

    private static boolean isUnknown(List<Place> places) {
        return places.stream()
                .flatMap(place -> place.folder().stream())
                .anyMatch(store -> SharedStorage.of(store.type()) == SharedStorage.UNKNOWN);
    }

    private static boolean isShared(List<Place> places) {
        if (places.stream().anyMatch(place -> place.folder().isEmpty())) {
            return false;
        }
        List<Place> local = places.stream()
                .filter(place -> storage(place) == SharedStorage.LOCAL)
                .toList();
        List<Place> remote =
                places.stream().filter(place -> !local.contains(place)).toList();
        boolean one = remote.stream().map(ShareRules::key).distinct().count() <= 1;
        return one
                && (local.isEmpty()
                        || local.size() == 1
                                && !remote.isEmpty()
                                && isServedBy(local.get(0).host(), remote.get(0)));
    }

    /** Whether the one host that has it on its own disk is the one that serves it to the others. */
    private static boolean isServedBy(Hosts.Known host, Place mounted) {
        String source = mounted.folder().orElseThrow().source();
        int colon = source.lastIndexOf(':');
        String server = (colon < 0 ? "" : source.substring(0, colon)).toLowerCase(Locale.ROOT);
        return server.equals(host.name().toLowerCase(Locale.ROOT))
                || server.equals(host.facts().hostname().toLowerCase(Locale.ROOT))
                || host.view().host().nics().orElse(host.facts().addresses()).stream()
                        .map(NicAddress::address)
                        .anyMatch(address -> server.equals(address) || server.equals("[" + address + "]"));
    }

    private static SharedStorage storage(Place place) {
        return SharedStorage.of(place.folder().orElseThrow().type());
    }

    private static String key(Place place) {
        return storage(place) + " "
                + storage(place).key(place.folder().orElseThrow().source());
    }

    /** {@code ext4 of n1a1 and n1a2, nfs1:/one on n1a3}. */
    private static String where(List<Place> places) {
        Map<String, List<String>> names = places.stream()
                .collect(Collectors.groupingBy(
                        ShareRules::what,
                        LinkedHashMap::new,
                        Collectors.mapping(place -> place.host().name(), Collectors.toList())));
        return names.entrySet().stream()
                .map(each -> each.getKey() + Phrases.some(each.getValue(), 3))
                .collect(Collectors.joining(", "));
    }

    private static String what(Place place) {
        return place.folder()
                .map(store -> (SharedStorage.of(store.type()) == SharedStorage.LOCAL
                                ? "local " + Phrases.name(store.type())
                                : Phrases.name(store.source()))
                        + " on ")
                .orElse("not on ");
    }
}
