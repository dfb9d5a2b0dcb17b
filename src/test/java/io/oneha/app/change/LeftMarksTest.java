package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.app.look.ZoneLook;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.demo.Demo;
import io.oneha.demo.DemoOptions;
import io.oneha.inventory.Inventory;
import io.oneha.inventory.InventoryReader;
import io.oneha.observe.Target;
import io.oneha.observe.host.RunMark;
import io.oneha.run.Happenings;
import io.oneha.run.PoolMembers;
import io.oneha.run.ZoneLock;
import io.oneha.run.journal.RunRecord;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteHosts;
import io.oneha.ssh.SshException;
import io.oneha.ssh.SshTarget;
import io.oneha.steps.site.Site;
import io.oneha.testing.ScriptedHost;
import io.oneha.zone.Credentials;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the demo's hosts, one of which SSH may not reach. */
@QuarkusTest
@Timeout(120)
class LeftMarksTest {
    private static final String UNFINISHED = "20261123-100000-0a1b";

    private static final RunRecord DONE = new RunRecord(
            Happenings.RUN,
            Happenings.BEGAN,
            Happenings.BEGAN,
            RunRecord.State.DONE,
            Happenings.ORIGIN,
            "",
            "OpenNebula",
            "n1a1",
            "n1a1",
            "",
            List.of(),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of());

    private final Demo demo = Demo.start(DemoOptions.DEFAULTS);
    private final Inventory inventory = InventoryReader.read(
            "demo", new ByteArrayInputStream(demo.inventoryYaml().getBytes(StandardCharsets.UTF_8)), Optional::empty);
    private final List<String> told = new ArrayList<>();

    @AfterEach
    void close() {
        demo.close();
    }

    @Test
    void aMarkedHostThatIsAwayIsNamedAndNotTakenForFree() {
        lock(Happenings.RUN).take(List.of("n1a2"));
        lock(Happenings.RUN).release(List.of("n1a1", "n1a3"));

        assertThat(refusal("n1a2"))
                .hasMessageContaining("no front-end that was looked at has its mark")
                .hasMessageContaining("Whether its mark is on n1a2 could not be seen")
                .hasMessageContaining("`oneha apply --resume " + Happenings.RUN + "` again");
        remove("");
        assertThat(told)
                .containsExactly(
                        "Run " + Happenings.RUN + " was done already. Its mark was left on n1a2 and is removed now.");
        assertThat(refusal("")).hasMessageEndingWith("is done: there is nothing to resume");
    }

    @Test
    void whereAHostIsAwayTheRemovalOnTheOthersSaysSo() {
        lock(Happenings.RUN).take(List.of("n1a2"));
        remove("n1a3");
        assertThat(told)
                .singleElement()
                .asString()
                .contains("removed now. Whether its mark is on n1a3 could not be seen");
    }

    @Test
    void whatADoneRunReplacedGoesWithItsMarkAsAtItsEndOnTheOtherHosts() {
        ZoneLock unfinished = lock(UNFINISHED);
        unfinished.take(List.of());
        unfinished.ends();
        lock(Happenings.RUN).take(List.of());
        remove("");
        assertThat(refusal("")).hasMessageEndingWith("there is nothing to resume");
        try (ZoneLook look = look("")) {
            assertThat(MarkedHosts.of(UNFINISHED, look.now().snapshot().servers())
                            .names())
                    .isEmpty();
        }
    }

    private CommandException refusal(String away) {
        CommandException refused = catchThrowableOfType(CommandException.class, () -> remove(away));
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
        return refused;
    }

    private void remove(String away) {
        try (ZoneLook look = look(away)) {
            new LeftMarks(DONE, look, inventory, Clock.systemUTC()).remove(told::add);
        }
    }

    private ZoneLook look(String away) {
        return ZoneLook.on(
                new Target("demo", List.of(), Optional.of(inventory), Optional.empty()),
                new Credentials(demo.session()),
                Duration.ofSeconds(5),
                Clock.systemUTC(),
                new Hosts(away));
    }

    private ZoneLock lock(String run) {
        RunMark mark = RunMark.read(List.of("run " + run, "user erika", "machine jump"))
                .orElseThrow();
        Site site = new Site(
                inventory,
                name -> Optional.of(demo.hosts().host(SshTarget.of(name, name))),
                null,
                null,
                Clock.systemUTC());
        ZoneLock lock = new ZoneLock(site::shell, new PoolMembers(List.of("n1a1", "n1a2", "n1a3"), 3), mark, false);
        lock.close();
        return lock;
    }

    /** The demo's, but for one that cannot be reached; they stay open. */
    private final class Hosts implements RemoteHosts {
        private final String away;

        private Hosts(String away) {
            this.away = away;
        }

        @Override
        public RemoteHost host(SshTarget target) {
            if (!target.name().equals(away)) {
                return demo.hosts().host(target);
            }
            ScriptedHost host = new ScriptedHost(away);
            host.answers = command -> {
                throw new SshException(SshException.Kind.UNREACHABLE, away + ": no route");
            };
            return host;
        }

        @Override
        public void close() {
            // The next look reaches them too.
        }
    }
}
