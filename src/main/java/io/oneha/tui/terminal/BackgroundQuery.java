package io.oneha.tui.terminal;

import io.oneha.term.Background;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a terminal for the colour of its background (xterm's ctlseqs, OSC 11), and then for its attributes, which every terminal
 * tells at once: one that answers those only has no colour to tell. Nobody waits for the answer before the first frame. It
 * sees all bytes that come in the meantime and takes none away: an answer is swallowed where keys are decoded, however late it
 * comes.
 */
final class BackgroundQuery {
    /** What is sent. */
    private static final byte[] QUESTION = "\u001b]11;?\u001b\\\u001b[c".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern COLOUR =
            Pattern.compile("\u001b\\]11;rgba?:(\\p{XDigit}{1,4})/(\\p{XDigit}{1,4})/(\\p{XDigit}{1,4})");
    private static final Pattern ATTRIBUTES = Pattern.compile("\u001b\\[\\?[0-9;]*c");
    private static final int HEXADECIMAL = 16;
    private static final int LONGEST_KEPT = 4096;

    /** Where black and white letters stand out alike: the contrast of WCAG 2 is the same to both. */
    private static final double MIDDLE = 0.179;

    private final Consumer<Background> out;
    private final StringBuilder heard = new StringBuilder();
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile long askedAt;
    private volatile boolean isAsked;
    private boolean isTold;

    /** @param out gets the background, if the terminal tells it, on the thread that hears it */
    BackgroundQuery(Consumer<Background> out) {
        this.out = out;
    }

    /** What to send, now: only then an answer is listened for. */
    byte[] question() {
        askedAt = System.nanoTime();
        isAsked = true;
        return QUESTION.clone();
    }

    /** Takes notice of what the terminal sent; called by the thread that reads it. */
    void hear(byte[] bytes, int length) {
        if (!isAsked || answered.getCount() == 0) {
            return;
        }
        heard.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        if (ATTRIBUTES.matcher(heard).find() || heard.length() > LONGEST_KEPT) {
            answered.countDown();
        }
        Matcher colour = COLOUR.matcher(heard);
        if (!isTold && colour.find() && colour.end() < heard.length()) {
            isTold = true;
            out.accept(background(colour));
        }
    }

    /**
     * Waits for the whole answer, until that long after the question: whoever reads the terminal next would take it for keys.
     * Returns at once where nothing was asked.
     */
    void awaitAnswer(Duration patience) throws InterruptedException {
        if (isAsked) {
            long left = patience.toNanos() - (System.nanoTime() - askedAt);
            answered.await(left, TimeUnit.NANOSECONDS);
        }
    }

    private static Background background(Matcher colour) {
        double luminance =
                0.2126 * linear(colour.group(1)) + 0.7152 * linear(colour.group(2)) + 0.0722 * linear(colour.group(3));
        return luminance > MIDDLE ? Background.LIGHT : Background.DARK;
    }

    /** A channel has one to four digits, each form from nothing to full (XParseColor); sRGB's curve, with its usual exponent. */
    private static double linear(String channel) {
        double most = Math.pow(HEXADECIMAL, channel.length()) - 1;
        return Math.pow(Integer.parseInt(channel, HEXADECIMAL) / most, 2.2);
    }
}
