package io.oneha.demo.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.sim.SimServer;
import io.oneha.observe.host.Addresses;
import io.oneha.observe.host.FactsParser;
import io.oneha.observe.host.FactsScript;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.DatabaseConf;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.observe.host.HostFacts.Hook;
import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.observe.host.HostFacts.OperatingSystem;
import io.oneha.observe.host.HostFacts.Peer;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.observe.host.NicAddress;
import io.oneha.ssh.RemoteResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the real parser reads out of a simulated host's answer to the real script. */
class FactsTest {
    private static final NicAddress VIP = new NicAddress("eth0", "192.0.2.100", 24);

    private final HostLab lab = new HostLab(3);

    @AfterEach
    void stop() {
        lab.close();
    }

    @Test
    void aHealthyHostLacksNothing() {
        HostFacts facts = facts("n1a2", "n1a1", "n1a3");
        assertThat(facts.hostname()).isEqualTo("n1a2");
        assertThat(facts.user()).isEqualTo("root");
        assertThat(facts.privileged()).isTrue();
        assertThat(facts.unseen()).isEmpty();
        assertThat(facts.addresses()).contains(new NicAddress("eth0", "192.0.2.12", 24));
        assertThat(facts.services())
                .containsEntry("opennebula", ServiceState.ACTIVE)
                .containsEntry("opennebula-fireedge", ServiceState.ACTIVE)
                .containsEntry("opennebula-novnc", ServiceState.ACTIVE)
                .containsEntry("mariadb", ServiceState.ACTIVE)
                .containsKeys("opennebula-flow", "opennebula-gate", "opennebula-form", "opennebula-hem");
        assertThat(facts.monitorAddress()).contains("192.0.2.100");
        assertThat(facts.packageVersion()).contains("7.4.0-1");
        assertThat(facts.os()).isEqualTo(new OperatingSystem("debian", "13", "Debian GNU/Linux 13 (trixie)"));
        assertThat(facts.clockOffset()).contains(Duration.ZERO);
        assertThat(facts.disks())
                .extracting(Disk::path)
                .containsExactlyInAnyOrder("/var/lib/one", "/var/tmp", "/var/lib/mysql");
        assertThat(facts.disks()).allSatisfy(disk -> assertThat(disk.free()).isGreaterThan(disk.size() / 2));
        assertThat(facts.datastores()).hasSize(3).allSatisfy(store -> {
            assertThat(store.type()).isEqualTo("nfs4");
            assertThat(store.images()).isEqualTo(store.id() == 1);
            assertThat(store.source()).isEqualTo("nfs1:/one/datastores/" + store.id());
        });
        assertThat(facts.peers())
                .containsExactly(
                        new Peer("n1a1", Optional.of("192.0.2.11"), true, true),
                        new Peer("n1a3", Optional.of("192.0.2.13"), true, true));
    }

    @Test
    void onedConfIsThatOfTheSimulatedServer() {
        OnedConf conf = facts("n1a3").oned().orElseThrow();
        assertThat(conf.mode()).contains("STANDALONE");
        assertThat(conf.zoneId()).isEqualTo(OptionalInt.of(0));
        assertThat(conf.serverId()).isEqualTo(OptionalInt.of(2));
        assertThat(conf.database()).contains(new DatabaseConf("mysql", "localhost", 0, "oneadmin", "opennebula"));
        assertThat(conf.raft()).containsEntry("LOG_RETENTION", "250000").containsEntry("ELECTION_TIMEOUT_MS", "5000");
        assertThat(conf.leaderHook()).contains(new Hook("raft/vip.sh", "leader eth0 192.0.2.100/24"));
        assertThat(conf.followerHook()).contains(new Hook("raft/vip.sh", "follower eth0 192.0.2.100/24"));
        lab.zone.servers().get(2).serverId(7);
        lab.zone.settings(lab.zone.settings().withLogRetention(1000));
        OnedConf changed = facts("n1a3").oned().orElseThrow();
        assertThat(changed.serverId()).isEqualTo(OptionalInt.of(7));
        assertThat(changed.raft()).containsEntry("LOG_RETENTION", "1000");
        SimHost machine = lab.machine(lab.zone.servers().get(2));
        machine.writeOnedConf(machine.onedText().replace("\"5000\"", "\"2500\""));
        assertThat(facts("n1a3").oned().orElseThrow().raft()).containsEntry("ELECTION_TIMEOUT_MS", "2500");
        assertThat(facts("n1a2").oned().orElseThrow().raft()).containsEntry("ELECTION_TIMEOUT_MS", "5000");
    }

    @Test
    void theDatabasesPasswordStaysOnTheHost() {
        String answer = answer("n1a1").text();
        assertThat(answer).contains("oned.conf DB = [").doesNotContain("PASSWD");
    }

    @Test
    void aFrontEndThatIsAloneHasNoHooksAndNoVip() {
        try (HostLab solo = new HostLab(1)) {
            HostFacts facts = parsed(solo.run("n1a1", FactsScript.command(true, List.of())));
            OnedConf conf = facts.oned().orElseThrow();
            assertThat(conf.serverId()).isEqualTo(OptionalInt.of(-1));
            assertThat(conf.leaderHook()).isEmpty();
            assertThat(facts.monitorAddress()).contains("auto");
            assertThat(facts.addresses()).containsExactly(new NicAddress("eth0", "192.0.2.11", 24));
            assertThat(facts.services().values()).containsOnly(ServiceState.ACTIVE);
            assertThat(facts.elections()).isEmpty();
        }
    }

    @Test
    void theVipIsAmongTheLeadersAddressesInBothAnswers() {
        for (SimServer oned : lab.zone.servers()) {
            boolean leads = oned == lab.leader();
            assertThat(facts(oned.name()).addresses().contains(VIP)).isEqualTo(leads);
            assertThat(addresses(oned.name()).contains(VIP)).isEqualTo(leads);
            assertThat(addresses(oned.name())).isEqualTo(facts(oned.name()).addresses());
        }
    }

    @Test
    void theDatabaseIsTheSimulatedServersLog() {
        Database before = facts("n1a1").database().orElseThrow();
        long last = lab.zone.servers().get(0).database().raft().log().lastIndex();
        assertThat(before)
                .isEqualTo(
                        new Database(true, "", OptionalLong.of(0), OptionalLong.of(last), OptionalLong.of(last + 1)));
        lab.zone.settings(lab.zone.settings().withLogRetention(100));
        lab.pass(61_000);
        Database purged = facts("n1a1").database().orElseThrow();
        assertThat(purged.firstIndex().orElseThrow()).isGreaterThan(900);
        assertThat(purged.rows().orElseThrow())
                .isEqualTo(
                        purged.lastIndex().orElseThrow() - purged.firstIndex().orElseThrow() + 1);
        lab.zone.servers().get(0).breakDatabase();
        HostFacts broken = facts("n1a1");
        assertThat(broken.database().orElseThrow().reachable()).isFalse();
        assertThat(broken.database().orElseThrow().error())
                .startsWith("ERROR 2002")
                .contains("socket");
        assertThat(broken.services()).containsEntry("mariadb", ServiceState.INACTIVE);
        lab.pass(21_000);
        assertThat(facts("n1a1").services()).containsEntry("opennebula", ServiceState.FAILED);
    }

    @Test
    void theLogTellsOfElectionsAtTheTimeOfTheHostsClock() {
        SimServer old = lab.leader();
        old.kill();
        lab.pass(1000);
        lab.timeUntil(() -> lab.zone.leaders().size() == 1);
        lab.pass(5000);
        List<String> lines = facts(lab.leader().name()).elections();
        assertThat(lines.get(0)).endsWith("[Z0][RCM][I]: oned started in follower mode");
        assertThat(lines).anySatisfy(line -> assertThat(line)
                .endsWith("[Z0][RRM][E]: Failed to get heartbeat from leader. Starting election proccess"));
        assertThat(lines.get(lines.size() - 1))
                .matches("Tue Nov  3 04:05:0[01] 2026 \\[Z0]\\[RCM]\\[I]: oned is now the leader of the zone");
        assertThat(lines).anySatisfy(line -> assertThat(line)
                .matches(".*Becoming leader of the zone\\. Last log record: \\d+ last applied record: \\d+"));
    }

    @Test
    void peersAreReachedAsTheNetworkHasThem() {
        lab.zone.network().cutOff(Set.of(lab.zone.servers().get(2)));
        lab.zone.servers().get(1).kill();
        lab.hosts.machine("n1a2").orElseThrow().setReachable(false);
        assertThat(facts("n1a1", "n1a2", "n1a3", "nobody").peers())
                .containsExactly(
                        new Peer("n1a2", Optional.of("192.0.2.12"), false, false),
                        new Peer("n1a3", Optional.of("192.0.2.13"), false, false),
                        new Peer("nobody", Optional.empty(), false, false));
        lab.zone.network().cutOff(Set.of());
        assertThat(facts("n1a1", "n1a3").peers())
                .containsExactly(new Peer("n1a3", Optional.of("192.0.2.13"), true, true));
    }

    @Test
    void theFilesOfHealthyHostsDifferInNothingButTheServerId() {
        HostFacts one = facts("n1a1");
        HostFacts other = facts("n1a2");
        assertThat(one.configSums())
                .hasSizeGreaterThan(5)
                .doesNotContainEntry(HostFiles.ONED_CONF, other.configSums().get(HostFiles.ONED_CONF));
        assertThat(one.configSums().entrySet())
                .filteredOn(entry -> !other.configSums().entrySet().contains(entry))
                .extracting(java.util.Map.Entry::getKey)
                .containsExactly(HostFiles.ONED_CONF);
        assertThat(one.authSums()).containsKey(HostFiles.ONE_AUTH).isEqualTo(other.authSums());
        assertThat(one.sshSums()).isNotEmpty().isEqualTo(other.sshSums());
    }

    @Test
    void twoLooksAreCheap() {
        for (int i = 0; i < 200; i++) {
            answer("n1a1");
        }
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 50; i++) {
            long start = System.nanoTime();
            answer("n1a1", "n1a2", "n1a3");
            lab.run("n1a1", Addresses.command());
            best = Math.min(best, System.nanoTime() - start);
        }
        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(5));
    }

    private RemoteResult answer(String host, String... peers) {
        return lab.run(host, FactsScript.command(true, List.of(peers)));
    }

    private HostFacts facts(String host, String... peers) {
        return parsed(answer(host, peers));
    }

    private List<NicAddress> addresses(String host) {
        return Addresses.parse(lab.run(host, Addresses.command()).out());
    }

    static HostFacts parsed(RemoteResult result) {
        assertThat(result.isOk()).isTrue();
        long now = HostLab.NOW.toEpochMilli();
        return FactsParser.parse(result.out(), now, now);
    }
}
