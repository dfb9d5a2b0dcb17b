package io.oneha.demo.sim;

import io.oneha.demo.raft.RaftNode;
import io.oneha.zone.TemplateAttribute;
import io.oneha.zone.ZoneState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The calls that write the zone. oned holds the zone's lock while a write waits for its majority, so one hanging write makes the
 * next ones wait; and it answers success also when it was no longer the leader at the end and the write is lost.
 */
final class ZoneWrites {
    private final RaftNode node;
    private final ZoneStore database;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private boolean locked;

    ZoneWrites(RaftNode node, ZoneStore database) {
        this.node = node;
        this.database = database;
    }

    void update(String method, String template, boolean append, Consumer<String> answer) {
        try {
            List<TemplateAttribute> attributes = TemplateParser.parse(template);
            write(zone -> zone.updated(attributes, append), zone -> {}, answer);
        } catch (TemplateParser.ParseException e) {
            String text = "Cannot update template. " + e.getMessage();
            answer.accept(XmlRpcAnswer.failure(method, text, XmlRpcAnswer.INTERNAL));
        }
    }

    void enable(boolean enable, Consumer<String> answer) {
        ZoneState state = enable ? ZoneState.ENABLED : ZoneState.DISABLED;
        write(zone -> zone.withState(state), zone -> {}, answer);
    }

    void addServer(String method, String template, Consumer<String> answer) {
        try {
            SortedMap<String, String> server = serverOf(TemplateParser.parse(template));
            write(
                    zone -> {
                        server.put("ID", Integer.toString(zone.nextServerId()));
                        List<SortedMap<String, String>> servers = new ArrayList<>(zone.servers());
                        servers.add(server);
                        return zone.withServers(servers);
                    },
                    zone -> node.addServer(Integer.parseInt(server.get("ID")), server.getOrDefault("ENDPOINT", "")),
                    answer);
        } catch (TemplateParser.ParseException e) {
            answer.accept(XmlRpcAnswer.failure(method, e.getMessage(), XmlRpcAnswer.ACTION));
        }
    }

    void deleteServer(String method, int id, Consumer<String> answer) {
        locked(() -> {
            ZoneBody zone = database.zone();
            List<SortedMap<String, String>> servers = new ArrayList<>(zone.servers());
            if (!servers.removeIf(server -> server.get("ID").equals(Integer.toString(id)))) {
                answer.accept(XmlRpcAnswer.failure(method, "SERVER not found in zone", XmlRpcAnswer.ACTION));
                unlock();
                return;
            }
            node.deleteServer(id);
            submit(zone.withServers(servers), () -> {}, answer);
        });
    }

    private static SortedMap<String, String> serverOf(List<TemplateAttribute> attributes)
            throws TemplateParser.ParseException {
        Optional<TemplateAttribute.Vector> vector = attributes.stream()
                .filter(attribute -> attribute.name().equals("SERVER"))
                .filter(TemplateAttribute.Vector.class::isInstance)
                .map(TemplateAttribute.Vector.class::cast)
                .findFirst();
        if (vector.isEmpty()) {
            throw new TemplateParser.ParseException("SERVER not found in template");
        }
        SortedMap<String, String> server = new TreeMap<>();
        vector.get().values().forEach(value -> server.put(value.name(), value.value()));
        if (server.getOrDefault("NAME", "").isEmpty()) {
            throw new TemplateParser.ParseException("Missing NAME in SERVER");
        }
        if (server.getOrDefault("ENDPOINT", "").isEmpty()
                && server.getOrDefault("ENDPOINT_GRPC", "").isEmpty()) {
            throw new TemplateParser.ParseException("Missing ENDPOINT or ENDPOINT_GRPC in SERVER");
        }
        return server;
    }

    private void write(Function<ZoneBody, ZoneBody> change, Consumer<ZoneBody> then, Consumer<String> answer) {
        locked(() -> {
            ZoneBody body = change.apply(database.zone());
            submit(body, () -> then.accept(body), answer);
        });
    }

    private void submit(ZoneBody body, Runnable then, Consumer<String> answer) {
        node.write(body, done -> {
            then.run();
            answer.accept(XmlRpcAnswer.success(body.id()));
            unlock();
        });
    }

    private void locked(Runnable work) {
        if (locked) {
            waiting.add(work);
        } else {
            locked = true;
            work.run();
        }
    }

    private void unlock() {
        locked = false;
        if (!waiting.isEmpty()) {
            locked(waiting.remove());
        }
    }
}
