package io.oneha.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever others write, it is read, or refused with the one exception that its reader declares; in bounded time and memory.
 *
 * <p>{@code mvn -Dquick test -Dtest=FuzzTest -Doneha.fuzz=1000000} runs a million inputs; {@code -Doneha.fuzz.seed=N} begins
 * elsewhere. What fails is told with the seed, and written below {@code target/fuzz}.
 */
class FuzzTest {
    private static final int IN_EVERY_BUILD = 12_000;
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final int MOST_FAILURES = 20;

    @TempDir
    Path folder;

    @Test
    void mutatedInputsGiveDeclaredErrorsOnly() throws IOException {
        int count = Integer.getInteger("oneha.fuzz", IN_EVERY_BUILD);
        long seed = Long.getLong("oneha.fuzz.seed", 7);
        List<String> failures = new ArrayList<>();
        List<Reader> readers = new Readers(folder).all();
        int shares = readers.stream().mapToInt(Reader::share).sum();
        long refused = 0;
        for (Reader reader : readers) {
            assertThat(reader.inputs()).as(reader.name()).isNotEmpty();
            Mutator mutator = new Mutator(seed);
            long turns = (long) count * reader.share() / shares + 1;
            for (long turn = 0; turn < turns && failures.size() < MOST_FAILURES; turn++) {
                byte[] input = mutator.next(reader.inputs());
                refused += read(reader, input, seed, turn, failures);
            }
        }
        System.out.println("fuzz: " + count + " inputs with seed " + seed + ", " + refused + " of them refused");
        assertThat(failures).isEmpty();
    }

    /** 1 where it was refused as declared. */
    private static int read(Reader reader, byte[] input, long seed, long turn, List<String> failures)
            throws IOException {
        long begin = System.nanoTime();
        int refused = 0;
        try {
            reader.reading().read(input);
        } catch (Exception | StackOverflowError | OutOfMemoryError e) {
            refused = 1;
            if (!reader.declared().isInstance(e) || isUnreadable(e)) {
                fail(reader, input, seed, turn, failures, e + " at " + place(e));
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        if (took.compareTo(LONGEST) > 0) {
            fail(reader, input, seed, turn, failures, "took " + took.toMillis() + " ms");
        }
        return refused;
    }

    /** A refusal is one line. */
    private static boolean isUnreadable(Throwable e) {
        String message = String.valueOf(e.getMessage());
        return message.isBlank() || message.contains("\n") || message.contains("Exception");
    }

    private static String place(Throwable e) {
        for (StackTraceElement element : e.getStackTrace()) {
            if (element.getClassName().startsWith("io.oneha")
                    && !element.getClassName().contains("fuzz")) {
                return element.toString();
            }
        }
        return "a library";
    }

    private static void fail(Reader reader, byte[] input, long seed, long turn, List<String> failures, String what)
            throws IOException {
        Path kept = Path.of("target", "fuzz", reader.name().replace(' ', '-') + "-" + seed + "-" + turn);
        Files.createDirectories(kept.getParent());
        Files.write(kept, input);
        String start = new String(input, 0, Math.min(60, input.length), StandardCharsets.ISO_8859_1);
        failures.add(reader.name() + ", seed " + seed + ", turn " + turn + ": " + what + "; " + kept + " begins "
                + start.replace('\n', '~'));
    }
}
