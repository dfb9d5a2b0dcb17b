package io.oneha.tui;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Target;
import io.oneha.observe.VipView;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import io.oneha.zone.ZoneState;
import java.io.InputStream;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Snapshots out of what {@code onezone show} printed of a real zone in some state. */
public final class Recorded {
    private static final Duration DEADLINE = Duration.ofSeconds(1);
    private static final Target TARGET = new Target("production.yml", List.of(), Optional.empty(), Optional.empty());

    private Recorded() {}

    /**
     * @param state a file's name in recordings/cli, without its ending
     * @param at when it is to have been seen
     * @param latency each server's time to answer
     */
    public static Snapshot zone(String state, Instant at, Duration latency) {
        Element root = read(state);
        List<ServerView> views = new ArrayList<>();
        List<ZoneServer> servers = new ArrayList<>();
        NodeList entries = root.getElementsByTagName("SERVER");
        for (int i = 0; i < entries.getLength(); i++) {
            Element entry = (Element) entries.item(i);
            ZoneServer server = new ZoneServer(
                    Integer.parseInt(text(entry, "ID")),
                    text(entry, "NAME"),
                    text(entry, "ENDPOINT"),
                    Optional.empty());
            servers.add(server);
            views.add(new ServerView(server, true, true, server.endpoint(), raft(entry, server, latency)));
        }
        Zone zone = new Zone(
                Integer.parseInt(text(root, "ID")),
                text(root, "NAME"),
                ZoneState.values()[Integer.parseInt(text(root, "STATE"))],
                List.of(),
                servers);
        return new Snapshot(
                at,
                TARGET,
                new Reply.Answer<>(zone, latency),
                views,
                Optional.empty(),
                Optional.of("7.4.0"),
                Optional.of(new VipView("10.90.0.100/24", Optional.of("eth0"), Optional.empty())),
                List.of(),
                DEADLINE);
    }

    /** The same snapshot with other servers. */
    public static Snapshot with(Snapshot snapshot, List<ServerView> servers) {
        return new Snapshot(
                snapshot.observedAt(),
                snapshot.target(),
                snapshot.zone(),
                servers,
                snapshot.settings(),
                snapshot.version(),
                snapshot.vip(),
                snapshot.missing(),
                snapshot.deadline());
    }

    /** The same snapshot with the address held by these servers. */
    public static Snapshot held(Snapshot snapshot, List<String> holders) {
        return new Snapshot(
                snapshot.observedAt(),
                snapshot.target(),
                snapshot.zone(),
                snapshot.servers(),
                snapshot.settings(),
                snapshot.version(),
                snapshot.vip().map(vip -> new VipView(vip.address(), vip.networkInterface(), Optional.of(holders))),
                snapshot.missing(),
                snapshot.deadline());
    }

    /** The same server under another id and name. */
    public static ServerView named(ServerView view, int id, String name) {
        ZoneServer server =
                new ZoneServer(id, name, view.server().endpoint(), view.server().grpcEndpoint());
        return new ServerView(server, true, true, "http://10.90.0." + (11 + id) + ":2633/RPC2", view.raft());
    }

    private static Reply<RaftStatus> raft(Element entry, ZoneServer server, Duration latency) {
        if (text(entry, "STATE").equals("-")) {
            return new Reply.Failure<>(FailureKind.REFUSED, "connection refused", latency);
        }
        long term = Long.parseLong(text(entry, "TERM"));
        ServerState state = ServerState.values()[Integer.parseInt(text(entry, "STATE"))];
        return new Reply.Answer<>(
                new RaftStatus(
                        state == ServerState.SOLO ? -1 : server.id(),
                        state,
                        term,
                        Integer.parseInt(text(entry, "VOTEDFOR")),
                        new BigInteger(text(entry, "COMMIT")),
                        new BigInteger(text(entry, "LOG_INDEX")),
                        state == ServerState.SOLO ? -1 : term,
                        new BigInteger(text(entry, "FEDLOG_INDEX"))),
                latency);
    }

    private static String text(Element parent, String name) {
        return parent.getElementsByTagName(name).item(0).getTextContent();
    }

    private static Element read(String state) {
        String file = "/recordings/cli/" + state + ".show.xml";
        try (InputStream in = Recorded.class.getResourceAsStream(file)) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(in)
                    .getDocumentElement();
        } catch (Exception e) {
            throw new IllegalStateException(file, e);
        }
    }
}
