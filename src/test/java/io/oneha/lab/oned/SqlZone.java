package io.oneha.lab.oned;

import io.oneha.demo.raft.DatabaseWrite;
import io.oneha.demo.raft.StateMachine;
import io.oneha.demo.raft.StorageException;
import io.oneha.demo.sim.ClusterBody;
import io.oneha.demo.sim.SimUser;
import io.oneha.demo.sim.ZoneBody;
import io.oneha.demo.sim.ZoneStore;
import io.oneha.zone.TemplateAttribute;
import io.oneha.zone.ZoneState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.w3c.dom.Element;

/** The zone's part of a MariaDB. The zone is read anew each time; a dead database leaves what was read last. */
final class SqlZone implements StateMachine, ZoneStore {
    private final MariaDb db;
    private final UserPool users;
    private final OnedLog log;
    private String lastBody = "";
    private Optional<ZoneBody> lastZone = Optional.empty();

    SqlZone(MariaDb db, OnedLog log) {
        this.db = db;
        this.users = new UserPool(db);
        this.log = log;
    }

    @Override
    public ZoneBody zone() {
        try {
            String body = db.first("SELECT body FROM zone_pool WHERE oid = 0", row -> row.getString(1))
                    .orElseThrow(() -> new IllegalStateException("no zone in zone_pool"));
            if (!body.equals(lastBody)) {
                lastZone = Optional.of(parse(body));
                lastBody = body;
            }
        } catch (StorageException e) {
            if (lastZone.isEmpty()) {
                throw e;
            }
        }
        return lastZone.orElseThrow();
    }

    @Override
    public Optional<ClusterBody> cluster() {
        return Optional.empty();
    }

    @Override
    public Optional<SimUser> authenticate(String session) {
        try {
            return users.authenticate(session);
        } catch (StorageException e) {
            return Optional.empty();
        }
    }

    @Override
    public boolean knows(SimUser user) {
        try {
            return users.isEnabled(user.id());
        } catch (StorageException e) {
            return false;
        }
    }

    @Override
    public Optional<DatabaseWrite> passwordChange(int userId, String password) {
        return users.withPassword(userId, password).map(SqlChange::new);
    }

    @Override
    public boolean apply(DatabaseWrite change) {
        String sql = SqlChange.of(change).sql();
        try {
            // oned counts a record as applied also when the database finds fault with it.
            db.execute(sql).ifPresent(error -> log.error("ONE", "SQL command was: " + sql + ", error " + error));
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    @Override
    public SortedMap<Integer, String> servers() {
        return zone().endpoints();
    }

    @Override
    public boolean holdsElections() {
        return zone().state() == ZoneState.ENABLED;
    }

    @Override
    public boolean isWritable() {
        return db.isUp();
    }

    /** A body of {@code zone_pool}. */
    static ZoneBody parse(String body) {
        Element root = XmlTree.root(body);
        List<TemplateAttribute> template = new ArrayList<>();
        List<SortedMap<String, String>> servers = new ArrayList<>();
        for (Element child : XmlTree.children(root)) {
            if (child.getTagName().equals("TEMPLATE")) {
                XmlTree.children(child).forEach(attribute -> template.add(attribute(attribute)));
            } else if (child.getTagName().equals("SERVER_POOL")) {
                for (Element server : XmlTree.children(child)) {
                    SortedMap<String, String> attributes = new TreeMap<>();
                    XmlTree.children(server)
                            .forEach(value -> attributes.put(value.getTagName(), value.getTextContent()));
                    servers.add(attributes);
                }
            }
        }
        return new ZoneBody(
                Integer.parseInt(XmlTree.text(root, "ID")),
                XmlTree.text(root, "NAME"),
                ZoneState.values()[Integer.parseInt(XmlTree.text(root, "STATE"))],
                template,
                servers);
    }

    private static TemplateAttribute attribute(Element element) {
        List<Element> values = XmlTree.children(element);
        if (values.isEmpty()) {
            return new TemplateAttribute.Single(element.getTagName(), element.getTextContent());
        }
        return new TemplateAttribute.Vector(
                element.getTagName(),
                values.stream()
                        .map(value -> new TemplateAttribute.Single(value.getTagName(), value.getTextContent()))
                        .toList());
    }
}
