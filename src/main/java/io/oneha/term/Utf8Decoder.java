package io.oneha.term;

import java.util.OptionalInt;

/** Code points out of bytes that come one by one; what is no UTF-8 is dropped, but for C1 controls as single bytes. */
final class Utf8Decoder {
    private int point;
    private int more;

    /** The code point that ends with this byte, if one does. */
    OptionalInt take(int octet) {
        if (octet < 0x80) {
            more = 0;
            return OptionalInt.of(octet);
        }
        if (octet > 0xbf) {
            more = octet > 0xf4 ? 0 : octet >= 0xf0 ? 3 : octet >= 0xe0 ? 2 : 1;
            point = octet & (0x3f >> more);
            return OptionalInt.empty();
        }
        if (more == 0) {
            return octet <= 0x9f ? OptionalInt.of(octet) : OptionalInt.empty();
        }
        point = point << 6 | octet & 0x3f;
        more--;
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return more == 0 && !surrogate && Character.isValidCodePoint(point)
                ? OptionalInt.of(point)
                : OptionalInt.empty();
    }

    /** Forgets a character that has only begun. */
    void reset() {
        more = 0;
    }
}
