package io.oneha.ssh.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same configuration is given to the machine's ssh ({@code ssh -G}) and to {@link Routes}; both must say the same. */
class RealClientTest {
    @TempDir
    Path folder;

    @BeforeAll
    static void sshIsThere() {
        SshClient.assumeIsThere();
    }

    static Stream<Arguments> configurations() {
        return Stream.of(
                row("nothing is set", "n1a1", ""),
                row(
                        "the first value counts",
                        "n1a1",
                        "Host n1a1\n Port 2201\n Port 2202\nHost *\n Port 2203\n User late\n"),
                row("a value is taken from each block that matches", "n1a1", "Host n1*\n User a\nHost *a1\n Port 7\n"),
                row("wildcards", "fe-07.example.org", "Host fe-?? \n User no\nHost fe-??.*\n User yes\n"),
                row("a star in the middle", "fe-07.example.org", "Host fe*org\n User yes\n"),
                row("patterns are matched by case", "N1A1", "Host n1a1\n User no\nHost N1A1\n User yes\n"),
                row("negation", "n1a2", "Host * !n1a2\n User others\nHost *\n User this\n"),
                row("negation first", "n1a2", "Host !n1a2 *\n User others\nHost *\n User this\n"),
                row("negation alone matches nothing", "n1a3", "Host !n1a2\n User others\n"),
                row("several patterns", "b", "Host a b c\n Port 9\n"),
                row("an equals sign", "h", "Host=h\nPort=23\nUser = bob\nHostName\t=\tx.example.org\n"),
                row("keywords in any case", "h", "hOsT h\n POrt 24\n USER bob\n hostNAME x\n"),
                row(
                        "quotes",
                        "h",
                        "Host \"h\"\n User \"bob b\"\n IdentityFile \"/keys/my key\"\n IdentityFile '/keys/k 2'\n"),
                row("escaped quotes", "h", "User bo\\\"b\nIdentityFile /keys/a\\ b\n"),
                row("a comment after a value", "h", "User bob # the builder\nPort 26 #x\n"),
                row("comments and empty lines", "h", "# Port 1\n\n   # Port 2\n\tPort 3\n"),
                row("windows line ends", "h", "Host h\r\n User bob\r\n Port 27\r\n"),
                row("no line end at the end", "h", "Host h\n User bob"),
                row("HostName with tokens", "n1", "Host n1\n HostName %h.zone%%1.example.org\n"),
                row("HostName in capitals", "n1", "Host n1\n HostName FE.Example.ORG\n"),
                row("the host in capitals", "FE.Example.ORG", ""),
                row("HostName does not change what Host matches", "n1", "Host n1\n HostName n2\nHost n2\n User no\n"),
                row("an IPv4 address", "10.2.50.81", "Host 10.2.*\n User net\n"),
                row("an IPv6 address", "fd00::51", "Host fd00:*\n User net\n"),
                row("an IPv6 address in a long form", "FD00:0:0:1:0::0051", ""),
                row("an IPv6 address by HostName", "n1", "Host n1\n HostName 2001:DB8:0:0:1:0:0:1\n"),
                row("the loopback's IPv6 address", "0:0:0:0:0:0:0:1", ""),
                row(
                        "keys add up",
                        "h",
                        "Host h\n IdentityFile /keys/a\nHost *\n IdentityFile /keys/b\n IdentityFile /keys/a\n"),
                row("a key in the home folder", "h", "IdentityFile ~/.ssh/id_zone\n"),
                row("IdentitiesOnly", "h", "IdentitiesOnly yes\nIdentitiesOnly no\n"),
                row("ProxyJump", "h", "Host h\nProxyJump bastion\n"),
                row("ProxyJump with all", "h", "Host h\nProxyJump jo@b.example.org:2200\n"),
                row("ProxyJump chain", "h", "Host h\nProxyJump a,jo@b:22,c:2201\n"),
                row("ProxyJump by address", "h", "Host h\nProxyJump jo@[fd00::1]:2200\n"),
                row("ProxyJump by URI", "h", "Host h\nProxyJump ssh://jo@b.example.org:2200\n"),
                row("ProxyJump none first", "h", "Host h\nProxyJump none\nProxyJump bastion\n"),
                row("ProxyJump none last", "h", "Host h\nProxyJump bastion\nProxyJump none\n"),
                row("ProxyCommand before ProxyJump", "h", "Host h\nProxyCommand none\nProxyJump bastion\n"),
                row(
                        "ProxyJump before ProxyCommand",
                        "h",
                        "Host h\nProxyJump bastion\nProxyCommand ssh -W %h:%p other\n"),
                row("StrictHostKeyChecking yes", "h", "StrictHostKeyChecking yes\n"),
                row("StrictHostKeyChecking no", "h", "StrictHostKeyChecking no\n"),
                row("StrictHostKeyChecking off", "h", "StrictHostKeyChecking off\n"),
                row("StrictHostKeyChecking ask", "h", "StrictHostKeyChecking ask\n"),
                row("StrictHostKeyChecking accept-new", "h", "StrictHostKeyChecking accept-new\n"),
                row(
                        "known hosts files",
                        "h",
                        "UserKnownHostsFile /a /b\nUserKnownHostsFile /c\nGlobalKnownHostsFile /g1 /g2\n"),
                row("known hosts files by token", "h", "Port 77\nUserKnownHostsFile /kh/%h-%n-%p-%%\n"),
                row("known hosts nowhere", "h", "UserKnownHostsFile /dev/null\nGlobalKnownHostsFile /dev/null\n"),
                row("known hosts by quoted names", "h", "UserKnownHostsFile \"/a b\" /c\n"),
                row("ConnectTimeout", "h", "ConnectTimeout 7\nConnectTimeout 9\n"),
                row("ConnectTimeout with units", "h", "ConnectTimeout 1m30s\n"),
                row("ConnectTimeout none", "h", "ConnectTimeout none\n"),
                row("HostKeyAlias", "h", "HostKeyAlias Zone-Key\n"),
                row("PasswordAuthentication", "h", "PasswordAuthentication no\n"),
                row("BatchMode", "h", "BatchMode yes\n"),
                row("Match all", "h", "Host other\n User no\nMatch all\n User yes\n"),
                row("Match host", "n1", "Host n1\n HostName fe.example.org\nMatch host *.example.org\n User yes\n"),
                row("Match originalhost", "n1", "Host n1\n HostName fe\nMatch originalhost n1,n2\n User yes\n"),
                row("Match not host", "n1", "Match !host n1\n User no\nMatch !host n2\n User yes\n"),
                row("Match user", "h", "User oneadmin\nMatch user one*\n Port 2299\n"),
                row(
                        "Match two criteria",
                        "h",
                        "User bob\nMatch host h user alice\n Port 1\nMatch host h user bob\n Port 2\n"),
                row(
                        "Match final",
                        "n1",
                        "Match final host fe.example.org\n User last\n Port 1\nHost n1\n HostName fe.example.org\n Port 2\n"),
                row("Match final all at the end", "n1", "Host n1\n User x\nMatch final all\n User y\n Port 5\n"),
                row(
                        "Match final sees Host by the new name",
                        "n1",
                        "Host fe\n User late\nHost n1\n HostName fe\nMatch final all\n Port 8\n"),
                row(
                        "unknown keywords that are ignored",
                        "h",
                        "IgnoreUnknown Use*,zz\nUseKeychain yes\nZZ 1\nPort 5\n"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("configurations")
    void sshSaysTheSame(String what, String host, String config) throws Exception {
        Machine machine = new Machine(folder);
        Path file = folder.resolve("ssh_config");
        machine.file(file, config);
        Map<String, List<String>> real =
                SshClient.settings(Map.of("SSH_AUTH_SOCK", "/run/agent.sock"), List.of("-F", file.toString(), host));

        Hop ours = machine.to(host, "-F " + file).target();

        assertThat(ours.host()).isEqualTo(one(real, "hostname"));
        assertThat(String.valueOf(ours.port())).isEqualTo(one(real, "port"));
        assertThat(ours.user())
                .isEqualTo(one(real, "user").equals(System.getProperty("user.name")) ? "operator" : one(real, "user"));
        assertThat(ours.identitiesOnly()).isEqualTo(one(real, "identitiesonly").equals("yes"));
        assertThat(keys(ours, machine)).isEqualTo(keys(real));
        assertThat(checking(ours)).isEqualTo(one(real, "stricthostkeychecking"));
        assertThat(ours.connectTimeout().map(limit -> "" + limit.toSeconds()).orElse("none"))
                .isEqualTo(one(real, "connecttimeout"));
        assertThat(ours.hostKeyIsAlias()).isEqualTo(real.containsKey("hostkeyalias"));
        assertThat(ours.hostKeyName())
                .isEqualTo(one(real, real.containsKey("hostkeyalias") ? "hostkeyalias" : "hostname"));
        assertThat(knownHosts(ours, machine)).isEqualTo(knownHosts(real));
        assertThat(ours.passwordAllowed())
                .isEqualTo(one(real, "passwordauthentication").equals("yes")
                        && one(real, "batchmode").equals("no"));
        assertThat(machine.to(host, "-F " + file).hops().size() > 1)
                .isEqualTo(real.containsKey("proxyjump")
                        || real.getOrDefault("proxycommand", List.of()).stream().anyMatch(c -> !c.equals("none")));
    }

    private static Arguments row(String what, String host, String config) {
        return Arguments.of(what, host, config);
    }

    private static String one(Map<String, List<String>> real, String keyword) {
        assertThat(real).containsKey(keyword);
        return real.get(keyword).get(0);
    }

    /** oneha leaves out the kinds that it cannot use when nobody names a key. */
    private static List<String> keys(Map<String, List<String>> real) {
        return real.get("identityfile").stream()
                .filter(key -> !key.matches("~/\\.ssh/id_(.*_sk|dsa|xmss|mldsa.*)"))
                .toList();
    }

    private static List<String> keys(Hop hop, Machine machine) {
        return hop.identityFiles().stream().map(key -> tilde(key, machine)).toList();
    }

    private static String tilde(Path path, Machine machine) {
        return path.startsWith(machine.home) ? "~/" + machine.home.relativize(path) : path.toString();
    }

    private static String checking(Hop hop) {
        return switch (hop.checking()) {
            case YES -> "true";
            case NO -> "false";
            default -> hop.checking().name().toLowerCase(Locale.ROOT).replace('_', '-');
        };
    }

    private static String knownHosts(Hop hop, Machine machine) {
        return hop.knownHosts().stream()
                .map(file -> file.startsWith(machine.etc) ? "/etc/ssh/" + file.getFileName() : tilde(file, machine))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static String knownHosts(Map<String, List<String>> real) {
        List<String> files = new ArrayList<>();
        for (String keyword : List.of("userknownhostsfile", "globalknownhostsfile")) {
            for (String file : one(real, keyword).split(" ")) {
                files.add(file.replace(System.getProperty("user.home") + "/", "~/"));
            }
        }
        return files.stream().distinct().collect(Collectors.joining(" "));
    }
}
