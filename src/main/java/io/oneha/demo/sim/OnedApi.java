package io.oneha.demo.sim;

import io.oneha.demo.raft.DatabaseWrite;
import io.oneha.demo.raft.RaftNode;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneState;
import java.math.BigInteger;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * oned's XML-RPC API, as far as zones go: who may, who answers (this server or its leader), and the exact texts when not.
 *
 * <p>Source: OpenNebula 7.4, src/rm/xml-rpc/RequestXRPC.cc (execute), src/rm/api/ZoneAPI.cc, and recorded answers.
 */
public final class OnedApi {
    private static final String VERSION = "7.4.0";
    private static final String PASSWD = "one.user.passwd";
    private static final Set<String> LOCAL = Set.of("one.zone.info", "one.zonepool.info", "one.zone.raftstatus");
    /** What only a leader answers, whether the zone is enabled or not. */
    private static final Set<String> WHILE_DISABLED =
            Set.of("one.system.version", "one.system.config", "one.zone.enable");

    /** What only a leader answers, and only in an enabled zone. */
    private static final Set<String> WHILE_ENABLED =
            Set.of("one.zone.update", "one.zone.addserver", "one.zone.delserver", "one.zone.resetserver", PASSWD);

    /** What a federation's slave passes on to its master: src/rm/xml-rpc/RequestManagerXRPC.cc, RequestManagerProxyXRPC.cc. */
    private static final Set<String> MASTERS = Set.of("one.zone.update", PASSWD);
    /** What a slave has its master write: src/rm/api/ZoneAPI.cc, src/client/ClientXRPC.cc (master_update_zone). */
    private static final Set<String> THROUGH_MASTER =
            Set.of("one.zone.addserver", "one.zone.delserver", "one.zone.enable");

    /** Passes a call on to a leader. {@code done} gets its answer, or the error text when there was none. */
    @FunctionalInterface
    public interface Forwarder {
        /** Runs {@code done} later, once. */
        void forward(String endpoint, XmlRpcCall call, Consumer<Forwarded> done);
    }

    /**
     * What came of passing a call on.
     *
     * @param answer the leader's answer, which is passed back as it is
     * @param error why there is none, in the words of oned's XML-RPC library
     */
    public record Forwarded(Optional<String> answer, String error) {
        /** The leader answered. */
        public static Forwarded answered(String xml) {
            return new Forwarded(Optional.of(xml), "");
        }

        /** The leader took its time. */
        public static Forwarded timedOut() {
            return new Forwarded(Optional.empty(), "RPC call timed out and aborted");
        }

        /** Nobody listens at that endpoint. */
        public static Forwarded refused(String endpoint) {
            URI uri = URI.create(endpoint);
            return new Forwarded(
                    Optional.empty(),
                    "libcurl failed to execute the HTTP POST transaction, explaining:  Failed to connect to "
                            + uri.getHost() + " port " + uri.getPort() + " after 0 ms: Couldn't connect to server");
        }
    }

    private final RaftNode node;
    private final ZoneStore database;
    private final UserSessions sessions;
    private final Function<SimUser, String> configuration;
    private final Forwarder forwarder;
    private final ZoneWrites writes;
    private final ClusterCalls clusters;
    private final BooleanSupplier isSlave;

    /**
     * @param sessions this run's, on the same database
     * @param configuration the XML of {@code one.system.config} as a user may see it
     * @param isSlave whether it belongs to a federation whose master is another zone, which nobody reaches
     */
    public OnedApi(
            RaftNode node,
            ZoneStore database,
            UserSessions sessions,
            Function<SimUser, String> configuration,
            Forwarder forwarder,
            BooleanSupplier isSlave) {
        this.node = node;
        this.database = database;
        this.sessions = sessions;
        this.configuration = configuration;
        this.forwarder = forwarder;
        this.writes = new ZoneWrites(node, database);
        this.clusters = new ClusterCalls(node, database);
        this.isSlave = isSlave;
    }

    /** Answers a call, now, later, or, for a write that no majority takes, never. */
    public void handle(XmlRpcCall call, Consumer<String> answer) {
        String method = call.method();
        try {
            if (!clusters.knows(method)
                    && Stream.of(LOCAL, WHILE_DISABLED, WHILE_ENABLED).noneMatch(known -> known.contains(method))) {
                answer.accept(XmlRpcAnswer.fault(-506, "Method '" + method + "' not defined"));
                return;
            }
            Optional<SimUser> user = sessions.authenticate(call.string(0));
            if (user.isEmpty()) {
                answer.accept(refused(method));
            } else if (LOCAL.contains(method)) {
                answer.accept(read(call, user.get()));
            } else {
                proxied(call, user.get(), answer);
            }
        } catch (XmlRpcCall.FaultException e) {
            answer.accept(XmlRpcAnswer.fault(e.code(), e.getMessage()));
        }
    }

    /** Whether {@code name:password} is an administrator's here, as another server's has to be. */
    public boolean admits(String session) {
        return sessions.authenticate(session).filter(SimUser::isAdmin).isPresent();
    }

    /** The answer to who is not known here, or cannot be looked up in a dead database. */
    public static String refused(String method) {
        String text = "User couldn't be authenticated, aborting call.";
        return XmlRpcAnswer.failure(method, text, XmlRpcAnswer.AUTHENTICATION);
    }

    private void proxied(XmlRpcCall call, SimUser user, Consumer<String> answer) throws XmlRpcCall.FaultException {
        String method = call.method();
        if (node.state() == ServerState.FOLLOWER) {
            Optional<String> leader = node.leaderEndpoint();
            if (leader.isEmpty()) {
                answer.accept(internal(method, "Cannot process request, no leader found"));
            } else {
                forwarder.forward(
                        leader.get(),
                        call,
                        outcome -> answer.accept(outcome.answer().orElseGet(() -> internal(method, outcome.error()))));
            }
        } else if (node.state() == ServerState.CANDIDATE) {
            answer.accept(internal(method, "Cannot process request, oned cluster in election mode"));
        } else if (node.isReconciling()) {
            answer.accept(internal(method, "Cannot process request, oned cluster is replicating log"));
        } else if (database.zone().state() == ZoneState.DISABLED && !WHILE_DISABLED.contains(method)) {
            answer.accept(internal(method, "Cannot process request, zone disabled"));
        } else if (method.equals("one.system.version")) {
            answer.accept(XmlRpcAnswer.success(VERSION));
        } else if (method.equals("one.system.config")) {
            answer.accept(XmlRpcAnswer.success(configuration.apply(user)));
        } else if (clusters.knows(method)) {
            clusters.handle(call, user, answer);
        } else if (isSlave.getAsBoolean() && MASTERS.contains(method)) {
            answer.accept(internal(method, "Could not connect to the federation master oned"));
        } else if (isSlave.getAsBoolean() && THROUGH_MASTER.contains(method)) {
            String text = "Cannot update zone at federation master: no answer";
            answer.accept(XmlRpcAnswer.failure(method, text, XmlRpcAnswer.ACTION));
        } else if (method.equals(PASSWD)) {
            changePassword(call, user, answer);
        } else {
            change(call, user, answer);
        }
    }

    private void changePassword(XmlRpcCall call, SimUser user, Consumer<String> answer)
            throws XmlRpcCall.FaultException {
        int id = call.integer(1);
        Optional<DatabaseWrite> change = database.passwordChange(id, call.string(2));
        if (!user.isAdmin()) {
            answer.accept(mayNot(call, user, "MANAGE USER [" + id + "]"));
        } else if (change.isEmpty()) {
            answer.accept(noSuch(call, "user", id));
        } else {
            node.write(change.get(), done -> {
                sessions.end(id);
                answer.accept(XmlRpcAnswer.success(id));
            });
        }
    }

    private String read(XmlRpcCall call, SimUser user) throws XmlRpcCall.FaultException {
        ZoneBody zone = database.zone();
        switch (call.method()) {
            case "one.zonepool.info":
                return XmlRpcAnswer.success("<ZONE_POOL>" + zone.xml() + "</ZONE_POOL>");
            case "one.zone.info":
                int id = call.integer(1);
                return id == zone.id() ? XmlRpcAnswer.success(zone.xml()) : noSuch(call, "zone", id);
            default:
                return user.isAdmin()
                        ? XmlRpcAnswer.success(OnedXml.raft(node.status(BigInteger.ONE.negate())))
                        : mayNotInZone(call, user, "ADMIN");
        }
    }

    private void change(XmlRpcCall call, SimUser user, Consumer<String> answer) throws XmlRpcCall.FaultException {
        int id = call.integer(1);
        boolean here = id == database.zone().id();
        switch (call.method()) {
            case "one.zone.update" -> {
                String template = call.string(2);
                int type = call.integer(3);
                if (type != 0 && type != 1) {
                    answer.accept(XmlRpcAnswer.failure(call.method(), "Wrong update type", XmlRpcAnswer.API));
                } else if (!here) {
                    answer.accept(noSuch(call, "zone", id));
                } else if (!user.isAdmin()) {
                    answer.accept(mayNotInZone(call, user, "MANAGE"));
                } else {
                    writes.update(call.method(), template, type == 1, answer);
                }
            }
            case "one.zone.enable" -> {
                boolean enable = call.bool(2);
                if (mayAdmin(call, user, here, "Enable/disable mode have to be set", answer)) {
                    writes.enable(enable, answer);
                }
            }
            case "one.zone.addserver" -> {
                String template = call.string(2);
                if (mayAdmin(call, user, here, "Servers have to be added", answer)) {
                    writes.addServer(call.method(), template, answer);
                }
            }
            default -> {
                int server = call.integer(2);
                boolean may = mayAdmin(call, user, here, "Servers have to be deleted", answer);
                if (may && call.method().equals("one.zone.delserver")) {
                    writes.deleteServer(call.method(), server, answer);
                } else if (may) {
                    node.resetServer(server);
                    answer.accept(XmlRpcAnswer.success(id));
                }
            }
        }
    }

    private boolean mayAdmin(XmlRpcCall call, SimUser user, boolean here, String what, Consumer<String> answer) {
        if (!here) {
            String elsewhere = what + " through the target zone endpoints";
            answer.accept(XmlRpcAnswer.failure(call.method(), elsewhere, XmlRpcAnswer.ACTION));
        } else if (!user.isAdmin()) {
            answer.accept(mayNotInZone(call, user, "ADMIN"));
        }
        return here && user.isAdmin();
    }

    private String mayNotInZone(XmlRpcCall call, SimUser user, String right) {
        return mayNot(call, user, right + " ZONE [" + database.zone().id() + "]");
    }

    private static String mayNot(XmlRpcCall call, SimUser user, String what) {
        String text = "User [" + user.id() + "] : Not authorized to perform " + what + ".";
        return XmlRpcAnswer.failure(call.method(), text, XmlRpcAnswer.AUTHORIZATION);
    }

    private static String noSuch(XmlRpcCall call, String object, int id) {
        String text = "Error getting " + object + " [" + id + "].";
        return XmlRpcAnswer.failure(call.method(), text, XmlRpcAnswer.NO_EXISTS, id);
    }

    private static String internal(String method, String text) {
        return XmlRpcAnswer.failure(method, text, XmlRpcAnswer.INTERNAL);
    }
}
