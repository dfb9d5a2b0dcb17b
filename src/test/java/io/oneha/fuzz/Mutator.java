package io.oneha.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes new inputs of known ones: bytes changed, pieces taken out, doubled, put elsewhere, or taken from another input. */
final class Mutator {
    private static final int MAX_BYTES = 65_536;
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/\n]{32,}={0,2}");
    private static final List<String> WORDS = List.of(
            "\0",
            "\n",
            "\r\n",
            "\t",
            "\"",
            "'",
            "\\",
            "{{ a }}",
            "{%",
            "[0:9]",
            "[a:z]:22",
            "<<: *a",
            "&a ",
            "- ",
            ": ",
            "# ",
            "4294967295",
            "-1",
            "99999999999999999999",
            "18446744073709551615",
            "0x7f",
            "<![CDATA[",
            "]]>",
            "&lt;",
            "&#0;",
            "<!DOCTYPE x [<!ENTITY",
            "</",
            "\u20ac",
            "\uffff",
            "\u202e",
            "$ANSIBLE_VAULT;1.1;AES256\n",
            "!vault |",
            "[x:children]\n",
            "[x:vars]\n",
            "Host *\n",
            "Match ",
            "%h%%",
            "|1|",
            "@revoked ",
            "= [",
            ", ",
            "null",
            "::1",
            "/");

    private final Random random;

    Mutator(long seed) {
        this.random = new Random(seed);
    }

    /** One of the inputs, changed in one to eight ways. */
    byte[] next(List<byte[]> inputs) {
        byte[] changed = pick(inputs);
        for (int changes = 1 << random.nextInt(4); changes > 0; changes--) {
            changed = changed(changed, inputs);
        }
        return changed.length > MAX_BYTES ? Arrays.copyOf(changed, MAX_BYTES) : changed;
    }

    private byte[] changed(byte[] bytes, List<byte[]> inputs) {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + random.nextInt(1 << random.nextInt(10)));
        return switch (random.nextInt(9)) {
            case 0, 1 -> flipped(bytes);
            case 2 -> spliced(bytes, from, to, new byte[0]);
            case 3 -> spliced(bytes, from, from, Arrays.copyOfRange(bytes, from, to));
            case 4 ->
                spliced(
                        bytes,
                        from,
                        from,
                        WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8));
            case 5 -> spliced(bytes, from, to, piece(pick(inputs)));
            case 6 -> Arrays.copyOf(bytes, from);
            case 7 -> repeated(bytes, from, to);
            default -> inBase64(bytes);
        };
    }

    private byte[] flipped(byte[] bytes) {
        byte[] changed = bytes.clone();
        if (changed.length > 0) {
            changed[random.nextInt(changed.length)] = (byte) random.nextInt(random.nextBoolean() ? 256 : 128);
        }
        return changed;
    }

    private byte[] repeated(byte[] bytes, int from, int to) {
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        for (int times = random.nextInt(64); times > 0 && more.size() < MAX_BYTES; times--) {
            more.write(bytes, from, to - from);
        }
        return spliced(bytes, from, to, more.toByteArray());
    }

    /** Changes what is behind the encoding, else few changes would come through to keys. */
    private byte[] inBase64(byte[] bytes) {
        Matcher matcher = BASE64.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (!matcher.find(random.nextInt(bytes.length + 1)) && !matcher.find(0)) {
            return flipped(bytes);
        }
        String letters = matcher.group().replaceAll("[^A-Za-z0-9+/]", "");
        byte[] inside = Base64.getDecoder().decode(letters.substring(0, letters.length() / 4 * 4));
        byte[] number = {(byte) (random.nextInt(4) == 0 ? 0x7f : 0), 0, 0, (byte) random.nextInt(256)};
        int at = random.nextInt(inside.length + 1);
        byte[] changed = random.nextBoolean()
                ? flipped(inside)
                : spliced(inside, at, Math.min(inside.length, at + number.length), number);
        return spliced(
                bytes, matcher.start(), matcher.end(), Base64.getEncoder().encode(changed));
    }

    private byte[] piece(byte[] of) {
        int from = random.nextInt(of.length + 1);
        return Arrays.copyOfRange(of, from, Math.min(of.length, from + random.nextInt(200)));
    }

    private byte[] pick(List<byte[]> of) {
        return of.get(random.nextInt(of.size()));
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] with) {
        byte[] result = new byte[from + with.length + bytes.length - to];
        System.arraycopy(bytes, 0, result, 0, from);
        System.arraycopy(with, 0, result, from, with.length);
        System.arraycopy(bytes, to, result, from + with.length, bytes.length - to);
        return result;
    }
}
