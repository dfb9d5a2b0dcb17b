package io.oneha.run;

import io.oneha.observe.host.RunMark;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.SshException;
import io.oneha.steps.RootedHost;
import io.oneha.steps.site.Site;
import io.oneha.testing.ScriptedHost;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A pool of three servers, two of which are hosts on which the real script of the lock runs; the third is away. */
abstract class LockBench {
    static final String ONE = "20261128-120000-aaaa";
    static final String OTHER = "20261128-120001-bbbb";
    static final String THIRD = "20261128-120002-cccc";
    static final PoolMembers POOL = new PoolMembers(List.of("n1a1", "n1a2", "n1a3"), 3);

    final RootedHost first = new RootedHost("n1a1");
    final RootedHost second = new RootedHost("n1a2");
    final Map<String, RemoteHost> hosts = new HashMap<>(Map.of("n1a1", first, "n1a2", second, "n1a3", away()));

    @AfterEach
    void close() {
        first.close();
        second.close();
    }

    /** A run that has added a server, and ended before that was started. */
    void endsUnfinished(String run) {
        ZoneLock lock = lock(run);
        lock.take(List.of("n1a1"));
        lock.opens("n1a2");
        lock.ends();
    }

    static String files(RootedHost host) {
        return host.shell("ls -A /var/lib/oneha");
    }

    ZoneLock lock(String run) {
        ZoneLock lock = new ZoneLock(site()::shell, POOL, aMark(run), false);
        lock.close();
        return lock;
    }

    Site site() {
        return new Site(null, name -> Optional.ofNullable(hosts.get(name)), null, null, Clock.systemUTC());
    }

    static RunMark aMark(String run) {
        return new RunMark(
                run,
                "erika",
                "jump",
                7,
                Instant.parse("2026-11-28T12:00:00Z"),
                "/home/erika/runs/" + run + ".jsonl",
                RunMark.State.HELD,
                List.of("n1a2"),
                List.of(),
                Optional.empty());
    }

    static Optional<RunMark> mark(RootedHost host) {
        return RunMark.read(
                host.shell("cat /var/lib/oneha/lock 2>/dev/null").lines().toList());
    }

    static RemoteHost away() {
        ScriptedHost host = new ScriptedHost("n1a3");
        host.answers = command -> {
            throw new SshException(SshException.Kind.UNREACHABLE, "n1a3: no route");
        };
        return host;
    }
}
