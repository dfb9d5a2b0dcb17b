package io.oneha.observe.host;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** IP addresses as text, without ever asking a resolver. */
final class IpText {
    private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    private IpText() {}

    /** The shortest form (RFC 5952) of an address; empty when it is none. */
    static Optional<String> shortest(String text) {
        if (V4.matcher(text).matches()) {
            return Optional.of(text);
        }
        if (text.indexOf(':') < 0 || !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            // With a colon it is read as a literal or refused; the brackets make sure of it.
            InetAddress address = InetAddress.getByName("[" + text + "]");
            return Optional.of(
                    address instanceof Inet4Address
                            ? "::ffff:" + address.getHostAddress()
                            : groups(address.getAddress()));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether it is a loopback or link-local address; of one in its shortest form. */
    static boolean isLocal(String shortest) {
        return shortest.startsWith("127.")
                || shortest.startsWith("169.254.")
                || shortest.equals("::1")
                || shortest.matches("fe[89ab][0-9a-f]:.*");
    }

    private static String groups(byte[] bytes) {
        int[] groups = new int[bytes.length / 2];
        int gapAt = -1;
        int gapLength = 1;
        int run = 0;
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << 8 | bytes[2 * i + 1] & 0xff;
            run = groups[i] == 0 ? run + 1 : 0;
            if (run > gapLength) {
                gapLength = run;
                gapAt = i - run + 1;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < groups.length; i++) {
            if (i == gapAt) {
                text.append("::");
                i += gapLength - 1;
            } else {
                boolean first = text.isEmpty() || text.charAt(text.length() - 1) == ':';
                text.append(first ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
