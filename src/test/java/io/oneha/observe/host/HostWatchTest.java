package io.oneha.observe.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import io.oneha.testing.BareFacts;
import io.oneha.testing.ScriptedHost;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostWatchTest {
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final HostWatch.Pace QUICK =
            new HostWatch.Pace(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(5));
    private static final NicAddress OWN = new NicAddress("eth0", "198.51.100.11", 24);
    private static final NicAddress VIP = new NicAddress("eth0", "198.51.100.100", 24);

    private static final HostFacts.Peer PEER = new HostFacts.Peer("n1a1", Optional.of("198.51.100.11"), true, true);

    private final Looks looks = new Looks();
    private final HostWatch watch =
            new HostWatch(looks, QUICK, PeerProbing.REPEATED, Clock.fixed(NOON, ZoneOffset.UTC));

    @AfterEach
    void closes() {
        watch.close();
        looks.hang.countDown();
    }

    @Test
    void aHostIsLookedAtWholeAndThenItsAddressesOftener() {
        watches("n1a1");
        assertThat(watch.awaitFirst(LONG, () -> 0)).isTrue();
        HostView view = watch.latest().get("n1a1");
        assertThat(view.known().orElseThrow().hostname()).isEqualTo("n1a1");
        assertThat(view.facts().orElseThrow().at()).isEqualTo(NOON);
        looks.addresses = List.of(OWN, VIP);
        awaits(() -> watch.latest().get("n1a1").nics().orElseThrow().contains(VIP));
        awaits(() -> looks.whole.get() > 1);
        awaits(() -> looks.small.get() > looks.whole.get());
    }

    @Test
    void aHostThatHangsDelaysNoOther() {
        looks.hangs = "n1a2";
        watches("n1a1", "n1a2");
        awaits(() -> watch.latest().get("n1a1").known().isPresent());
        assertThat(watch.awaitFirst(Duration.ofMillis(20), () -> 0)).isFalse();
        assertThat(watch.latest().get("n1a2")).isEqualTo(HostView.PENDING);
    }

    @Test
    void theTimeInWhichTheOperatorThinksDoesNotCount() {
        looks.hangs = "n1a1";
        watches("n1a1");
        long start = System.nanoTime();
        Thread answers = new Thread(() -> {
            awaits(() -> System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(200));
            looks.hang.countDown();
        });
        answers.start();
        assertThat(watch.awaitFirst(Duration.ofMillis(20), () -> System.nanoTime() - start))
                .isTrue();
    }

    @Test
    void aFailureKeepsWhatWasKnownAndSaysSinceWhen() {
        watches("n1a1");
        awaits(() -> watch.latest().get("n1a1").known().isPresent());
        looks.failure = Optional.of(new SshException(SshException.Kind.SILENT, "n1a1: no answer\u001b[2J"));
        awaits(() -> watch.latest().get("n1a1").failure().isPresent());
        HostView view = watch.latest().get("n1a1");
        assertThat(view.known()).isPresent();
        assertThat(view.failure().orElseThrow().text()).isEqualTo("n1a1: no answer[2J");
        assertThat(view.failure().orElseThrow().since()).isEqualTo(NOON);
        looks.failure = Optional.empty();
        awaits(() -> watch.latest().get("n1a1").failure().isEmpty());
    }

    @Test
    void afterAFailureEverythingIsLookedAtAgainAndNotOnlyAddresses() {
        looks.failure = Optional.of(new SshException(SshException.Kind.UNREACHABLE, "n1a1: refused"));
        watches("n1a1");
        watch.awaitFirst(LONG, () -> 0);
        looks.failure = Optional.empty();
        awaits(() -> watch.latest().get("n1a1").known().isPresent());
    }

    @Test
    void whileItRestsItLooksWhenItIsToldToAndNotElse() throws InterruptedException {
        HostWatch resting = new HostWatch(looks, QUICK, PeerProbing.REPEATED, Clock.systemUTC());
        resting.add(Map.of("n1a1", new ScriptedHost("n1a1")));
        resting.awaitFirst(LONG, () -> 0);
        resting.rest();
        resting.refreshAndWait(LONG);
        int whole = looks.whole.get();
        int small = looks.small.get();
        Thread.sleep(100);
        assertThat(looks.whole.get() + looks.small.get()).isEqualTo(whole + small);
        resting.refreshAndWait(LONG);
        assertThat(looks.whole.get()).isEqualTo(whole + 1);
        resting.close();
    }

    @Test
    void eachHostIsAskedAboutTheOthersAtFirstAndWhenRefreshedAndNotEachTime() {
        watches("n1a1", "n1a2");
        awaits(() -> looks.peers.contains(List.of("n1a1")) && looks.peers.contains(List.of("n1a2")));
        awaits(() -> looks.whole.get() > 6);
        assertThat(looks.peers.stream().filter(peers -> !peers.isEmpty()).count())
                .isEqualTo(2);
        assertThat(watch.latest().get("n1a2").known().orElseThrow().peers()).isEqualTo(List.of(PEER));
        looks.peers.clear();
        watch.refresh();
        awaits(() -> looks.peers.contains(List.of("n1a1")) && looks.peers.contains(List.of("n1a2")));
    }

    @Test
    void nobodyIsAskedAboutTheOthersWhenNobodyWantsToKnow() {
        try (HostWatch quiet = new HostWatch(looks, QUICK, PeerProbing.NEVER, Clock.fixed(NOON, ZoneOffset.UTC))) {
            quiet.add(Map.of("n1a1", new ScriptedHost("n1a1"), "n1a2", new ScriptedHost("n1a2")));
            awaits(() -> looks.whole.get() > 2);
            quiet.refresh();
            awaits(() -> looks.whole.get() > 6);
            assertThat(looks.peers).allMatch(List::isEmpty);
            assertThat(quiet.latest().get("n1a2").known().orElseThrow().peers()).isEmpty();
        }
    }

    @Test
    void aHostThatCannotEvenBeTriedIsShownAsSuch() {
        watch.fail("n1a3", new SshException(SshException.Kind.SETTINGS, "config:3: bad port"));
        assertThat(watch.latest().get("n1a3").failure().orElseThrow().kind()).isEqualTo(SshException.Kind.SETTINGS);
        assertThat(watch.awaitFirst(LONG, () -> 0)).isTrue();
    }

    private void watches(String... names) {
        Map<String, RemoteHost> hosts = new HashMap<>();
        for (String name : names) {
            hosts.put(name, new ScriptedHost(name));
        }
        watch.add(hosts);
    }

    private static void awaits(BooleanSupplier condition) {
        long until = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(until);
            Thread.onSpinWait();
        }
    }

    /** Looks that a test scripts. */
    private static final class Looks implements HostLook {
        private final AtomicInteger whole = new AtomicInteger();
        private final AtomicInteger small = new AtomicInteger();
        private final CountDownLatch hang = new CountDownLatch(1);
        private volatile List<NicAddress> addresses = List.of(OWN);
        private volatile Optional<SshException> failure = Optional.empty();
        private volatile String hangs = "";
        private final List<List<String>> peers = new CopyOnWriteArrayList<>();

        @Override
        public HostFacts facts(RemoteHost host, List<String> others, Duration deadline) {
            whole.incrementAndGet();
            peers.add(others);
            answer(host);
            return BareFacts.of(host.name()).peers(others.isEmpty() ? List.of() : List.of(PEER));
        }

        @Override
        public List<NicAddress> addresses(RemoteHost host, Duration deadline) {
            small.incrementAndGet();
            answer(host);
            return addresses;
        }

        private void answer(RemoteHost host) {
            if (host.name().equals(hangs)) {
                try {
                    hang.await(LONG.toSeconds(), TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    throw new SshException(SshException.Kind.SILENT, host.name() + ": interrupted");
                }
            }
            failure.ifPresent(why -> {
                throw why;
            });
        }
    }
}
