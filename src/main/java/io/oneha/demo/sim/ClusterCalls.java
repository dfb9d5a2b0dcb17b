package io.oneha.demo.sim;

import io.oneha.demo.raft.DatabaseWrite;
import io.oneha.demo.raft.RaftNode;
import io.oneha.zone.TemplateAttribute;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The calls about clusters, of which there is cluster 0: what a zone of a federation writes for itself. Source: OpenNebula, src/rm/api:
 * SharedAPI.cc (update), ClusterAPI.cc (extra_updates).
 */
final class ClusterCalls {
    /** What only a leader answers, and only in an enabled zone. */
    private static final Set<String> ALL = Set.of("one.cluster.info", "one.cluster.update");

    private final RaftNode node;
    private final ZoneStore database;

    ClusterCalls(RaftNode node, ZoneStore database) {
        this.node = node;
        this.database = database;
    }

    /** Whether a call is one of these, and there are clusters here. */
    boolean knows(String method) {
        return ALL.contains(method) && database.cluster().isPresent();
    }

    private ClusterBody cluster() {
        return database.cluster().orElseThrow();
    }

    void handle(XmlRpcCall call, SimUser user, Consumer<String> answer) throws XmlRpcCall.FaultException {
        int id = call.integer(1);
        if (id != 0) {
            String text = "Error getting cluster [" + id + "].";
            answer.accept(XmlRpcAnswer.failure(call.method(), text, XmlRpcAnswer.NO_EXISTS, id));
        } else if (call.method().equals("one.cluster.info")) {
            answer.accept(XmlRpcAnswer.success(cluster().xml()));
        } else if (!user.isAdmin()) {
            String text = "User [" + user.id() + "] : Not authorized to perform MANAGE CLUSTER [0].";
            answer.accept(XmlRpcAnswer.failure(call.method(), text, XmlRpcAnswer.AUTHORIZATION));
        } else {
            update(call, answer);
        }
    }

    private void update(XmlRpcCall call, Consumer<String> answer) throws XmlRpcCall.FaultException {
        Optional<Map<String, String>> attributes = attributes(call.string(2));
        if (attributes.isEmpty()) {
            String text = "Cannot update template. Parse error";
            answer.accept(XmlRpcAnswer.failure(call.method(), text, XmlRpcAnswer.INTERNAL));
            return;
        }
        ClusterBody before = cluster();
        boolean append = call.integer(3) == 1;
        ClusterBody after =
                append ? before.merged(attributes.get()) : new ClusterBody(before.hosts(), attributes.get());
        node.write(after, done -> {
            answer.accept(XmlRpcAnswer.success(0));
            for (int i = 0; i < after.hosts(); i++) {
                node.write(DatabaseWrite.ELSEWHERE, written -> {});
            }
        });
    }

    private static Optional<Map<String, String>> attributes(String template) {
        try {
            return Optional.of(TemplateParser.parse(template).stream()
                    .filter(TemplateAttribute.Single.class::isInstance)
                    .map(TemplateAttribute.Single.class::cast)
                    .collect(Collectors.toMap(
                            TemplateAttribute.Single::name, TemplateAttribute.Single::value, (one, other) -> other)));
        } catch (TemplateParser.ParseException e) {
            return Optional.empty();
        }
    }
}
