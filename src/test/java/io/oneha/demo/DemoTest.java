package io.oneha.demo;

import static io.oneha.demo.Client.await;
import static io.oneha.demo.Client.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.inventory.InventoryReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class DemoTest {
    private final Demo demo = Demo.start(DemoOptions.DEFAULTS);
    private final Client client = new Client(demo);

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    void aDemoStartsAsAHealthyZoneWithAPast() throws Exception {
        assertThat(client.leader()).isNotNegative();
        for (int i = 0; i < 3; i++) {
            String status = client.status(i);
            assertThat(status).containsPattern("LOG_INDEX&gt;18[0-9]{3}&lt;");
            assertThat(number(status, "LOG_TERM")).isEqualTo(number(status, "TERM"));
            assertThat(client.call(i, "one.system.version")).contains("<string>7.4.0</string>");
            assertThat(client.call(i, "one.system.config")).contains("LOG_RETENTION");
            assertThat(client.call(i, "one.zone.info", "<i4>0</i4>")).contains("n1a1", "n1a2", "n1a3");
        }
    }

    @Test
    void theIndexMovesByItself() throws Exception {
        long before = number(client.status(0), "LOG_INDEX");
        await(() -> number(client.status(0), "LOG_INDEX") > before);
    }

    @Test
    void aKilledServerRefusesAndAnswersAgainOnTheSamePortWhenStarted() throws Exception {
        assertThat(client.run("kill", "n1a1")).isEqualTo("n1a1 killed");
        await(() -> client.isRefused(0));
        assertThat(client.run("start", "n1a1")).startsWith("n1a1 starts");
        await(() -> !client.isRefused(0));
        assertThat(client.status(0)).contains("&lt;SERVER_ID&gt;0&lt;");
    }

    @Test
    void anewLeaderIsElectedWhenTheLeaderIsKilled() throws Exception {
        int old = client.leader();
        client.run("kill", "n1a" + (old + 1));
        await(() -> client.leader() >= 0);
        assertThat(client.leader()).isNotEqualTo(old);
    }

    @Test
    void aHungServerTakesConnectionsAndAnswersNothingUntilItGoesOn() throws Exception {
        client.run("hang", "n1a2");
        assertThat(client.isSilent(1)).isTrue();
        assertThat(client.isRefused(1)).isFalse();
        client.run("resume", "n1a2");
        assertThat(client.status(1)).contains("RAFT");
    }

    @Test
    void hangingServersAndWritesHoldUpNobody() throws Exception {
        int leader = client.leader();
        List<Socket> hanging = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            if (i != leader) {
                client.run("hang", "n1a" + (i + 1));
            }
        }
        for (int i = 0; i < 10; i++) {
            Socket socket = client.connect(leader);
            String write = client.body("one.zone.update", "<i4>0</i4>", "A=\"" + i + "\"", "<i4>1</i4>");
            socket.getOutputStream().write(post(write).getBytes(java.nio.charset.StandardCharsets.UTF_8));
            hanging.add(socket);
        }
        assertThat(client.status(leader)).contains("&lt;STATE&gt;3&lt;");
        for (Socket socket : hanging) {
            assertThat(socket.getInputStream().available()).isZero();
            socket.close();
        }
    }

    @Test
    void theHeadersAreThoseOfARecording() throws Exception {
        String answer = client.status(0);
        String head = answer.substring(0, answer.indexOf("\r\n\r\n") + 4);
        String recorded =
                Files.readString(Path.of("src/test/resources/recordings/healthy.zone.raftstatus.leader.resp.headers"));
        assertThat(neutral(head)).isEqualTo(neutral(recorded));
        assertThat(head)
                .containsPattern("Date: [A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} UTC\r\n");
    }

    @ParameterizedTest
    @CsvSource({
        "'GET / HTTP/1.1\r\nHost: x\r\n\r\n', 405 Method Not Allowed",
        "'POST /RPC2 HTTP/1.1\r\nContent-Length: 5\r\n\r\nhello', Call is not valid XML.",
        "'POST /RPC2 HTTP/1.1\r\nContent-Length: 4\r\n\r\n<a/>', Call is not valid XML-RPC.",
        "'POST /RPC2 HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n<a/>', 100 Continue",
    })
    void oddRequestsGetAnAnswer(String request, String expected) throws IOException {
        assertThat(client.send(0, request.replace("\\r\\n", "\r\n"), 5000)).contains(expected);
    }

    @Test
    void aRequestWithoutEndIsCutOff() throws Exception {
        try (Socket socket = client.connect(0)) {
            socket.setSoTimeout(20_000);
            byte[] junk = new byte[1 << 16];
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1000; i++) {
                            socket.getOutputStream().write(junk);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
        assertThat(client.status(0)).contains("RAFT");
    }

    @Test
    void theInventoryNamesEveryServerWithItsEndpoint() {
        Map<?, ?> inventory = (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(demo.inventoryYaml());
        Map<?, ?> vars = (Map<?, ?>) ((Map<?, ?>) inventory.get("all")).get("vars");
        assertThat(vars.get("one_vip")).isEqualTo("192.0.2.100");
        assertThat(vars.get("one_vip_cidr")).isEqualTo(24);
        assertThat(vars.get("one_vip_if")).isEqualTo("eth0");
        assertThat(demo.session()).isEqualTo("oneadmin:" + vars.get("one_pass"));
        Map<?, ?> hosts = (Map<?, ?>) ((Map<?, ?>) inventory.get("frontend")).get("hosts");
        assertThat(hosts.keySet().stream().map(Object::toString)).containsExactly("n1a1", "n1a2", "n1a3");
        assertThat(hosts.values().stream().map(host -> ((Map<?, ?>) host).get("oneha_endpoint")))
                .isEqualTo(demo.endpoints().stream().collect(Collectors.<Object>toList()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 7})
    void zonesOfOtherSizesWork(int frontEnds) throws Exception {
        try (Demo other = Demo.start(new DemoOptions(frontEnds, 3, 0, false))) {
            Client its = new Client(other);
            assertThat(other.endpoints()).hasSize(frontEnds);
            assertThat(its.leader()).isNotNegative();
            assertThat(other.inventoryYaml()).contains("one_vip", "n1a" + frontEnds);
            byte[] served = other.inventoryToServe().getBytes(StandardCharsets.UTF_8);
            assertThat(InventoryReader.read("demo", new ByteArrayInputStream(served), Optional::empty)
                            .frontEnds())
                    .hasSize(frontEnds);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 3", "2, 3", "3, 5", "4, 5", "7, 9"})
    void itGrowsToTheNextOddNumberByHostsOnWhichNothingRuns(int frontEnds, int then) throws Exception {
        try (Demo other = Demo.start(new DemoOptions(frontEnds, 3, 0, false).growing())) {
            Client its = new Client(other);
            assertThat(other.inventoryYaml()).contains("n1a" + then).doesNotContain("n1a" + (then + 1));
            assertThat(its.call(0, "one.zone.info", "<i4>0</i4>"))
                    .contains("n1a" + frontEnds)
                    .doesNotContain("n1a" + then);
            assertThat(its.isRefused(then - 1)).isTrue();
            assertThatThrownBy(() -> its.run("start", "n1a" + then)).hasMessageContaining("no oned yet");
        }
    }

    @Test
    void withoutHaOneFrontEndRunsSolo() throws Exception {
        try (Demo other = Demo.start(new DemoOptions(1, 3, 0, false).withoutHa())) {
            Client its = new Client(other);
            assertThat(its.call(0, "one.zone.raftstatus")).contains("&lt;STATE&gt;0&lt;");
            assertThat(its.call(0, "one.zone.info", "<i4>0</i4>")).doesNotContain("n1a1");
        }
        DemoOptions three = new DemoOptions(3, 3, 0, false);
        assertThatThrownBy(three::withoutHa)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("without HA there is one front-end, not 3");
    }

    @Test
    void aTakenPortIsOneClearLine() {
        int taken = URI.create(demo.endpoints().get(0)).getPort();
        assertThatThrownBy(() -> Demo.start(new DemoOptions(1, 1, taken, true)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot listen on 127.0.0.1")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "8, 0", "3, -1", "3, 65534"})
    void optionsThatCannotBeAreRefused(int frontEnds, int basePort) {
        assertThatThrownBy(() -> new DemoOptions(frontEnds, 1, basePort, true))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String neutral(String head) {
        return head.replaceAll("Date: .*\r\n", "Date: D\r\n").replaceAll("length: \\d+", "length: N");
    }

    private static long number(String status, String name) {
        String after = status.substring(status.indexOf("&lt;" + name + "&gt;") + name.length() + 8);
        return Long.parseLong(after.substring(0, after.indexOf('&')));
    }
}
