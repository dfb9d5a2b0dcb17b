package io.oneha.steps.site;

import io.oneha.zone.Cluster;
import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import io.oneha.zone.TemplateAttribute.Single;
import io.oneha.zone.Zone;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The attribute that is written again with the value that it has, so that there is a write, or why there is none. */
final class RewrittenAttribute {
    /**
     * A write to a cluster makes oned write each of its hosts that reserves nothing itself: with more of them the write is no small one.
     * Source: OpenNebula, src/rm/api/ClusterAPI.cc (extra_updates), src/host/Host.cc (update_reserved_capacity).
     */
    static final int MOST_HOSTS = 10;

    private static final String WAITS = ", so a follower waits for the next write";
    /** oned gives these to each cluster. Source: OpenNebula, src/cluster/Cluster.cc. */
    private static final List<String> OF_CLUSTERS = List.of("RESERVED_CPU", "RESERVED_MEM");
    /** Numbers and percentages, or nothing at all: what reads back as it was written. */
    private static final Pattern PLAIN = Pattern.compile("[-+0-9.%]*");

    private RewrittenAttribute() {}

    /**
     * The zone's own ENDPOINT. oned gives each zone one, and {@code -} where an update takes it away, so a zone without is nothing to
     * write one of ours to.
     */
    static Reply<Single> of(Zone zone) {
        return zone.template().stream()
                .filter(attribute -> attribute.name().equals("ENDPOINT"))
                .flatMap(attribute -> attribute instanceof Single single ? Stream.of(single) : Stream.empty())
                .findFirst()
                .map(RewrittenAttribute::found)
                .orElseGet(() -> none("the zone has no ENDPOINT that could be written again"));
    }

    /** An attribute that a cluster has once: of several, an update would leave one. */
    static Reply<Single> of(Cluster cluster) {
        if (cluster.hosts() > MOST_HOSTS) {
            return none("cluster " + cluster.id() + " has " + cluster.hosts()
                    + " hosts, which oned would write, too, when the cluster is written");
        }
        Optional<Single> plain = OF_CLUSTERS.stream()
                .flatMap(name -> only(cluster, name).stream())
                .filter(single -> PLAIN.matcher(single.value()).matches())
                .findFirst();
        return plain.map(RewrittenAttribute::found)
                .orElseGet(() -> none("cluster " + cluster.id()
                        + " has neither RESERVED_CPU nor RESERVED_MEM that could be written again"));
    }

    private static Optional<Single> only(Cluster cluster, String name) {
        List<Single> found = cluster.template().stream()
                .filter(attribute -> attribute.name().equals(name))
                .flatMap(attribute -> attribute instanceof Single single ? Stream.of(single) : Stream.empty())
                .toList();
        long all = cluster.template().stream()
                .filter(attribute -> attribute.name().equals(name))
                .count();
        return all == 1 ? found.stream().findFirst() : Optional.empty();
    }

    private static Reply<Single> found(Single single) {
        return new Reply.Answer<>(single, Duration.ZERO);
    }

    private static Reply<Single> none(String why) {
        return new Reply.Failure<>(FailureKind.MALFORMED, why + WAITS, Duration.ZERO);
    }
}
