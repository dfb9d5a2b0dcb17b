package io.oneha.tui.terminal;

import io.oneha.term.Background;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks a terminal for the colour of its background (xterm's ctlseqs, OSC 11), and then for its attributes, which every terminal
 * tells at once: one that answers those only has no colour to tell, and is not waited for. It sees all bytes that come in the
 * meantime and takes none away: an answer is swallowed where keys are decoded, however late it comes.
 */
final class BackgroundQuery {
    /** What is sent. */
    static final byte[] QUESTION = "\u001b]11;?\u001b\\\u001b[c".getBytes(StandardCharsets.US_ASCII);

    private static final Pattern COLOUR =
            Pattern.compile("\u001b\\]11;rgba?:(\\p{XDigit}{1,4})/(\\p{XDigit}{1,4})/(\\p{XDigit}{1,4})");
    private static final Pattern ATTRIBUTES = Pattern.compile("\u001b\\[\\?[0-9;]*c");
    private static final int HEXADECIMAL = 16;
    private static final int LONGEST_KEPT = 4096;

    /** Where black and white letters stand out alike: the contrast of WCAG 2 is the same to both. */
    private static final double MIDDLE = 0.179;

    private final StringBuilder heard = new StringBuilder();
    private final CompletableFuture<Optional<Background>> answer = new CompletableFuture<>();

    /** Takes notice of what the terminal sent; called by the thread that reads it. */
    void hear(byte[] bytes, int length) {
        if (answer.isDone()) {
            return;
        }
        heard.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        Matcher colour = COLOUR.matcher(heard);
        if (colour.find() && colour.end() < heard.length()) {
            answer.complete(Optional.of(background(colour)));
        } else if (ATTRIBUTES.matcher(heard).find() || heard.length() > LONGEST_KEPT) {
            answer.complete(Optional.empty());
        }
    }

    /** The answer; empty when the terminal has none, or none within that time. What comes later changes nothing. */
    Optional<Background> answer(Duration patience) throws InterruptedException {
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.complete(Optional.empty());
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
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
