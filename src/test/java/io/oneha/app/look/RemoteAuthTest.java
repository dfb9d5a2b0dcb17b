package io.oneha.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.ServerView;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import io.oneha.steps.RootedHost;
import io.oneha.testing.ScriptedHost;
import io.oneha.tui.Recorded;
import io.oneha.zone.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class RemoteAuthTest {
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Instant AT = Instant.parse("2026-11-24T10:00:00Z");

    private final ScriptedHost first = new ScriptedHost("n1a1");
    private final ScriptedHost second = new ScriptedHost("n1a2");
    private final ScriptedHost third = new ScriptedHost("n1a3");
    private final List<String> said = new ArrayList<>();

    @Test
    void aHostThatHangsDoesNotHideThoseThatAnotherOneTellsAsRoot() {
        CountDownLatch never = new CountDownLatch(1);
        first.answers = command -> {
            awaits(never);
            return printed(1, "");
        };
        second.answers = command -> printed(0, "oneadmin:s3cret\n");
        RemoteAuth auth = RemoteAuth.read(
                List.of(first, second), Duration.ofMillis(300), () -> 0, credentials -> Answering.NOBODY, said::add);
        assertThat(auth.choice().orElseThrow().credentials()).isEqualTo(new Credentials("oneadmin:s3cret"));
        assertThat(auth.choice().orElseThrow().origin()).isEqualTo("/var/lib/one/.one/one_auth on n1a2");
        assertThat(second.commands.get(0).line("ops"))
                .startsWith("sudo -n -- timeout -k 5 1 runuser -u oneadmin -- ")
                .endsWith(" /var/lib/one/.one/one_auth");
        never.countDown();
    }

    @Test
    void ofDifferentOnesThoseThatWorkAreUsedWhoeverAnswersFirst() {
        Credentials stale = new Credentials("oneadmin:stale");
        Credentials real = new Credentials("oneadmin:s3cret");
        for (int run = 0; run < 20; run++) {
            CountDownLatch staleTold = new CountDownLatch(1);
            first.answers = command -> {
                staleTold.countDown();
                return printed(0, "oneadmin:stale\n");
            };
            second.answers = command -> {
                awaits(staleTold);
                return printed(0, "oneadmin:s3cret\n");
            };
            RemoteAuth auth = RemoteAuth.read(
                    List.of(first, second),
                    LONG,
                    () -> 0,
                    credentials -> new Answering(credentials.equals(real) ? 3 : 1, 0),
                    said::add);
            assertThat(auth.choice().orElseThrow().credentials())
                    .isEqualTo(real)
                    .isNotEqualTo(stale);
        }
        assertThat(said)
                .hasSize(20)
                .allMatch(line -> line.contains("different credentials") && !line.contains("s3cret"));
    }

    @Test
    void thoseOfAPoolsServerAreUsedHoweverManyHostsNeverJoinedIt() {
        Credentials real = new Credentials("oneadmin:s3cret");
        first.answers = command -> printed(0, "oneadmin:own\n");
        second.answers = command -> printed(0, "oneadmin:own\n");
        third.answers = command -> printed(0, "oneadmin:s3cret\n");
        RemoteAuth auth = RemoteAuth.read(
                List.of(first, second, third),
                LONG,
                () -> 0,
                credentials -> credentials.equals(real) ? new Answering(1, 0) : new Answering(0, 2),
                said::add);
        assertThat(auth.choice().orElseThrow().credentials()).isEqualTo(real);
        assertThat(said).singleElement().asString().endsWith("on n1a3 are used, to which 1 servers answer");
    }

    @Test
    void whoAnswersIsCountedByThePoolWhereThereIsOne() {
        assertThat(Answering.of(Recorded.zone("follower-down", AT, Duration.ZERO)))
                .isEqualTo(new Answering(2, 0));
        ServerView one =
                Recorded.zone("follower-down", AT, Duration.ZERO).servers().get(0);
        ServerView alone = new ServerView(one.server(), false, true, one.asked(), one.raft());
        assertThat(Answering.of(Recorded.with(Recorded.zone("solo", AT, Duration.ZERO), List.of(alone))))
                .isEqualTo(new Answering(0, 1));
    }

    @Test
    void whereNobodyAnswersThoseThatMostHostsHaveAreUsed() {
        first.answers = command -> printed(0, "oneadmin:stale\n");
        second.answers = command -> printed(0, "oneadmin:s3cret\n");
        third.answers = command -> printed(0, "oneadmin:s3cret\n");
        RemoteAuth auth = RemoteAuth.read(
                List.of(first, second, third), LONG, () -> 0, credentials -> Answering.NOBODY, said::add);
        assertThat(auth.choice().orElseThrow().origin()).endsWith("on n1a2");
    }

    @Test
    void withoutAnyEachHostsReasonIsKept() {
        first.answers = command -> {
            throw new SshException(SshException.Kind.LOGIN, "n1a1: the login as ops is refused");
        };
        second.answers = command -> printed(0, "no credentials in here");
        RemoteAuth auth =
                RemoteAuth.read(List.of(first, second), LONG, () -> 0, credentials -> Answering.NOBODY, said::add);
        assertThat(auth.choice()).isEmpty();
        assertThat(auth.reasons())
                .containsExactlyInAnyOrder(
                        "n1a1: the login as ops is refused",
                        "/var/lib/one/.one/one_auth on n1a2 does not hold user:password");
    }

    @Test
    void oneHostThatToldItsReasonIsEnoughToKnowThatItHasNone() {
        first.answers = command -> {
            throw new SshException(SshException.Kind.UNREACHABLE, "n1a1: connection refused");
        };
        second.answers = command -> printed(124, "");
        assertThat(RemoteAuth.read(List.of(first, second), LONG, () -> 0, credentials -> Answering.NOBODY, said::add)
                        .unreached())
                .isTrue();
        second.answers = command -> printed(0, "no credentials in here");
        assertThat(RemoteAuth.read(List.of(first, second), LONG, () -> 0, credentials -> Answering.NOBODY, said::add)
                        .unreached())
                .isFalse();
    }

    @Test
    void aHostThatHangsEndsTheReadingAtItsTime() {
        CountDownLatch never = new CountDownLatch(1);
        first.answers = command -> {
            awaits(never);
            return printed(1, "");
        };
        RemoteAuth auth = RemoteAuth.read(
                List.of(first), Duration.ofMillis(100), () -> 0, credentials -> Answering.NOBODY, said::add);
        assertThat(auth.choice()).isEmpty();
        assertThat(auth.unreached()).isTrue();
        assertThat(auth.reasons()).containsExactly("n1a1: no answer within 0.1 s");
        never.countDown();
    }

    @Test
    void aLinkThatOneadminPutsInItsPlaceShowsNothingOfRoots() {
        try (RootedHost host = new RootedHost("n1a1")) {
            hasOneadmin(host);
            host.shell("echo root:ofroot > /root/one_auth; chmod 600 /root/one_auth;"
                    + " mkdir -m 700 /root/.one; cp -p /root/one_auth /root/.one");
            assertThat(read(host).choice().orElseThrow().credentials()).isEqualTo(new Credentials("oneadmin:s3cret"));

            host.shell("ln -sf /root/one_auth /var/lib/one/.one/one_auth");
            assertThat(read(host).choice()).isEmpty();
            assertThat(read(host).reasons()).containsExactly("n1a1: /var/lib/one/.one/one_auth is a link");

            host.shell("rm -r /var/lib/one/.one; ln -s /root/.one /var/lib/one/.one");
            assertThat(read(host).choice()).isEmpty();
        }
    }

    @Test
    void whatIsNoRegularFileIsNotReadAndItsHostHasAnswered() {
        try (RootedHost host = new RootedHost("n1a1")) {
            hasOneadmin(host);
            for (String made : List.of("mkfifo -m 600", "mkdir -m 700")) {
                host.shell("rm -rf /var/lib/one/.one/one_auth; " + made + " /var/lib/one/.one/one_auth;"
                        + " chown oneadmin: /var/lib/one/.one/one_auth");
                RemoteAuth auth = RemoteAuth.read(
                        List.of(host), Duration.ofSeconds(2), () -> 0, credentials -> Answering.NOBODY, said::add);
                assertThat(auth.reasons()).containsExactly("n1a1: /var/lib/one/.one/one_auth is not a regular file");
                assertThat(auth.unreached()).isFalse();
            }
            host.shell("rmdir /var/lib/one/.one/one_auth");
            assertThat(read(host).reasons()).singleElement().asString().contains("No such file");
        }
    }

    private static void hasOneadmin(RootedHost host) {
        host.shell("echo oneadmin:x:9869:9869::/var/lib/one:/bin/sh >> /etc/passwd;"
                + " echo oneadmin:x:9869: >> /etc/group; rm -rf /var/lib/one; mkdir -p -m 700 /var/lib/one/.one;"
                + " echo oneadmin:s3cret > /var/lib/one/.one/one_auth; chown -R oneadmin:oneadmin /var/lib/one;"
                + " chmod 600 /var/lib/one/.one/one_auth");
    }

    private RemoteAuth read(RootedHost host) {
        return RemoteAuth.read(List.of(host), LONG, () -> 0, credentials -> Answering.NOBODY, said::add);
    }

    private static RemoteResult printed(int status, String text) {
        return new RemoteResult(status, text.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
