package io.oneha.steps.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.inventory.InventoryReader;
import io.oneha.plan.HarmlessWrite;
import io.oneha.plan.StepSpec;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteResult;
import io.oneha.steps.ToldLines;
import io.oneha.steps.site.LeaderChange;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.VipWatch;
import io.oneha.steps.site.WriteWatch;
import io.oneha.testing.ScriptedHost;
import io.oneha.zone.FailureKind;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneApi;
import io.oneha.zone.ZoneChanges;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** n1a1 leads and n1a3 is to: what is stopped is started again, whatever fails, and n1a1 is stopped only when n1a3 has all. */
class HandOverStepTest {
    private static final String BEGIN = "# oneha: ";
    private static final int NO = 3;
    private static final String CONF = "DB = [ BACKEND = \"mysql\", PASSWD = \"p\" ]\n";
    private static final StepSpec.HandOver SPEC = new StepSpec.HandOver("n1a1", "n1a3", "n1a2");

    private final Map<String, RaftStatus> raft = new ConcurrentHashMap<>(
            Map.of("n1a1", status(ServerState.LEADER, 9), "n1a3", status(ServerState.FOLLOWER, 9)));
    private final Set<String> failing = new HashSet<>(List.of("n1a2 service masked", "n1a2 service running"));
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private boolean endsAtOnce;
    private boolean staysAfterStop;
    private boolean heirSeen;
    /** How often the third was looked at, and answered that it is no server yet, before the heir leads; -1: it answers at once. */
    private int looksLeft = -1;

    @Test
    void theLeaderIsStoppedAndTheThirdStartedAndWhoWinsIsSeen() {
        runs(() -> false);
        assertThat(sent).containsExactly("n1a1 service stop", "n1a2 service start");
        assertThat(heirSeen).isTrue();
    }

    @Test
    void whoWinsIsSeenWhileTheThirdIsStillWaitedFor() {
        looksLeft = 3;
        int[] asked = {0};
        assertThatThrownBy(() -> runs(() -> ++asked[0] > 10)).hasMessageContaining("n1a2 to be");
        assertThat(heirSeen).isTrue();
    }

    @Test
    void whereTheThirdCannotBeStartedTheLeaderIs() {
        failing.add("n1a2 service start");
        assertThatThrownBy(() -> runs(() -> false)).isInstanceOf(StepException.class);
        assertThat(sent).containsExactly("n1a1 service stop", "n1a2 service start", "n1a1 service start");
        assertThat(told).contains("n1a1 is started again");
    }

    @Test
    void whereTheThirdEndsAfterItsStartTheLeaderIsStarted() {
        endsAtOnce = true;
        assertThatThrownBy(() -> runs(() -> false)).hasMessageContaining("oned has ended on n1a2");
        assertThat(sent).containsExactly("n1a1 service stop", "n1a2 service start", "n1a1 service start");
    }

    @Test
    void thatNeitherCanBeStartedIsToldAndTheFirstReasonStands() {
        endsAtOnce = true;
        failing.add("n1a1 service start");
        assertThatThrownBy(() -> runs(() -> false)).hasMessageContaining("oned has ended on n1a2");
        assertThat(told).anyMatch(line -> line.startsWith("it is not: "));
    }

    @Test
    void whereTheLeaderCannotBeToldToStopTheThirdIsStarted() {
        failing.add("n1a1 service stop");
        assertThatThrownBy(() -> runs(() -> false)).isInstanceOf(StepException.class);
        assertThat(sent).containsExactly("n1a1 service stop", "n1a2 service start", "n1a1 service start");
        assertThat(told).contains("n1a2 is started again", "n1a1 is started again");
    }

    @Test
    void aLookAtTheStoppedLeaderThatFailsEndsNothing() {
        failing.add("n1a1 service ended");
        runs(() -> false);
        assertThat(failing).doesNotContain("n1a1 service ended");
        assertThat(sent).containsExactly("n1a1 service stop", "n1a2 service start");
    }

    @Test
    void aLeaderThatDoesNotEndIsWaitedForAndLeftToSystemd() {
        staysAfterStop = true;
        assertThatThrownBy(() -> runs(() -> true)).hasMessageContaining("oned to end on n1a1");
        assertThat(sent).containsExactly("n1a1 service stop", "n1a2 service start");
    }

    @Test
    void whereTheHeirHasNotAllTheLeaderIsNotStopped() {
        raft.put("n1a3", status(ServerState.FOLLOWER, 8));
        assertThatThrownBy(() -> runs(() -> true)).hasMessageContaining("n1a3 to have what n1a1 has committed");
        assertThat(sent).containsExactly("n1a2 service start");
    }

    @Test
    void whereTheLeaderHasLostItsPlaceNothingIsStopped() {
        raft.put("n1a1", status(ServerState.FOLLOWER, 9));
        assertThatThrownBy(() -> runs(() -> false)).hasMessageContaining("n1a1 is not seen to lead any more");
        assertThat(sent).containsExactly("n1a2 service start");
    }

    @Test
    void whereTheThirdRunsTheLeaderIsNotStopped() {
        raft.put("n1a2", status(ServerState.FOLLOWER, 9));
        failing.remove("n1a2 service running");
        assertThatThrownBy(() -> runs(() -> false)).hasMessageContaining("n1a2: oned runs there");
        assertThat(sent).doesNotContain("n1a1 service stop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"service enabled", "database unmarked"})
    void whatMayNotBeStartedIsNotStartedAndTheLeaderIsNotStopped(String look) {
        failing.add("n1a2 " + look);
        assertThatThrownBy(() -> runs(() -> false))
                .isInstanceOf(StepException.class)
                .hasMessageStartingWith("n1a2: ");
        assertThat(sent).isEmpty();
    }

    private void runs(BooleanSupplier stopping) {
        Map<String, ScriptedHost> hosts = new HashMap<>();
        List.of("n1a1", "n1a2", "n1a3").forEach(name -> hosts.put(name, host(name)));
        Site site = new Site(
                InventoryReader.read(
                        "hosts.yml",
                        new ByteArrayInputStream(
                                "frontend:\n  hosts: { n1a1: , n1a2: , n1a3: }\n".getBytes(StandardCharsets.UTF_8)),
                        Optional::empty),
                name -> Optional.of(hosts.get(name)),
                new Site.Api(port(ZoneApi.class), port(ZoneChanges.class), 0),
                null,
                Clock.systemUTC());
        try (VipWatch vip = VipWatch.start(site)) {
            RunContext context = new RunContext(
                    site,
                    "/kept",
                    "oneha_kept_test",
                    Set.of(),
                    new HashMap<>(),
                    vip,
                    WriteWatch.start(site, HarmlessWrite.ZONE, false),
                    new LeaderChange(site.clock()));
            try {
                new HandOverStep(context, SPEC).run(new ToldLines(told, stopping));
            } finally {
                heirSeen = context.change().led().isPresent();
            }
        }
    }

    private ScriptedHost host(String name) {
        ScriptedHost host = new ScriptedHost(name);
        host.forwards = port -> new ScriptedHost.Port(Integer.parseInt(name.substring(3)), true, false);
        host.answers = command -> answer(name, call(command));
        return host;
    }

    private RemoteResult answer(String host, String call) {
        boolean fails = failing.contains(host + " " + call);
        switch (call) {
            case "file read":
                return result(0, CONF);
            case "service ended":
                if (failing.remove(host + " " + call)) {
                    return result(124, "");
                }
                return result(raft.containsKey(host) ? NO : 0, "");
            case "service stop":
                sent.add(host + " " + call);
                if (!fails && !staysAfterStop) {
                    raft.remove(host);
                    heirLeads(looksLeft < 0);
                }
                break;
            case "service start":
                sent.add(host + " " + call);
                if (!fails && !endsAtOnce) {
                    raft.put(host, status(looksLeft < 0 ? ServerState.FOLLOWER : ServerState.SOLO, 9));
                }
                break;
            default:
                break;
        }
        return result(fails ? NO : 0, "");
    }

    private void heirLeads(boolean now) {
        if (now) {
            raft.put("n1a3", status(ServerState.LEADER, 9));
        }
    }

    private <T> T port(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (!method.getName().equals("raftStatus")) {
                        throw new AssertionError(method);
                    }
                    RaftStatus its = raft.get("n1a" + ((String) arguments[0]).replaceAll(".*:(\\d+)/.*", "$1"));
                    heirLeads(its != null && its.state() == ServerState.SOLO && --looksLeft == 0);
                    Reply<RaftStatus> reply = its == null
                            ? new Reply.Failure<>(FailureKind.REFUSED, "connection refused", Duration.ZERO)
                            : new Reply.Answer<>(its, Duration.ZERO);
                    return CompletableFuture.completedFuture(reply);
                }));
    }

    private static RaftStatus status(ServerState state, long index) {
        BigInteger at = BigInteger.valueOf(index);
        return new RaftStatus(0, state, 1, 0, at, at, 1, BigInteger.ONE.negate());
    }

    private static String call(RemoteCommand command) {
        String text = new String(command.input(), StandardCharsets.UTF_8);
        return text.startsWith(BEGIN) ? text.substring(BEGIN.length(), text.indexOf('\n')) : "";
    }

    private static RemoteResult result(int status, String printed) {
        return new RemoteResult(status, printed.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }
}
