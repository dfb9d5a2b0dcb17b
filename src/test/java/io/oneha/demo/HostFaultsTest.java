package io.oneha.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.observe.host.Addresses;
import io.oneha.observe.host.FactsParser;
import io.oneha.observe.host.FactsScript;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.observe.host.NicAddress;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import io.oneha.ssh.SshTarget;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostFaultsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:34:46Z");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final NicAddress VIP = new NicAddress("eth0", "192.0.2.100", 24);
    private static final List<String> NAMES = List.of("n1a1", "n1a2", "n1a3");

    private final Demo demo = Demo.start(new DemoOptions(3, 1, 0, false), Clock.fixed(NOW, ZoneOffset.UTC));
    private final Client client = new Client(demo);

    @AfterEach
    void stop() {
        demo.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "| ",
            value = {
                "vip FOLLOWER         | FOLLOWER holds the VIP",
                "vip LEADER           | LEADER holds the VIP no more",
                "novip                | nobody holds the VIP",
                "drift n1a1           | /etc/one of n1a1 has a changed file",
                "drift n1a1; drift n1a1 | /etc/one of n1a1 no longer has a changed file",
                "drift n1a1; nodrift  | no file drifts any more",
                "authdrift n1a1       | .one of n1a1 has a changed file",
                "authdrift n1a1; authdrift n1a1 | .one of n1a1 no longer has a changed file",
                "diverge n1a1         | the database of n1a1 has a changed row that raft knows nothing of",
                "diverge n1a1; diverge n1a1 | the database of n1a1 has the others' rows again",
                "skew n1a1 90         | the clock of n1a1 is 90 s ahead",
                "skew n1a1 -5         | the clock of n1a1 is 5 s behind",
                "skew n1a1 0          | the clock of n1a1 is right",
                "nossh n1a1           | SSH to n1a1 is refused",
                "nossh n1a1; nossh n1a1 | SSH to n1a1 works again",
                "nossh n1a1; ssh n1a1 | SSH to n1a1 works again",
                "fill n1a1            | the disk of n1a1 is all but full",
                "fill n1a1; fill n1a1 | the disk of n1a1 has room again",
                "service LEADER flow down | opennebula-flow of LEADER stopped",
                "service n1a1 opennebula-fireedge up | opennebula-fireedge of n1a1 started",
            })
    void everyCommandSaysWhatItDid(String commands, String answer) throws Exception {
        String expected = named(answer);
        String last = "";
        for (String command : named(commands).split("; *")) {
            last = run(command.strip());
        }
        assertThat(last).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "| ",
            value = {
                "vip                  | usage: vip NAME",
                "vip nobody           | no server is named nobody",
                "novip; novip         | nobody holds the VIP",
                "novip n1a1           | usage: novip",
                "nodrift              | no file drifts",
                "skew n1a1            | usage: skew NAME SECONDS",
                "skew n1a1 soon       | usage: skew NAME SECONDS",
                "skew n1a1 86401      | 86401 is not between -86400 and 86400",
                "ssh n1a1             | SSH to n1a1 works",
                "service n1a1 flow    | usage: service NAME UNIT up|down",
                "service n1a1 flow on | usage: service NAME UNIT up|down",
                "service n1a1 flow up now | usage: service NAME UNIT up|down",
            })
    void everyMistakeIsOneLine(String commands, String complaint) {
        String[] all = commands.split("; *");
        for (int i = 0; i < all.length - 1; i++) {
            run(all[i].strip());
        }
        assertThatThrownBy(() -> run(all[all.length - 1].strip()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(complaint);
    }

    @Test
    void aUnitThatIsNotThereIsAnsweredWithThoseThatAre() {
        assertThatThrownBy(() -> run("service n1a1 nginx up"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("no unit is named nginx: mariadb, opennebula, opennebula-fireedge, ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void theVipCanBeOnTwoHostsOnNoneAndComesBackWithTheNextLeader() throws Exception {
        String leader = named("LEADER");
        String follower = named("FOLLOWER");
        assertThat(holders()).containsExactly(leader);
        run("vip " + follower);
        assertThat(holders()).containsExactlyInAnyOrder(leader, follower);
        run("novip");
        assertThat(holders()).isEmpty();
        run("election " + follower);
        demo.advanceTo(demo.now() + 30_000);
        assertThat(holders()).containsExactly(named("LEADER"));
    }

    @Test
    void driftShowsInTheSumsOfItsHostOnly() {
        Map<String, HostFacts> before = facts();
        run("drift n1a1");
        run("authdrift n1a2");
        Map<String, HostFacts> after = facts();
        assertThat(changed(before.get("n1a1").configSums(), after.get("n1a1").configSums()))
                .isEqualTo(1);
        assertThat(after.get("n1a1").authSums()).isEqualTo(before.get("n1a1").authSums());
        assertThat(after.get("n1a2").configSums()).isEqualTo(before.get("n1a2").configSums());
        assertThat(changed(before.get("n1a2").authSums(), after.get("n1a2").authSums()))
                .isEqualTo(1);
        assertThat(after.get("n1a3")).isEqualTo(before.get("n1a3"));
        run("nodrift");
        assertThat(facts()).isEqualTo(before);
    }

    @Test
    void aSkewedClockShowsAndOthersDoNotMove() {
        run("skew n1a1 -90");
        assertThat(facts("n1a1").clockOffset()).contains(Duration.ofSeconds(-90));
        assertThat(facts("n1a2").clockOffset()).contains(Duration.ZERO);
    }

    @Test
    void aFullDiskHasHardlyAnythingFree() {
        run("fill n1a1");
        assertThat(facts("n1a1").disks())
                .allSatisfy(disk -> assertThat(disk.free()).isLessThan(disk.size() / 50));
        assertThat(facts("n1a2").disks())
                .allSatisfy(disk -> assertThat(disk.free()).isGreaterThan(disk.size() / 2));
    }

    @Test
    void sshThatIsRefusedComesBack() {
        run("nossh n1a1");
        assertThatThrownBy(() -> facts("n1a1"))
                .isInstanceOf(SshException.class)
                .hasMessageStartingWith("n1a1: ")
                .hasMessageNotContaining("\n")
                .satisfies(e -> assertThat(((SshException) e).kind()).isEqualTo(SshException.Kind.UNREACHABLE));
        assertThat(facts("n1a2").hostname()).isEqualTo("n1a2");
        run("ssh n1a1");
        assertThat(facts("n1a1").hostname()).isEqualTo("n1a1");
    }

    @Test
    void servicesStopAndStart() throws Exception {
        String leader = named("LEADER");
        run("service " + leader + " gate down");
        assertThat(facts(leader).services()).containsEntry("opennebula-gate", ServiceState.INACTIVE);
        run("service " + leader + " gate up");
        assertThat(facts(leader).services()).containsEntry("opennebula-gate", ServiceState.ACTIVE);
        run("service n1a1 opennebula down");
        assertThat(client.isRefused(0)).isTrue();
        assertThat(facts("n1a1").services()).containsEntry("opennebula", ServiceState.INACTIVE);
        run("service n1a1 opennebula up");
        assertThat(facts("n1a1").services()).containsEntry("opennebula", ServiceState.ACTIVE);
        run("service n1a2 mariadb down");
        assertThat(facts("n1a2").database().orElseThrow().reachable()).isFalse();
        run("service n1a2 mariadb up");
        assertThat(facts("n1a2").database().orElseThrow().reachable()).isTrue();
    }

    private static long changed(Map<String, String> before, Map<String, String> after) {
        assertThat(after.keySet()).isEqualTo(before.keySet());
        return after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .count();
    }

    private List<String> holders() {
        return NAMES.stream()
                .filter(name -> Addresses.parse(
                                host(name).run(Addresses.command(), SOON).out())
                        .contains(VIP))
                .toList();
    }

    private Map<String, HostFacts> facts() {
        Map<String, HostFacts> all = new TreeMap<>();
        NAMES.forEach(name -> all.put(name, facts(name)));
        return all;
    }

    private HostFacts facts(String name) {
        long now = NOW.toEpochMilli();
        return FactsParser.parse(
                host(name).run(FactsScript.command(true, List.of()), SOON).out(), now, now);
    }

    private RemoteHost host(String name) {
        return demo.hosts().host(SshTarget.of(name, "127.0.0.1"));
    }

    private String run(String command) {
        List<String> words = List.of(command.split(" +"));
        return client.run(words.get(0), words.subList(1, words.size()).toArray(String[]::new));
    }

    private String named(String text) throws Exception {
        int leader = client.leader();
        return text.replace("LEADER", "n1a" + (leader + 1)).replace("FOLLOWER", "n1a" + (leader == 0 ? 2 : 1));
    }
}
