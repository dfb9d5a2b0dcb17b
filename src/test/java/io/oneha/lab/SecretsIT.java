package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.testing.Program;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While oneha looks, no process on any machine, no log, and nothing that it says or leaves shows a secret. */
class SecretsIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    /** A front-end has this machine's folders below its own: what others left in them before is not oneha's. */
    private static final Instant BEGAN = Instant.now();

    private static final List<String> SECRETS =
            List.of(Lab.DATABASE_PASSWORD, Lab.CREDENTIALS.substring(Lab.CREDENTIALS.indexOf(':') + 1));

    @RegisterExtension
    static final LabExtension LAB =
            new LabExtension(LabPlan.of(3).withSimulatedOned().withRaft("ELECTION_TIMEOUT_MS", 2500));

    @BeforeAll
    static void theZoneStarts() {
        LAB.zone().starts();
        LAB.zone().settles(LIMIT);
    }

    @Test
    void noProcessAndNoOutputShowsOneWhileOnehaLooks() throws Exception {
        AtomicBoolean ends = new AtomicBoolean();
        AtomicInteger looks = new AtomicInteger();
        Set<String> seen = ConcurrentHashMap.newKeySet();
        List<Thread> watchers = new ArrayList<>();
        for (Frontend frontend : LAB.get().frontends()) {
            watchers.add(new Thread(() -> {
                while (!ends.get()) {
                    seen.add(processes(frontend));
                    looks.incrementAndGet();
                }
            }));
        }
        watchers.forEach(Thread::start);
        Program.Result result;
        try {
            List<String> arguments =
                    new ArrayList<>(LabStatus.options(LAB.inventory().write()));
            arguments.addAll(List.of("-v", "-v", "status", "-o", "json"));
            result = LAB.operator().run(arguments, LabStatus.environment(Map.of()));
        } finally {
            ends.set(true);
            for (Thread watcher : watchers) {
                watcher.join();
            }
        }
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(looks.get()).isGreaterThan(3);
        assertThat(seen).anyMatch(text -> text.contains("sh -s"));
        for (String secret : SECRETS) {
            assertThat(seen).noneMatch(text -> text.contains(secret));
            assertThat(result.out()).doesNotContain(secret);
            assertThat(result.err()).doesNotContain(secret);
        }
        for (Frontend frontend : LAB.get().frontends()) {
            for (String secret : SECRETS) {
                assertThat(filesWith(secret, frontend)).isEmpty();
            }
        }
    }

    @Test
    void theSearchWouldFindOneAndOnlyANewOne() {
        Frontend frontend = LAB.frontend("n1a1");
        frontend.runs("printf 'a word of today' > /var/tmp/today; printf 'a word of today' > /var/tmp/long-ago;"
                + " touch -d '1 hour ago' /var/tmp/long-ago");
        assertThat(filesWith("a word of today", frontend)).containsExactly("/var/tmp/today");
    }

    @Test
    void theWatchWouldSeeOne() {
        Frontend frontend = LAB.frontend("n1a1");
        frontend.runs("setsid bash -c 'exec -a shown-to-everybody sleep 5' > /dev/null 2>&1 < /dev/null & sleep 0.2");
        assertThat(processes(frontend)).contains("shown-to-everybody");
    }

    /** Files of a front-end that were written since this began and have the text in them. */
    private static List<String> filesWith(String text, Frontend frontend) {
        return frontend.tries("find /var/log /tmp /var/tmp /run /root -type f -newermt @" + BEGAN.getEpochSecond()
                        + " -exec grep -lsF '" + text + "' {} + 2> /dev/null")
                .out()
                .lines()
                .toList();
    }

    /** Command lines and environments of all processes of a front-end. */
    private static String processes(Frontend frontend) {
        return frontend.tries("cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2> /dev/null | tr '\\0' ' '")
                .out();
    }
}
