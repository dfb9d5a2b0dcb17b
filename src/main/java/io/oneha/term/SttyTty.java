package io.oneha.term;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The controlling terminal by way of {@code stty}: a JVM of our level cannot call libc. */
public final class SttyTty implements Tty {
    private static final File DEVICE = new File("/dev/tty");
    private static final long DEADLINE_SECONDS = 5;
    private static final String RAW = "-icanon -echo -isig -ixon -iexten min 1 time 0";

    private final String found;

    private SttyTty(String found) {
        this.found = found;
    }

    /** Notes the modes as they are now. */
    public static SttyTty open() throws IOException {
        return new SttyTty(stty("-g"));
    }

    /** Whether the program is there, in its usual places or on PATH. */
    public static boolean isThere() {
        return new File(program()).isAbsolute();
    }

    private static String program() {
        Stream<String> folders = Stream.concat(
                Stream.of("/usr/bin", "/bin", "/usr/local/bin"),
                Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)));
        return folders.map(folder -> new File(folder, "stty"))
                .filter(file -> file.isAbsolute() && file.canExecute())
                .map(File::getPath)
                .findFirst()
                .orElse("stty");
    }

    private static String stty(String... arguments) throws IOException {
        return run(Stream.concat(Stream.of(program()), Stream.of(arguments)).toList());
    }

    @Override
    public void raw() throws IOException {
        stty(RAW.split(" "));
    }

    @Override
    public void hidden() throws IOException {
        stty("-echo");
    }

    @Override
    public void restore() throws IOException {
        stty(found);
    }

    @Override
    public Size size() throws IOException {
        String[] words = stty("size").split(" ");
        try {
            return Size.orUsual(Integer.parseInt(words[1]), Integer.parseInt(words[0]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Size.USUAL;
        }
    }

    @Override
    public void stopJob() throws IOException {
        run(List.of("/bin/sh", "-c", "kill -TSTP 0"));
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
