package io.oneha.observe.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.base.IpAddress;
import io.oneha.testing.Needs;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {
    private static final String PLAIN =
            """
            1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000
                link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00
                inet 127.0.0.1/8 scope host lo
                   valid_lft forever preferred_lft forever
                inet6 ::1/128 scope host\s
                   valid_lft forever preferred_lft forever
            2: eth0@if3: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc noqueue state UP group default qlen 1000
                link/ether 32:4e:2b:a9:b3:e5 brd ff:ff:ff:ff:ff:ff link-netnsid 0
                inet 10.90.0.11/24 scope global eth0
                   valid_lft forever preferred_lft forever
                inet6 fe80::304e:2bff:fea9:b3e5/64 scope link\s
                   valid_lft forever preferred_lft forever
            """;

    @Test
    void plainTextAndJsonTellTheSame() {
        List<NicAddress> expected = List.of(new NicAddress("eth0", "10.90.0.11", 24));

        assertThat(Addresses.parse(Samples.recorded("ip-address.json"))).isEqualTo(expected);
        assertThat(Addresses.parse(PLAIN)).isEqualTo(expected);
    }

    @Test
    void aRealIpTellsTheSameInBothForms() throws Exception {
        Needs.root("ip", "unshare");
        String setup =
                "ip link add name v0 type veth peer name v1; ip link set v0 up; ip link set v1 up; ip link set lo up; "
                        + "ip link add link v0 name v0.100 type vlan id 100 2>/dev/null; "
                        + "ip address add 10.1.0.1/24 dev v0; ip address add 10.1.0.100/32 dev v0; "
                        + "ip address add 10.9.0.1 peer 10.9.0.2/32 dev v1; ip address add 169.254.7.7/16 dev v1; "
                        + "ip address add 10.2.0.1/16 dev v0 label v0:vip; ip address add fd00:0:0:0:0:0:0:00ab/64 dev v0 nodad; "
                        + "ip address add 2001:db8:0:1:0:1:0:1/128 dev lo; ip address add 172.16.0.1/12 dev v1 scope link; ";
        List<NicAddress> plain = Addresses.parse(inNewNetwork(setup + "ip address show"));
        List<NicAddress> json = Addresses.parse(inNewNetwork(setup + "ip -j address show"));

        assertThat(json).isEqualTo(plain);
        assertThat(json)
                .contains(
                        new NicAddress("v0", "10.1.0.1", 24),
                        new NicAddress("v0", "10.1.0.100", 32),
                        new NicAddress("v0", "10.2.0.1", 16),
                        new NicAddress("v0", "fd00::ab", 64),
                        new NicAddress("lo", "2001:db8:0:1:0:1:0:1", 128),
                        new NicAddress("v1", "10.9.0.1", 32),
                        new NicAddress("v1", "172.16.0.1", 12))
                .hasSize(7);
    }

    @Test
    void theCommandFallsBackToPlainTextWhereJsonIsMissing() throws Exception {
        Needs.programs("ip");
        String script = new String(Addresses.command().input(), UTF_8);
        String json = inShell(script);
        String plain = inShell(script.replace("ip -j address", "ip -nojsonhere address"));

        assertThat(json).startsWith("[");
        assertThat(plain).startsWith("1: ");
        assertThat(Addresses.parse(plain)).isEqualTo(Addresses.parse(json));
    }

    @Test
    void partsOfJsonThatAreNotAskedForAreReadOver() {
        String json =
                """
                [{},{"ifname":"eth0","x":{"addr_info":[{"local":"1.1.1.1"}]},"addr_info":[{},{"y":[[{"local":"z"}]],
                "local":"10.0.0.1","prefixlen":8}]},{"addr_info":[{"local":"fd00::1","prefixlen":64}],"ifname":"eth1"}]
                """;

        assertThat(Addresses.parse(json))
                .containsExactly(new NicAddress("eth0", "10.0.0.1", 8), new NicAddress("eth1", "fd00::1", 64));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "[",
                "[{\"ifname\":\"eth0\",\"addr_info\":[{\"local\":\"10.0.0.1\",\"prefixlen\":24}",
                "[]x",
                "[[]]",
                "[1]",
                "[{\"ifname\":5}]",
                "[{\"ifname\":\"e\",\"addr_info\":[{\"local\":\"10.0.0.1\"}]}]",
                "[{\"ifname\":\"e\",\"addr_info\":[{\"local\":\"10.0.0.1\",\"prefixlen\":33}]}]",
                "[{\"ifname\":\"e\",\"addr_info\":[{\"local\":\"10.0.0.1\",\"prefixlen\":99999999999}]}]",
                "[{\"ifname\":\"e\",\"addr_info\":[{\"local\":\"example.org\",\"prefixlen\":24}]}]",
                "[{\"ifname\":\"e\",\"addr_info\":[{\"local\":\"fd00::1%1\",\"prefixlen\":24}]}]",
                "[{\"addr_info\":[{\"local\":\"10.0.0.1\",\"prefixlen\":24}]}]",
                "Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }",
                "sh: 1: ip: not found",
                "2: eth0: <UP> mtu 1\nnoise\n",
                "2: eth0: <UP> mtu 1\n    inet 10.0.0.256/24 scope global eth0\n"
            })
    void anythingElseIsRefusedInOneLine(String text) {
        assertThatThrownBy(() -> Addresses.parse(text.getBytes(UTF_8)))
                .isInstanceOf(MalformedFactsException.class)
                .message()
                .doesNotContain("\n")
                .hasSizeLessThan(200);
    }

    @Test
    void escapesInTheNameOfANicDoNotReachTheScreen() {
        String json = "[{\"ifname\":\"e\\u001b[2J\",\"addr_info\":[{\"local\":\"10.0.0.1\",\"prefixlen\":24}]}]";

        assertThat(Addresses.parse(json)).containsExactly(new NicAddress("e[2J", "10.0.0.1", 24));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1, 10.0.0.1",
        "FD00:0:0::0001, fd00::1",
        "::, ::",
        "::1, ::1",
        "1:0:0:2:0:0:0:3, 1:0:0:2::3",
        "1:0:2:3:4:5:6:7, 1:0:2:3:4:5:6:7",
        "1::, 1::",
        "::ffff:10.0.0.1, ::ffff:10.0.0.1",
        "2001:db8::10.0.0.1, 2001:db8::a00:1"
    })
    void addressesHaveOneForm(String written, String usual) {
        assertThat(IpAddress.parse(written).map(IpAddress::toString)).contains(usual);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2.3",
                "1.2.3.04",
                "1.2.3.4.5",
                "host",
                "abc",
                "a:b",
                "1::2::3",
                "fe80::1%eth0",
                ":::",
                "[::1]"
            })
    void whatIsNoAddressIsNotLookedUp(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    private static String inNewNetwork(String line) throws IOException, InterruptedException {
        return output(new ProcessBuilder("unshare", "-n", "sh", "-c", line), "");
    }

    private static String inShell(String script) throws IOException, InterruptedException {
        return output(new ProcessBuilder("sh", "-s", "--"), script);
    }

    private static String output(ProcessBuilder builder, String input) throws IOException, InterruptedException {
        Process process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
