package io.oneha.steps.calm;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.steps.RootedHost;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which process is taken for a vip.sh at work: real ones of three accounts, of which the host sees one at a time. */
class CalmScriptTest {
    private static final Duration LIMIT = Duration.ofSeconds(50);
    private static final String ONEADMIN = "--reuid=9869 --regid=9869 --clear-groups";
    private static final String OTHER = "--reuid=9870 --regid=9870 --clear-groups";

    private final RootedHost host = new RootedHost("n1a2");
    private final RootShell shell =
            new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC()).shell("n1a2");

    @BeforeEach
    void processes() {
        host.shell("echo oneadmin:x:9869:9869::/var/lib/one:/bin/sh >> /etc/passwd; mkdir -p /opt/raft /all;"
                + " echo 'sleep 20' > /opt/raft/vip.sh; mount -t proc proc /all; mount -t tmpfs tmpfs /proc;"
                + " sees() { mkdir /proc/$1; mount --bind /all/$1 /proc/$1; }; sees 1");
    }

    @AfterEach
    void end() {
        host.shell("umount /proc/* ; kill $(cat /pid)");
        host.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ONEADMIN + " | sh /opt/raft/vip.sh leader eth0 10.0.0.100/24 | false",
                "--reuid=0 | sh /opt/raft/vip.sh follower eth0 10.0.0.100/24 | false",
                ONEADMIN + " | tail -f /opt/raft/vip.sh | true",
                ONEADMIN + " | sleep 20 | true",
                OTHER + " | sh /opt/raft/vip.sh leader eth0 10.0.0.100/24 | true",
                "--ruid=9870 --euid=0 | tail -f /opt/raft/vip.sh leader | true"
            })
    void itIsWaitedForWhereOneadminOrRootRunsIt(String account, String command, boolean free) {
        host.shell(
                "setpriv " + account + " " + command + " >/dev/null 2>&1 & echo $! >/pid; pid=$(cat /pid); sleep 0.3;"
                        + " mkdir /proc/$pid; mount --bind /all/$pid /proc/$pid");
        assertThat(host.shell("cat /proc/$(cat /pid)/cmdline")).startsWith(command.substring(0, command.indexOf(' ')));
        assertThat(shell.asks(Script.of("calm/calm", "free"), LIMIT)).isEqualTo(free);
    }
}
