package io.oneha.base;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** An IPv4 or IPv6 address, parsed without asking any resolver. */
public final class IpAddress {
    private static final int V4_BYTES = 4;
    private static final int V6_GROUPS = 8;
    private static final int V6_BYTES = 16;
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern ZEROS = Pattern.compile("(?:^|:)(0(?::0)+)(?::|$)");
    private static final String MAPPED_V4 = "0:0:0:0:0:ffff:";
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The address, or empty where the text is none; no brackets, no prefix, no zone. */
    public static Optional<IpAddress> parse(String text) {
        return (text.indexOf(':') < 0 ? v4(text) : v6(text)).map(IpAddress::new);
    }

    public boolean isV6() {
        return bytes.length == V6_BYTES;
    }

    /** 32 or 128. */
    public int bits() {
        return bytes.length * Byte.SIZE;
    }

    /** Whether a host can have it on a NIC for others to reach: not unspecified, loopback or multicast. */
    public boolean isOrdinary() {
        int first = bytes[0] & 0xff;
        if (!isV6()) {
            return first != 0 && first != 127 && first < 224;
        }
        return first != 0xff && new BigInteger(1, bytes).bitLength() > 1;
    }

    /** The shortest text form (RFC 5952). */
    @Override
    public String toString() {
        return isV6() ? v6Text() : v4Text(0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IpAddress address && Arrays.equals(bytes, address.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    private static Optional<byte[]> v4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != V4_BYTES) {
            return Optional.empty();
        }
        byte[] bytes = new byte[V4_BYTES];
        for (int i = 0; i < V4_BYTES; i++) {
            String part = parts[i];
            if (!OCTET.matcher(part).matches() || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) Integer.parseInt(part);
        }
        return Optional.of(bytes);
    }

    private static Optional<byte[]> v6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(all -> all.size() == V6_GROUPS).map(IpAddress::pack);
        }
        Optional<List<Integer>> left = groups(text.substring(0, gap));
        Optional<List<Integer>> right = groups(text.substring(gap + 2));
        if (left.isEmpty() || right.isEmpty() || left.get().size() + right.get().size() >= V6_GROUPS) {
            return Optional.empty();
        }
        List<Integer> all = new ArrayList<>(left.get());
        while (all.size() < V6_GROUPS - right.get().size()) {
            all.add(0);
        }
        all.addAll(right.get());
        return Optional.of(pack(all));
    }

    private static Optional<List<Integer>> groups(String text) {
        List<Integer> groups = new ArrayList<>();
        if (text.isEmpty()) {
            return Optional.of(groups);
        }
        String[] parts = text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (i == parts.length - 1 && part.indexOf('.') >= 0) {
                Optional<byte[]> embedded = v4(part);
                if (embedded.isEmpty()) {
                    return Optional.empty();
                }
                ByteBuffer four = ByteBuffer.wrap(embedded.get());
                groups.add(four.getShort() & 0xffff);
                groups.add(four.getShort() & 0xffff);
                continue;
            }
            if (!GROUP.matcher(part).matches()) {
                return Optional.empty();
            }
            groups.add(Integer.parseInt(part, 16));
        }
        return Optional.of(groups);
    }

    private static byte[] pack(List<Integer> groups) {
        ByteBuffer bytes = ByteBuffer.allocate(V6_BYTES);
        groups.forEach(group -> bytes.putShort(group.shortValue()));
        return bytes.array();
    }

    private String v4Text(int from) {
        return IntStream.range(from, from + V4_BYTES)
                .mapToObj(i -> String.valueOf(bytes[i] & 0xff))
                .collect(Collectors.joining("."));
    }

    private String v6Text() {
        String groups = IntStream.range(0, V6_GROUPS)
                .mapToObj(i -> Integer.toHexString(ByteBuffer.wrap(bytes).getShort(2 * i) & 0xffff))
                .collect(Collectors.joining(":"));
        if (groups.startsWith(MAPPED_V4)) {
            return "::ffff:" + v4Text(V6_BYTES - V4_BYTES);
        }
        return ZEROS.matcher(groups)
                .results()
                .max(Comparator.comparingInt(run -> run.group(1).length()))
                .map(run -> groups.substring(0, run.start()) + "::" + groups.substring(run.end()))
                .orElse(groups);
    }
}
