package io.oneha.base;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An IPv4 or IPv6 address, parsed without asking any resolver. */
public final class IpAddress {
    private static final int V4_BYTES = 4;
    private static final int V6_GROUPS = 8;
    private static final int V6_BYTES = 16;

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
        boolean zeros = true;
        for (int i = 0; i < V6_BYTES - 1; i++) {
            zeros &= bytes[i] == 0;
        }
        return first != 0xff && !(zeros && (bytes[V6_BYTES - 1] & 0xff) <= 1);
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
            boolean plain = part.length() <= 3 && isNumber(part) && (part.length() == 1 || part.charAt(0) != '0');
            if (!plain || Integer.parseInt(part) > 255) {
                return Optional.empty();
            }
            bytes[i] = (byte) Integer.parseInt(part);
        }
        return Optional.of(bytes);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
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
                byte[] four = embedded.get();
                groups.add((four[0] & 0xff) << 8 | four[1] & 0xff);
                groups.add((four[2] & 0xff) << 8 | four[3] & 0xff);
                continue;
            }
            if (part.isEmpty()
                    || part.length() > 4
                    || part.chars().anyMatch(c -> c > 'f' || Character.digit(c, 16) < 0)) {
                return Optional.empty();
            }
            groups.add(Integer.parseInt(part, 16));
        }
        return Optional.of(groups);
    }

    private static byte[] pack(List<Integer> groups) {
        byte[] bytes = new byte[V6_BYTES];
        for (int i = 0; i < V6_GROUPS; i++) {
            bytes[2 * i] = (byte) (groups.get(i) >> 8);
            bytes[2 * i + 1] = (byte) groups.get(i).intValue();
        }
        return bytes;
    }

    private int group(int index) {
        return (bytes[2 * index] & 0xff) << 8 | bytes[2 * index + 1] & 0xff;
    }

    private String v4Text(int from) {
        StringBuilder text = new StringBuilder();
        for (int i = from; i < from + V4_BYTES; i++) {
            text.append(i == from ? "" : ".").append(bytes[i] & 0xff);
        }
        return text.toString();
    }

    private String v6Text() {
        int gapAt = -1;
        int gapLength = 1;
        for (int i = 0; i < V6_GROUPS; i++) {
            int length = 0;
            while (i + length < V6_GROUPS && group(i + length) == 0) {
                length++;
            }
            if (length > gapLength) {
                gapAt = i;
                gapLength = length;
            }
        }
        if (gapAt == 0 && gapLength == 5 && group(5) == 0xffff) {
            return "::ffff:" + v4Text(V6_BYTES - V4_BYTES);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < V6_GROUPS; i++) {
            if (i == gapAt) {
                text.append("::");
                i += gapLength - 1;
                continue;
            }
            boolean afterGap = gapAt >= 0 && i == gapAt + gapLength;
            text.append(i == 0 || afterGap ? "" : ":").append(Integer.toHexString(group(i)));
        }
        return text.toString();
    }
}
