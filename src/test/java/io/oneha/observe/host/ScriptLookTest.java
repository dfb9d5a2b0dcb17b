package io.oneha.observe.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteResult;
import io.oneha.ssh.SshException;
import io.oneha.testing.Needs;
import io.oneha.testing.ScriptedHost;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ScriptLookTest {
    private static final Duration LONG = Duration.ofSeconds(10);

    private final ScriptLook look = new ScriptLook(Clock.systemUTC());
    private final ScriptedHost host = new ScriptedHost("n1a1");
    private boolean sudoRefuses;

    ScriptLookTest() {
        host.answers = command -> {
            if (sudoRefuses && command.become() == Become.ROOT) {
                throw new SshException(SshException.Kind.SUDO, "n1a1: sudo asks for a password");
            }
            return here(command);
        };
    }

    @Test
    void oneCommandAsRootLearnsEverything() {
        HostFacts facts = look.facts(host, List.of(), LONG);
        assertThat(host.commands).hasSize(1);
        assertThat(host.commands.get(0).become()).isEqualTo(Become.ROOT);
        assertThat(facts.hostname()).isNotEmpty();
        assertThat(facts.clockOffset().orElseThrow().abs()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void withoutSudoItLooksAsTheUserAndSaysWhatIsMissing() {
        sudoRefuses = true;
        HostFacts facts = look.facts(host, List.of(), LONG);
        assertThat(facts.unseen()).first().isEqualTo("n1a1: sudo asks for a password");
        assertThat(host.commands).extracting(RemoteCommand::become).containsExactly(Become.ROOT, Become.NOBODY_ELSE);
    }

    @Test
    void sudoIsNotTriedEachTimeButAgainAfterAWhile() {
        sudoRefuses = true;
        for (int i = 0; i < 3; i++) {
            look.facts(host, List.of(), LONG);
        }
        assertThat(host.commands)
                .filteredOn(command -> command.become() == Become.ROOT)
                .hasSize(1);
        sudoRefuses = false;
        for (int i = 0; i < 5; i++) {
            look.facts(host, List.of(), LONG);
        }
        assertThat(look.facts(host, List.of(), LONG).unseen()).doesNotContain("n1a1: sudo asks for a password");
        assertThat(host.commands)
                .filteredOn(command -> command.become() == Become.ROOT)
                .hasSizeBetween(2, 5);
    }

    @Test
    void addressesAreLookedAtWithoutSudo() {
        Needs.programs("ip");
        look.addresses(host, LONG);
        assertThat(host.commands).extracting(RemoteCommand::become).containsExactly(Become.NOBODY_ELSE);
    }

    @Test
    void anAnswerThatIsNoneIsOneLineWithTheHostsName() {
        host.answers = command -> new RemoteResult(0, "Welcome!\n".getBytes(StandardCharsets.UTF_8), new byte[0]);
        assertThatThrownBy(() -> look.facts(host, List.of(), LONG))
                .isInstanceOf(SshException.class)
                .hasMessageStartingWith("n1a1: ")
                .hasMessageNotContaining("\n");
        host.answers = command ->
                new RemoteResult(127, new byte[0], "sh: \u001b[31mnot found\n".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> look.addresses(host, LONG))
                .hasMessage("n1a1: the look ended with status 127 sh: [31mnot found ");
    }

    private static RemoteResult here(RemoteCommand command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command.line("root")).start();
            process.getOutputStream().write(command.input());
            process.getOutputStream().close();
            byte[] out = process.getInputStream().readAllBytes();
            byte[] err = process.getErrorStream().readAllBytes();
            assertThat(process.waitFor(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return new RemoteResult(process.exitValue(), out, err);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
