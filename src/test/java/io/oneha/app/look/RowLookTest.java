package io.oneha.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.Demo;
import io.oneha.demo.DemoOptions;
import io.oneha.health.FindingCode;
import io.oneha.health.Overall;
import io.oneha.health.Severity;
import io.oneha.health.Verdict;
import io.oneha.inventory.InventoryReader;
import io.oneha.observe.Target;
import io.oneha.observe.tables.TableMeasure;
import io.oneha.ssh.Forward;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteHosts;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshTarget;
import io.oneha.zone.Credentials;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Counting all rows is work for a database: it is done where it is asked for, and never by a look. */
@QuarkusTest
@Timeout(120)
class RowLookTest {
    private final Demo demo = Demo.start(DemoOptions.DEFAULTS);
    private final List<String> counted = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        demo.close();
    }

    @Test
    void rowsAreCountedForACheckAndAtNoLook() {
        try (ZoneLook look = look()) {
            Report seen = look.now();
            look.now();
            look.beside();
            assertThat(seen.answering()).isEqualTo(3);
            assertThat(seen.verdict().basis().words()).doesNotContain("row counts");
            assertThat(counted).isEmpty();

            Report checked = look.nowWithTables(TableMeasure.COUNTS, Duration.ofMillis(100));
            assertThat(checked.verdict().basis().words()).contains("row counts");
            assertThat(counted).contains("n1a1", "n1a2", "n1a3");
        }
    }

    @Test
    void aRowThatChangedPastRaftIsFoundByItsContentAlone() {
        try (ZoneLook look = look()) {
            assertThat(deep(look).verdict().findings()).isEmpty();

            fault("diverge n1a2");
            assertThat(look.nowWithTables(TableMeasure.COUNTS, Duration.ofMillis(100))
                            .verdict()
                            .findings())
                    .isEmpty();
            assertThat(deep(look).verdict().findings()).singleElement().satisfies(finding -> {
                assertThat(finding.code()).isEqualTo(FindingCode.DB_DIVERGED);
                assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
                assertThat(finding.subject()).isEqualTo("n1a2");
                assertThat(finding.reason()).contains("vm_pool has 412 rows, and not the same content as on");
            });

            fault("diverge n1a2");
            assertThat(deep(look).verdict().findings()).isEmpty();
            fault("nossh n1a3");
            Verdict unseen = deep(look).verdict();
            assertThat(unseen.overall()).isNotEqualTo(Overall.OK);
            assertThat(unseen.basis().words()).contains("content of all tables not compared: n1a3");
        }
    }

    private static Report deep(ZoneLook look) {
        return look.nowWithTables(TableMeasure.DIGESTS, Duration.ofSeconds(20));
    }

    private void fault(String command) {
        String[] words = command.split(" ");
        demo.commands().stream()
                .filter(fault -> fault.name().equals(words[0]))
                .findFirst()
                .orElseThrow()
                .run()
                .apply(List.of(words[1]));
    }

    private ZoneLook look() {
        Target target = new Target(
                "demo",
                List.of(),
                Optional.of(InventoryReader.read(
                        "demo",
                        new ByteArrayInputStream(demo.inventoryYaml().getBytes(StandardCharsets.UTF_8)),
                        Optional::empty)),
                Optional.empty());
        return ZoneLook.on(
                target, new Credentials(demo.session()), Duration.ofSeconds(5), Clock.systemUTC(), new Hosts());
    }

    /** The demo's; who is asked to count is noted. */
    private final class Hosts implements RemoteHosts {
        @Override
        public RemoteHost host(SshTarget target) {
            return new Noting(demo.hosts().host(target));
        }

        @Override
        public void close() {
            // The demo closes them.
        }
    }

    private final class Noting implements RemoteHost {
        private final RemoteHost host;

        private Noting(RemoteHost host) {
            this.host = host;
        }

        @Override
        public String name() {
            return host.name();
        }

        @Override
        public RemoteResult run(RemoteCommand command, Duration deadline) {
            if (new String(command.input(), StandardCharsets.UTF_8).contains("oneha-tables 1")) {
                counted.add(name());
            }
            return host.run(command, deadline);
        }

        @Override
        public RemoteResult stream(RemoteCommand command, InputStream in, OutputStream out, Duration deadline) {
            return host.stream(command, in, out, deadline);
        }

        @Override
        public Forward forward(String to, int port, Duration deadline) {
            return host.forward(to, port, deadline);
        }

        @Override
        public void close() {
            host.close();
        }
    }
}
