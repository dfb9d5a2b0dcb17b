package io.oneha.demo.sim;

import io.oneha.demo.raft.RaftDisk;
import io.oneha.demo.raft.RaftSettings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A zone of three as a recording found it: who leads, who voted for whom in that term, how long the logs are. It comes about by
 * an election, in which those who did not vote for the leader take no part.
 */
final class RecordedState {
    private static final int NOBODY = -1;

    private final int leader;
    private final long term;
    private final int[] votes;
    private long logTerm;
    private final long[] lastIndex = new long[3];
    private final String[] template = {"", "", ""};
    private List<SortedMap<String, String>> pool = pool();

    private RecordedState(int leader, long term, int... votes) {
        this.leader = leader;
        this.term = term;
        this.votes = votes;
    }

    static RecordedState ledBy(int leader, long term, int... votes) {
        return new RecordedState(leader, term, votes);
    }

    RecordedState withLog(long last, long ofTerm) {
        Arrays.fill(lastIndex, last);
        logTerm = ofTerm;
        return this;
    }

    RecordedState withLogOf(int server, long last) {
        lastIndex[server] = last;
        return this;
    }

    RecordedState withTemplate(String text) {
        Arrays.fill(template, text);
        return this;
    }

    RecordedState withTemplateOf(int server, String text) {
        template[server] = text;
        return this;
    }

    /** The last server was added through the API, without an ENDPOINT_GRPC. */
    RecordedState withThirdAddedByApi() {
        pool.get(2).remove("ENDPOINT_GRPC");
        return this;
    }

    RecordedState withGrpc() {
        for (int i = 0; i < pool.size(); i++) {
            pool.get(i).put("ENDPOINT_GRPC", "10.90.0.1" + (i + 1) + ":2634");
        }
        return this;
    }

    Lab rebuild() {
        SimZone zone = new SimZone(1, RaftSettings.DEFAULTS);
        for (int i = 0; i < 3; i++) {
            boolean leads = i == leader;
            RaftDisk disk = new RaftDisk(lastIndex[i], logTerm, leads ? term - 1 : term, leads ? NOBODY : votes[i]);
            Database database = new Database(disk, body(i), List.of(Lab.ONEADMIN, Lab.VIEWER));
            zone.addServer("server-" + i, Lab.endpoint(i), i, database, Lab.ONEADMIN.session());
        }
        Lab lab = new Lab(zone);
        lab.server(leader).start();
        lab.pass(2000);
        IntStream.range(0, 3).filter(i -> votes[i] == leader).forEach(i -> lab.server(i)
                .start());
        lab.timeUntil(30_000, () -> !zone.leaders().isEmpty());
        lab.startAll();
        lab.pass(10_000);
        return lab;
    }

    private ZoneBody body(int server) {
        try {
            return ZoneBody.of("http://10.90.0.100:2633/RPC2", List.of(), List.of())
                    .withServers(pool)
                    .updated(TemplateParser.parse(template[server]), true);
        } catch (TemplateParser.ParseException e) {
            throw new IllegalArgumentException(template[server], e);
        }
    }

    private static List<SortedMap<String, String>> pool() {
        List<String> names = IntStream.range(0, 3).mapToObj(i -> "server-" + i).toList();
        List<String> endpoints = IntStream.range(0, 3).mapToObj(Lab::endpoint).toList();
        List<SortedMap<String, String>> copies = new ArrayList<>();
        ZoneBody.of("", names, endpoints).servers().forEach(server -> copies.add(new TreeMap<>(server)));
        return copies;
    }
}
