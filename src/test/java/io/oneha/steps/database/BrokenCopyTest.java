package io.oneha.steps.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.plan.StepSpec;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import io.oneha.steps.TestContext;
import io.oneha.steps.ToldLines;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import io.oneha.steps.site.Worker.Progress;
import io.oneha.testing.ScriptedHost;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a copy that does not come to its end leaves on the two hosts: nothing that still works, when the step has ended. */
@Timeout(30)
class BrokenCopyTest {
    private static final String CONF =
            "DB = [ BACKEND = \"mysql\", USER = \"zone\", PASSWD = \"p\", DB_NAME = \"one\" ]\n";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();
    private String prepared = "";
    private final CountDownLatch copying = new CountDownLatch(2);
    private final ScriptedHost leader = new ScriptedHost("n1a1");
    private final ScriptedHost host = new ScriptedHost("n1a2");
    private final DatabaseStep step = new DatabaseStep(
            TestContext.of(
                    new Site(
                            null,
                            name -> Optional.ofNullable(
                                    Map.of("n1a1", leader, "n1a2", host).get(name)),
                            null,
                            null,
                            Clock.systemUTC()),
                    "/kept"),
            new StepSpec.Database("n1a2", "n1a1", false));

    @BeforeEach
    void hosts() {
        leader.answers = command -> answer("n1a1", command);
        host.answers = command -> answer("n1a2", command);
    }

    @Test
    void aCopyThatIsStoppedIsEndedOnBothHostsBeforeTheStepEnds() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        for (ScriptedHost each : List.of(leader, host)) {
            each.streams = () -> {
                copying.countDown();
                awaits(ended);
            };
        }
        try {
            assertThatThrownBy(() -> step.run(progress(true)))
                    .isInstanceOfSatisfying(StepException.class, stopped -> assertThat(stopped.cause())
                            .isEqualTo(StepException.Cause.STOPPED));
        } finally {
            ended.countDown();
        }
        assertThat(asked).endsWith("n1a1 dump end", "n1a2 database end");
        assertThat(told).endsWith("n1a1: ended it", "n1a2: ended it");
    }

    @Test
    void aCopyThatBreaksIsEndedOnBothHostsAndOneThatIsAwayIsNamed() {
        for (ScriptedHost each : List.of(leader, host)) {
            each.streams = () -> {
                throw new SshException(SshException.Kind.UNREACHABLE, each.name() + ": the connection was lost");
            };
        }
        host.answers = command -> {
            RemoteResult answer = answer("n1a2", command);
            if (asked.get(asked.size() - 1).equals("n1a2 database end")) {
                throw new SshException(SshException.Kind.UNREACHABLE, "n1a2: no route");
            }
            return answer;
        };
        assertThatThrownBy(() -> step.run(progress(false))).isInstanceOf(SshException.class);
        assertThat(asked).endsWith("n1a1 dump end", "n1a2 database end");
        assertThat(told).endsWith("n1a1: ended it", "what the copy began on n1a2 may still be at work: n1a2: no route");
    }

    @Test
    void theRoomThatIsAskedForIsWhatTheLeadersDiskSays() {
        assertThatThrownBy(() -> step.run(progress(false)))
                .as("nothing is copied here")
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(asked).contains("n1a1 database room");
        assertThat(prepared).contains("\nneed=7000\n");
    }

    private RemoteResult answer(String name, RemoteCommand command) {
        String text = new String(command.input(), StandardCharsets.UTF_8);
        String script = text.lines().findFirst().orElse("").replace("# oneha: ", "");
        asked.add(name + " " + script);
        if (script.equals("database prepare")) {
            prepared = text;
        }
        String printed =
                switch (script) {
                    case "file read" -> CONF;
                    case "database size" -> "2000\n";
                    case "database room" -> "7000\n";
                    case "database counts" -> "vm_pool\t3\n";
                    case "dump end", "database end" -> "ended it\n";
                    default -> "";
                };
        return new RemoteResult(0, printed.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    private Progress progress(boolean stops) {
        return new ToldLines(told, () -> stops && copying.getCount() == 0);
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
