package io.oneha.steps.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.lab.Await;
import io.oneha.steps.RootedHost;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import io.oneha.steps.site.Site;
import io.oneha.steps.site.StepException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The scripts of a copy, with a dump and a client that are made up. */
class DumpScriptTest {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final RootedHost host = new RootedHost("n1a1");
    private final RootShell shell =
            new Site(null, name -> Optional.of(host), null, null, Clock.systemUTC()).shell("n1a1");

    @BeforeEach
    void prepare() {
        host.shell("mount -t proc proc /proc");
    }

    @AfterEach
    void end() {
        host.close();
    }

    @Test
    void whatACopyBeganIsEndedWhenItIsBrokenOff() {
        host.program("mariadb-dump", "cat > /dev/null; echo $$ > /run/pid; exec sleep 50");
        CompletableFuture<Void> copy =
                CompletableFuture.runAsync(() -> shell.streams(dump("stream"), OutputStream.nullOutputStream(), LIMIT));
        Await.awaits(LIMIT, "the dump runs", () -> !pid().isEmpty());
        String pid = pid();
        assertThat(host.shell("cat /proc/" + pid + "/comm")).isEqualTo("sleep\n");
        assertThat(shell.runs(dump("end"), LIMIT)).isEqualTo("ended the dump that an earlier copy had left at work\n");
        // One that has ended has no command line, also while nobody has asked how it ended.
        assertThat(host.shell("cat /proc/" + pid + "/cmdline 2> /dev/null")).isEmpty();
        assertThat(shell.runs(dump("end"), LIMIT)).isEmpty();
        assertThat(copy.handle((nothing, broken) -> broken != null).join()).isTrue();
    }

    @Test
    void aCopyThatHasEndedLeavesNothingBehind() {
        host.program("mariadb-dump", "cat > /dev/null; echo x").program("runuser", "cat > /dev/null");
        shell.streams(dump("stream"), OutputStream.nullOutputStream(), LIMIT);
        assertThat(host.shell("ls -d /run/oneha-*")).isEmpty();
        shell.streams(direct(), OutputStream.nullOutputStream(), LIMIT);
        assertThat(host.shell("ls -d /run/oneha-*")).isEmpty();
        host.program("runuser", "cat > /dev/null; exit 1");
        assertThatThrownBy(() -> shell.streams(direct(), OutputStream.nullOutputStream(), LIMIT))
                .hasMessage("n1a1: the copy to n1a2 broke");
        assertThat(host.shell("ls -d /run/oneha-*")).isEmpty();
    }

    @Test
    void aProcessThatOnlyHasTheNumberOfAnEarlierDumpIsLeftAlone() {
        host.shell("echo \"1 7\" > /run/oneha-copy.opennebula");
        assertThat(shell.runs(dump("end"), LIMIT)).isEmpty();
        assertThat(host.shell("ls /run/oneha* 2> /dev/null")).isEmpty();
    }

    @Test
    void aCopyWhoseConnectionIsLostIsAHostThatIsAway() {
        host.program("mariadb-dump", "cat > /dev/null; echo x").program("runuser", "cat > /dev/null; exit 255");
        assertThatThrownBy(() -> shell.streams(direct(), OutputStream.nullOutputStream(), LIMIT))
                .isInstanceOfSatisfying(StepException.class, away -> assertThat(away.cause())
                        .isEqualTo(StepException.Cause.OUT_OF_REACH))
                .hasMessage("n1a1: the copy to n1a2 broke, for its connection was lost");
    }

    @Test
    void aCopyThatTheOtherHostDidNotWantIsNot() {
        host.program("mariadb-dump", "cat > /dev/null; echo x")
                .program("runuser", "cat > /dev/null; echo 'disk full' >&2; exit 1");
        assertThatThrownBy(() -> shell.streams(direct(), OutputStream.nullOutputStream(), LIMIT))
                .isInstanceOfSatisfying(
                        StepException.class, why -> assertThat(why.cause()).isEqualTo(StepException.Cause.STEP))
                .hasMessage("n1a1: the copy to n1a2 broke: disk full");
    }

    /** What an account has in ~/.ssh/config decides nothing: a ProxyCommand there would be a program that root's step starts. */
    @Test
    void noSettingsOfAnAccountsOwnSshAreObeyed() {
        host.program("runuser", "shift 3; exec \"$@\"")
                .file("/root/.ssh/config", "Host *\n  ProxyCommand touch /tmp/obeyed\n");
        Script may =
                dump("may").with("target", "127.0.0.1").with("hostkeys", "").with("restore", "");
        assertThat(shell.asks(may, LIMIT)).isFalse();
        assertThat(host.shell("ls /tmp/obeyed 2> /dev/null")).isEmpty();
    }

    @Test
    void whatGoesThroughThePipeIsCounted() throws IOException {
        host.program("runuser", "shift 3; exec \"$@\"")
                .program("mariadb", "case \"$*\" in *--help*) exit ;; esac; cat > /restored");
        byte[] text = "SELECT 1;\n".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.writeBytes("W2NsaWVudF0K\n".getBytes(StandardCharsets.US_ASCII));
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(text);
        }
        CopiedBytes copied = new CopiedBytes();
        shell.streams(Restore.asOneadmin("opennebula"), new ByteArrayInputStream(packed.toByteArray()), copied, LIMIT);
        assertThat(copied.get()).isEqualTo(text.length);
        assertThat(host.shell("stat -c %s /restored")).isEqualTo(text.length + "\n");
    }

    @ParameterizedTest
    @CsvSource({"mariadb, --sandbox, --sandbox", "mysql, --system-command, --skip-system-command"})
    void eachClientIsHeldByItsOwnOptionWhereItKnowsIt(String client, String known, String held) {
        host.shell("rm -f /usr/bin/mariadb /usr/bin/mysql");
        host.program("runuser", "shift 3; exec \"$@\"");
        for (String help : List.of("", known)) {
            host.program(
                    client,
                    "case \"$*\" in *--help*) echo '  " + help
                            + "' ;; *) cat > /dev/null; echo \" $* \" >> /asked ;; esac");
            shell.streams(
                    Restore.asOneadmin("opennebula"),
                    new ByteArrayInputStream("W2NsaWVudF0K\n".getBytes(StandardCharsets.US_ASCII)),
                    OutputStream.nullOutputStream(),
                    LIMIT);
            shell.runs(Script.of("database/database", "end").with("database", "opennebula"), LIMIT);
            List<String> asked = host.shell("cat /asked; rm /asked").lines().toList();
            assertThat(asked).as("the restore, and the scripts' own client").hasSize(2);
            assertThat(asked).allMatch(line -> line.contains(" --skip-local-infile "));
            assertThat(asked).allMatch(line -> line.contains(" " + held + " ") != help.isEmpty());
        }
    }

    private String pid() {
        return host.shell("cat /run/pid 2> /dev/null").strip();
    }

    private static Script dump(String verb) {
        return Script.of("database/dump", verb).with("options", "").with("database", "opennebula");
    }

    private static Script direct() {
        return dump("direct").with("target", "n1a2").with("hostkeys", "").with("restore", "true");
    }
}
