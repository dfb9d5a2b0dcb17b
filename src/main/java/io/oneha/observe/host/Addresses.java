package io.oneha.observe.host;

import io.oneha.base.IpAddress;
import io.oneha.base.Json;
import io.oneha.base.Text;
import io.oneha.ssh.RemoteCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses on a host's NICs: asked for on their own every few seconds, since the virtual one moves, and with all other
 * facts. iproute2's JSON and, where its {@code ip} is too old for that, its plain text are read to the same result; link-local and
 * loopback addresses are left out of both. Needs no privilege.
 */
public final class Addresses {
    private static final int OUTPUT_LIMIT = 1 << 20;
    private static final int MAX_ADDRESSES = 10_000;
    private static final int MAX_NAME = 64;
    private static final String SCRIPT =
            """
            PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
            export PATH LC_ALL
            { timeout -s KILL 2 ip -j address show 2>/dev/null || timeout -s KILL 2 ip address show; } </dev/null
            exit
            """;
    private static final Pattern NIC = Pattern.compile("[0-9]+: ([^ ]+?)(?:@[^ ]*)?: .*");
    /** Loopback and link-local addresses. */
    private static final Pattern LOCAL = Pattern.compile("127\\..*|169\\.254\\..*|::1|fe[89ab][0-9a-f]:.*");

    private static final Pattern ADDRESS =
            Pattern.compile("\\s+inet6? ([0-9a-fA-F.:]+)(?: peer [0-9a-fA-F.:]+)?(?:/([0-9]{1,3}))?(?: .*)?");

    private Addresses() {}

    /** The command; {@link #parse} reads its standard output. */
    public static RemoteCommand command() {
        return RemoteCommand.script(SCRIPT).limitedTo(OUTPUT_LIMIT);
    }

    /**
     * Reads what the command printed.
     *
     * @param output of {@link #command}
     * @throws MalformedFactsException it is neither of the two forms, or cut
     */
    public static List<NicAddress> parse(byte[] output) {
        return parse(new String(output, StandardCharsets.UTF_8));
    }

    static List<NicAddress> parse(String text) {
        String start = text.stripLeading();
        if (start.isEmpty()) {
            throw new MalformedFactsException("ip address show printed nothing");
        }
        return start.startsWith("[") ? json(text) : plain(text);
    }

    private static List<NicAddress> json(String text) {
        List<NicAddress> found = new ArrayList<>();
        try {
            Optional<Object> nics = Json.tree(text);
            expect(nics.isPresent());
            for (Object each : Json.elements(nics.get())) {
                expect(each instanceof Map);
                Map<String, Object> nic = Json.fields(each);
                expect(nic.getOrDefault("ifname", "") instanceof String);
                for (Object own : Json.elements(nic.get("addr_info"))) {
                    expect(own instanceof Map);
                    address(found, (String) nic.getOrDefault("ifname", ""), Json.fields(own));
                }
            }
        } catch (IOException e) {
            throw new MalformedFactsException("the JSON of ip address show is broken or cut");
        }
        return List.copyOf(found);
    }

    private static void address(List<NicAddress> found, String name, Map<String, Object> address) {
        Object local = address.getOrDefault("local", "");
        Object prefix = address.getOrDefault("prefixlen", -1L);
        expect(local instanceof String && prefix instanceof Long);
        // some versions print {} for what a NIC lacks
        if (!((String) local).isEmpty()) {
            expect(!name.isEmpty());
            add(found, name, (String) local, (Long) prefix);
        }
    }

    private static List<NicAddress> plain(String text) {
        List<NicAddress> found = new ArrayList<>();
        String name = "";
        for (String line : text.split("\n")) {
            Matcher nic = NIC.matcher(line);
            Matcher address = ADDRESS.matcher(line);
            if (nic.matches()) {
                name = nic.group(1);
            } else if (address.matches() && !name.isEmpty()) {
                String local = address.group(1);
                int whole = local.indexOf(':') < 0 ? 32 : 128;
                add(found, name, local, address.group(2) == null ? whole : Integer.parseInt(address.group(2)));
            } else {
                expect(!name.isEmpty() && line.startsWith("  ") || line.isBlank());
            }
        }
        return List.copyOf(found);
    }

    private static void add(List<NicAddress> found, String name, String address, long prefix) {
        IpAddress read = IpAddress.parse(address)
                .orElseThrow(() ->
                        new MalformedFactsException("ip address show: not an address: " + Text.clean(address, 60)));
        if (prefix < 0 || prefix > read.bits()) {
            throw new MalformedFactsException("ip address show: not a prefix length: " + prefix);
        }
        if (found.size() >= MAX_ADDRESSES) {
            throw new MalformedFactsException("ip address show: more than " + MAX_ADDRESSES + " addresses");
        }
        String usual = read.toString();
        if (!LOCAL.matcher(usual).matches()) {
            found.add(new NicAddress(Text.clean(name, MAX_NAME), usual, (int) prefix));
        }
    }

    private static void expect(boolean condition) {
        if (!condition) {
            throw new MalformedFactsException("ip address show printed something else");
        }
    }
}
