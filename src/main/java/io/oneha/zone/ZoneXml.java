package io.oneha.zone;

import io.oneha.base.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the documents that oned sends inside its answers. Elements it does not know are passed over; one that it needs and
 * does not find is named in the exception. Thread-safe.
 *
 * <p>Source: OpenNebula, src/zone/Zone.cc (to_xml), src/raft/RaftManager.cc (raft_xml), src/nebula/NebulaTemplate.cc.
 */
public final class ZoneXml {
    private static final int MAX_TEXT = 64 * 1024;
    /** Raft zones have three, five or seven servers; a list beyond this is no zone, and asking all of it would be an attack. */
    private static final int MAX_SERVERS = 100;

    private static final int MAX_ZONES = 1000;

    /** {@code <RAFT>}. */
    public RaftStatus raft(String xml) throws MalformedAnswerException {
        XmlCursor cursor = open(xml, "RAFT");
        XmlFields fields = XmlFields.of(cursor, "RAFT");
        cursor.end();
        return new RaftStatus(
                fields.signed("SERVER_ID"),
                fields.choice("STATE", ServerState.values()),
                fields.unsigned("TERM"),
                fields.signed("VOTEDFOR"),
                fields.unsignedLong("COMMIT"),
                fields.unsignedLong("LOG_INDEX"),
                fields.unsignedOrNone("LOG_TERM"),
                fields.unsignedLong("FEDLOG_INDEX"));
    }

    /** {@code <ZONE>}. */
    public Zone zone(String xml) throws MalformedAnswerException {
        XmlCursor cursor = open(xml, "ZONE");
        Zone zone = zone(cursor);
        cursor.end();
        return zone;
    }

    /** {@code <ZONE_POOL>}. */
    public List<Zone> pool(String xml) throws MalformedAnswerException {
        XmlCursor cursor = open(xml, "ZONE_POOL");
        List<Zone> zones = children(cursor, "ZONE", MAX_ZONES, "zones", ZoneXml::zone);
        cursor.end();
        return zones;
    }

    /** {@code <OPENNEBULA_CONFIGURATION>} (before 7: {@code <TEMPLATE>}); everything but the few settings kept is never read. */
    public SystemSettings settings(String xml) throws MalformedAnswerException {
        XmlCursor cursor = open(xml, "OPENNEBULA_CONFIGURATION", "TEMPLATE");
        XmlFields raft = XmlFields.none("RAFT");
        XmlFields database = XmlFields.none("DB");
        while (cursor.nextChild()) {
            switch (cursor.name()) {
                case "RAFT" ->
                    raft = XmlFields.of(cursor, "RAFT", "LOG_RETENTION", "ELECTION_TIMEOUT_MS", "BROADCAST_TIMEOUT_MS");
                case "DB" -> database = XmlFields.of(cursor, "DB", "BACKEND");
                default -> cursor.skip();
            }
        }
        cursor.end();
        return new SystemSettings(
                raft.unsignedLong("LOG_RETENTION"),
                Duration.ofMillis(raft.unsigned("ELECTION_TIMEOUT_MS")),
                Duration.ofMillis(raft.unsigned("BROADCAST_TIMEOUT_MS")),
                Text.clean(database.text("BACKEND")).toLowerCase(java.util.Locale.ROOT));
    }

    /** {@code <CLUSTER>}. */
    public Cluster cluster(String xml) throws MalformedAnswerException {
        XmlCursor cursor = open(xml, "CLUSTER");
        XmlFields fields = XmlFields.none("CLUSTER");
        List<TemplateAttribute> template = List.of();
        int hosts = 0;
        while (cursor.nextChild()) {
            switch (cursor.name()) {
                case "ID" -> fields.add(cursor);
                case "HOSTS" -> {
                    while (cursor.nextChild()) {
                        cursor.skip();
                        hosts++;
                    }
                }
                case "TEMPLATE" -> template = template(cursor);
                default -> cursor.skip();
            }
        }
        cursor.end();
        return new Cluster(fields.signed("ID"), hosts, template);
    }

    private XmlCursor open(String xml, String... roots) throws MalformedAnswerException {
        XmlCursor cursor = XmlCursor.open(xml, MAX_TEXT);
        String found = cursor.root();
        if (!List.of(roots).contains(found)) {
            throw new MalformedAnswerException("<" + Text.clean(found, 40) + "> instead of <" + roots[0] + ">");
        }
        return cursor;
    }

    private static Zone zone(XmlCursor cursor) throws MalformedAnswerException {
        XmlFields fields = XmlFields.none("ZONE");
        List<TemplateAttribute> template = List.of();
        List<ZoneServer> servers = List.of();
        while (cursor.nextChild()) {
            switch (cursor.name()) {
                case "TEMPLATE" -> template = template(cursor);
                case "SERVER_POOL" -> servers = children(cursor, "SERVER", MAX_SERVERS, "servers", ZoneXml::server);
                default -> fields.add(cursor);
            }
        }
        return new Zone(fields.signed("ID"), Text.clean(fields.text("NAME")), zoneState(fields), template, servers);
    }

    private static List<TemplateAttribute> template(XmlCursor cursor) throws MalformedAnswerException {
        List<TemplateAttribute> attributes = new ArrayList<>();
        while (cursor.nextChild()) {
            String name = Text.clean(cursor.name());
            StringBuilder text = new StringBuilder();
            List<TemplateAttribute.Single> values = new ArrayList<>();
            while (cursor.nextChild(text)) {
                values.add(new TemplateAttribute.Single(Text.clean(cursor.name()), Text.printable(cursor.text())));
            }
            attributes.add(
                    values.isEmpty()
                            ? new TemplateAttribute.Single(name, Text.printable(text.toString()))
                            : new TemplateAttribute.Vector(name, List.copyOf(values)));
        }
        return List.copyOf(attributes);
    }

    private static ZoneServer server(XmlCursor cursor) throws MalformedAnswerException {
        XmlFields fields = XmlFields.of(cursor, "SERVER");
        return new ZoneServer(
                fields.signed("ID"),
                Text.clean(fields.text("NAME")),
                fields.find("ENDPOINT").map(Text::clean).orElse(""),
                fields.find("ENDPOINT_GRPC").map(Text::clean).filter(grpc -> !grpc.isEmpty()));
    }

    /** The children of that name, of which there may be so many; all others are passed over. */
    private static <T> List<T> children(XmlCursor cursor, String name, int max, String what, Element<T> element)
            throws MalformedAnswerException {
        List<T> found = new ArrayList<>();
        while (cursor.nextChild()) {
            if (!cursor.name().equals(name)) {
                cursor.skip();
            } else if (found.size() == max) {
                throw new MalformedAnswerException("more than " + max + " " + what);
            } else {
                found.add(element.read(cursor));
            }
        }
        return List.copyOf(found);
    }

    @FunctionalInterface
    private interface Element<T> {
        T read(XmlCursor cursor) throws MalformedAnswerException;
    }

    private static ZoneState zoneState(XmlFields fields) throws MalformedAnswerException {
        // Zones could not be disabled before 6.0, and oned did not send a state.
        Optional<String> state = fields.find("STATE");
        return state.isEmpty() ? ZoneState.ENABLED : fields.choice("STATE", ZoneState.values());
    }
}
