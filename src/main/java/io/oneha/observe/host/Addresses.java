package io.oneha.observe.host;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.oneha.base.Text;
import io.oneha.ssh.RemoteCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
    private static final Pattern ADDRESS =
            Pattern.compile("\\s+inet6? ([0-9a-fA-F.:]+)(?: peer [0-9a-fA-F.:]+)?(?:/([0-9]{1,3}))?(?: .*)?");

    private Addresses() {}

    /** The command; {@link #parse} reads its standard output. */
    public static RemoteCommand command() {
        return RemoteCommand.script(SCRIPT).limitedTo(OUTPUT_LIMIT);
    }

    /**
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
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            expect(parser.nextToken() == JsonToken.START_ARRAY);
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                expect(parser.currentToken() == JsonToken.START_OBJECT);
                nic(parser, found);
            }
            expect(parser.nextToken() == null);
        } catch (IOException e) {
            throw new MalformedFactsException("the JSON of ip address show is broken or cut");
        }
        return List.copyOf(found);
    }

    private static void nic(JsonParser parser, List<NicAddress> found) throws IOException {
        String name = "";
        List<NicAddress> own = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("ifname")) {
                expect(value == JsonToken.VALUE_STRING);
                name = parser.getText();
            } else if (field.equals("addr_info") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    expect(parser.currentToken() == JsonToken.START_OBJECT);
                    address(parser, own);
                }
            } else {
                parser.skipChildren();
            }
        }
        expect(parser.currentToken() == JsonToken.END_OBJECT);
        expect(own.isEmpty() || !name.isEmpty());
        for (NicAddress address : own) {
            add(found, name, address.address(), address.prefix());
        }
    }

    private static void address(JsonParser parser, List<NicAddress> own) throws IOException {
        String local = "";
        int prefix = -1;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            if (field.equals("local")) {
                expect(value == JsonToken.VALUE_STRING);
                local = parser.getText();
            } else if (field.equals("prefixlen")) {
                expect(value == JsonToken.VALUE_NUMBER_INT);
                prefix = parser.getIntValue();
            } else {
                parser.skipChildren();
            }
        }
        expect(parser.currentToken() == JsonToken.END_OBJECT);
        // some versions print {} for what a NIC lacks
        if (!local.isEmpty()) {
            own.add(new NicAddress("", local, prefix));
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

    private static void add(List<NicAddress> found, String name, String address, int prefix) {
        String usual = IpText.shortest(address)
                .orElseThrow(() ->
                        new MalformedFactsException("ip address show: not an address: " + Text.clean(address, 60)));
        if (prefix < 0 || prefix > (usual.indexOf(':') < 0 ? 32 : 128)) {
            throw new MalformedFactsException("ip address show: not a prefix length: " + prefix);
        }
        if (found.size() >= MAX_ADDRESSES) {
            throw new MalformedFactsException("ip address show: more than " + MAX_ADDRESSES + " addresses");
        }
        if (!IpText.isLocal(usual)) {
            found.add(new NicAddress(Text.clean(name, MAX_NAME), usual, prefix));
        }
    }

    private static void expect(boolean condition) {
        if (!condition) {
            throw new MalformedFactsException("ip address show printed something else");
        }
    }
}
