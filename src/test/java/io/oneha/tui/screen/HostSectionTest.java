package io.oneha.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Severity;
import io.oneha.health.Verdict;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Via;
import io.oneha.observe.host.HostFacts.Database;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.observe.host.HostFacts.ServiceState;
import io.oneha.observe.host.HostView;
import io.oneha.ssh.SshException.Kind;
import io.oneha.term.Size;
import io.oneha.testing.HostSamples;
import io.oneha.tui.HostScenes;
import io.oneha.tui.Recorded;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Span;
import io.oneha.tui.model.Message;
import io.oneha.tui.model.Model;
import io.oneha.tui.model.Update;
import io.oneha.tui.model.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server's page tells of its host. */
class HostSectionTest {
    private static final Size SIZE = new Size(120, 40);
    private static final int FOLLOWER = 1;

    private final HostSamples follower = HostSamples.follower(FOLLOWER, "server-1");

    @Test
    void aHealthyHostIsTold() {
        assertThat(page(follower))
                .contains(
                        "\n Host\n SSH         ✓ ok\n XML-RPC     through SSH\n Round trip  46 ms\n Facts       0 s ago\n")
                .contains("System      Debian GNU/Linux 12 (bookworm)\n Package     7.4.0-1\n User        root\n"
                        + " Clock       +3 ms, to within 2 ms\n")
                .contains(" SERVER_ID   1\n MODE        STANDALONE\n ZONE_ID     0\n")
                .contains("LOG_RETENTION 250000")
                .contains(" Leader hook raft/vip.sh leader eth0 10.90.0.100/24\n")
                .contains(" MONITOR_ADDRESS 10.90.0.100\n")
                .contains(" Backend     mysql\n Server      127.0.0.1:3306, database opennebula, user oneadmin\n"
                        + " State       ✓ answers\n logdb       0 to 8, 9 rows\n")
                .contains(" /var/lib/mysql  ████▁▁▁▁▁▁  62 GiB free of 100 GiB, 38% used  on /\n")
                .contains(" 1 images    nfs1:/one/1, nfs4, shared\n")
                .contains(" 0           /dev/sdb1, ext4, this host's own\n")
                .contains("oned is now the leader of the zone\n")
                .doesNotContain("Could not be seen");
    }

    @Test
    void theVirtualAddressIsMarkedAmongTheOthers() {
        assertThat(page(follower.holding("10.90.0.100", 24)))
                .contains(" eth0        10.90.0.12/24\n eth0        10.90.0.100/24 ✓ VIP\n");
    }

    @Test
    void aFailureIsToldInFullWithItsBeginning() {
        HostView view = HostSamples.failed(
                Kind.HOST_KEY, "n1a2: the key changed,\u001b[31m see line 3", Scenes.START.minusSeconds(65));

        assertThat(page(view, List.of()))
                .contains(" SSH         ✗ host key\n Failure     n1a2: the key changed,[31m see line 3\n")
                .contains(" Since       08:58:55, 1 min 45 s ago\n")
                .doesNotContain("\u001b", "Addresses", "Services");
    }

    @Test
    void whatFailsNowKeepsWhatItToldBeforeWithItsAge() {
        HostView view = HostSamples.failing(
                follower.view(Scenes.START.minusSeconds(60)), Kind.SILENT, "no answer", Scenes.START.minusSeconds(50));

        assertThat(page(view, List.of()))
                .contains(" SSH         ✗ silent\n", " Facts       1 min 40 s ago\n", "Services everywhere");
    }

    @Test
    void aLimitedHostSaysWhatCouldNotBeSeen() {
        assertThat(page(follower.limited()))
                .contains(" SSH         ▲ limited\n", " User        ubuntu, limited: may not become root\n")
                .contains(" Could not be seen\n ▲ oned.conf: not readable by ubuntu, and sudo asks for a password\n")
                .contains(" .one        not compared: not seen here\n");
    }

    @Test
    void aServiceInTheWrongRoleIsMarkedWhereTheVerdictSaysSo() {
        HostSamples wrong = follower.service("opennebula-flow", ServiceState.ACTIVE);
        Finding finding =
                found(FindingCode.SERVICE_ROLE, "follows, yet runs what belongs on the leader: opennebula-flow");

        assertThat(page(wrong)).contains("✓ opennebula-flow            active\n");
        assertThat(page(wrong.view(Scenes.START), List.of(finding)))
                .contains("✓ opennebula-flow            active      ▲ not here\n")
                .contains("○ opennebula-gate            inactive\n", "✓ opennebula            active\n");
    }

    @Test
    void filesThatDifferFromTheLeadersAreNamed() {
        assertThat(page(follower.differing("/etc/one/oned.conf")
                        .differing("/etc/one/vmm_exec/vmm_execrc")
                        .differing("/var/lib/one/.one/one_auth")))
                .contains(" /etc/one    • only here: /etc/one/vmm_exec/vmm_execrc\n"
                        + "             • differs: /etc/one/oned.conf, by what each server has of its own\n")
                .contains(" .one        • differs: /var/lib/one/.one/one_auth\n")
                .contains(" .ssh        the same as on server-0, 1 file\n");
    }

    @Test
    void whatTheVerdictFindsFaultWithIsMarked() {
        HostView view = follower.differing("/etc/one/oned.conf")
                .differing("/var/lib/one/.one/one_auth")
                .differing("/var/lib/one/.ssh/known_hosts")
                .view(Scenes.START);

        assertThat(page(
                        view,
                        List.of(
                                found(
                                        FindingCode.AUTH_DRIFT,
                                        "differs from server-0 under /var/lib/one/.one: one_auth"),
                                found(FindingCode.CONFIG_DRIFT, "in oned.conf: RAFT/LOG_RETENTION is 1, not 2"))))
                .contains(" .one        ▲ differs: /var/lib/one/.one/one_auth\n")
                .contains(" /etc/one    ▲ differs: /etc/one/oned.conf, see the findings\n")
                .contains(" .ssh        • only here: /var/lib/one/.ssh/known_hosts\n");
    }

    @Test
    void filesThatCouldNotBeReadAreNotMissing() {
        HostSamples limited = follower.limited().differing("/etc/one/extra.conf");

        assertThat(page(limited)).contains(" /etc/one    the same as on server-0, 4 files\n");
    }

    @Test
    void aServerIdThatIsNotThePoolsIsMarked() {
        assertThat(page(follower.oned(HostSamples.oned(-1)))).contains(" SERVER_ID   ▲ -1, the zone's pool says 1\n");
    }

    @Test
    void aDatabaseThatIsDownSaysWhyAndOneWithoutLogdbSaysSo() {
        assertThat(page(follower.databaseDown("Can't connect to server on '127.0.0.1' (111)")))
                .contains(" State       ✗ down: Can't connect to server on '127.0.0.1' (111)\n")
                .doesNotContain("logdb");
        assertThat(page(follower.database(
                        new Database(true, "", OptionalLong.empty(), OptionalLong.empty(), OptionalLong.of(0)))))
                .contains(" logdb       empty, or not there\n");
    }

    @Test
    void aDiskThatIsLowIsMarkedWhereTheVerdictSaysSo() {
        HostSamples low = follower.disks(List.of(new Disk("/var/tmp", "/", 1000L << 20, 50L << 20)));
        Finding finding = found(FindingCode.DISK_LOW, "50 MiB (5%) free on /, with /var/tmp");

        assertThat(page(low)).contains(" /var/tmp  ██████████  50 MiB free of 1000 MiB, 95% used  on /\n");
        assertThat(page(low.view(Scenes.START), List.of(finding)))
                .contains(" /var/tmp  ██████████  50 MiB free of 1000 MiB, 95% used ▲ low  on /\n");
    }

    @ParameterizedTest
    @CsvSource({
        "opennebula-flow runs here, opennebula-flow, true",
        "opennebula-flow runs here, opennebula, false",
        "opennebula-flow-x runs here, opennebula-flow, false",
        "these run: opennebula-gate; opennebula, opennebula, true",
        "it runs opennebula-showback.timer, opennebula-showback, false",
        "it runs opennebula., opennebula, true",
        "'free on /, with /var/lib/mysql', /var/lib/mysql, true",
        "free on /var/lib/mysql, /var/lib, false",
    })
    void aReasonNamesAServiceByItsWholeName(String reason, String unit, boolean named) {
        assertThat(HostFindings.names(reason, unit)).isEqualTo(named);
    }

    @ParameterizedTest
    @CsvSource({"3, '+3 ms, to within 2 ms'", "-1500, '-1.5 s, to within 2 ms'", "130000, '+2 min 10 s, to within 2 ms'"
    })
    void clocksAreToldWithTheirError(long millis, String text) {
        assertThat(HostSection.clock(Duration.ofMillis(millis), Duration.ofMillis(2)))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"512, 0.5 KiB", "5368709120, 5.0 GiB", "66571993088, 62 GiB", "0, 0.0 KiB"})
    void sizesAreInBinaryUnits(long bytes, String text) {
        assertThat(StorageSection.size(bytes)).isEqualTo(text);
    }

    private static Finding found(FindingCode code, String reason) {
        return new Finding(code, Severity.WARNING, "server-1", reason, "do something");
    }

    private static String page(HostSamples host) {
        return page(host.view(Scenes.START.plusSeconds(40)), List.of());
    }

    private static String page(HostView host, List<Finding> findings) {
        Model model = Scenes.observe(Scenes.of("healthy", SIZE), "healthy", 0, snapshot -> snapshot);
        Snapshot snapshot = HostScenes.healthy(SIZE).watch().latest().orElseThrow();
        List<ServerView> servers = new ArrayList<>(snapshot.servers());
        ServerView server = servers.get(FOLLOWER).with(Via.SSH, host);
        servers.set(FOLLOWER, server);
        Watch seen = Update.apply(model, new Message.Observed(Recorded.with(snapshot, servers)))
                .model()
                .watch();
        Verdict verdict = new Verdict(
                seen.verdict().overall(),
                seen.verdict().faultTolerance(),
                seen.verdict().leader(),
                findings);
        Watch watch = new Watch(seen.history(), verdict, seen.facts(), seen.activity(), seen.writes());
        Model shown = Model.start(model.session(), watch, model.now(), SIZE);
        Sheet sheet = new Sheet(118);
        HostSection.add(sheet.paragraph("", io.oneha.tui.frame.Tone.TEXT), server, shown, Glyphs.UNICODE);
        return sheet.lines().stream()
                .map(line -> line.spans().stream()
                        .map(Span::text)
                        .collect(Collectors.joining())
                        .stripTrailing())
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
