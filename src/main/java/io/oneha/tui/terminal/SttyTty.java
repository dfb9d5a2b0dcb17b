package io.oneha.tui.terminal;

import io.oneha.tui.frame.Size;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The controlling terminal by way of {@code stty}, which every system with a JVM and a terminal has. */
final class SttyTty implements Tty {
    private static final File DEVICE = new File("/dev/tty");
    private static final long DEADLINE_SECONDS = 5;
    private static final String RAW = "-icanon -echo -isig -ixon -iexten min 1 time 0";
    private static final Size USUAL = new Size(80, 24);

    private final String found;

    private SttyTty(String found) {
        this.found = found;
    }

    /** Notes the modes as they are now. */
    static SttyTty open() throws IOException {
        return new SttyTty(run(List.of("stty", "-g")));
    }

    @Override
    public void raw() throws IOException {
        run(List.of("sh", "-c", "stty " + RAW));
    }

    @Override
    public void restore() throws IOException {
        run(List.of("stty", found));
    }

    @Override
    public Size size() throws IOException {
        String[] words = run(List.of("stty", "size")).split(" ");
        try {
            Size size = new Size(Integer.parseInt(words[1]), Integer.parseInt(words[0]));
            return size.columns() > 0 && size.rows() > 0 ? size : USUAL;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return USUAL;
        }
    }

    @Override
    public void stopJob() throws IOException {
        run(List.of("sh", "-c", "kill -TSTP 0"));
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(DEVICE)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(command.get(0) + " failed on " + DEVICE);
            }
            return output;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
