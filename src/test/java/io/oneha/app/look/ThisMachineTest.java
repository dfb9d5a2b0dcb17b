package io.oneha.app.look;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.ServerView;
import io.oneha.zone.FailureKind;
import io.oneha.zone.Reply;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which server of a zone is the machine that oneha runs on. */
class ThisMachineTest {
    @ParameterizedTest
    @CsvSource({
        // The host's name, its address, the pool's name and host, whether it is that one.
        "other, 192.0.2.11, server-0, 192.0.2.11, true",
        "other, 192.0.2.12, server-0, 192.0.2.11, false",
        "n1a1, 192.0.2.99, n1a1, 192.0.2.11, true",
        "N1A1, 192.0.2.99, n1a1, 192.0.2.11, true",
        "n1a1.example.org, 192.0.2.99, n1a1, 192.0.2.11, true",
        "n1a1, 192.0.2.99, server-0, n1a1.example.org, true",
        "n1a1.example.org, 192.0.2.99, server-0, n1a1.example.org, true",
        "n1a1.example.org, 192.0.2.99, server-0, n1a1.example.net, false",
        "n1a10, 192.0.2.99, n1a1, 192.0.2.11, false",
        "'', 192.0.2.99, n1a1, 192.0.2.11, false",
        "other, 192.0.2.1, server-0, 192.0.2.11, false",
        "other, 2001:db8:0:0:0:0:0:1, server-0, [2001:db8::1], true"
    })
    void itIsFoundByAnAddressOrByItsName(String host, String address, String name, String endpoint, boolean own) {
        ServerView view = view(0, name, endpoint);

        assertThat(new ThisMachine(host, Set.of(address)).among(List.of(view))).hasSize(own ? 1 : 0);
    }

    @Test
    void otherServersAreNotIt() {
        List<ServerView> pool =
                List.of(view(0, "n1a1", "192.0.2.11"), view(1, "n1a2", "192.0.2.12"), view(2, "n1a3", "192.0.2.13"));

        assertThat(new ThisMachine("n1a2", Set.of("192.0.2.12")).among(pool)).containsExactly(pool.get(1));
    }

    @Test
    void whatIsReadOfThisMachineHasNoLoopback() {
        ThisMachine here = ThisMachine.here();

        assertThat(here.name()).isNotBlank();
        assertThat(here.addresses()).noneMatch(address -> address.startsWith("127."));
    }

    private static ServerView view(int id, String name, String host) {
        String endpoint = "http://" + host + ":2633/RPC2";
        return new ServerView(
                new ZoneServer(id, name, endpoint, Optional.empty()),
                true,
                false,
                endpoint,
                new Reply.Failure<>(FailureKind.REFUSED, "connection refused", Duration.ofMillis(1)));
    }
}
