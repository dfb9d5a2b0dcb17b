package io.oneha.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A robot at a real terminal: an interactive shell in tmux, which it types into and whose screen it reads. */
public final class Tmux implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_MILLIS = 40;
    private static final String PROMPT = "robot>";

    private final String socket = "oneha-robot-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();

    /**
     * Opens a terminal.
     *
     * @param environment what the shell gets besides a bare environment
     */
    public Tmux(int columns, int rows, Map<String, String> environment) throws IOException {
        List<String> shell =
                new ArrayList<>(List.of("env", "-i", "PATH=" + System.getenv("PATH"), "HOME=/nonexistent"));
        shell.add("PS1=" + PROMPT + " ");
        // Inventories of most tests name loopback addresses; what may log in there sets this to false.
        shell.add("ONEHA_NO_SSH=true");
        environment.forEach((name, value) -> shell.add(name + "=" + value));
        shell.addAll(List.of("bash", "--norc", "--noprofile"));
        List<String> command = new ArrayList<>(List.of("-f", "/dev/null", "-u", "new-session", "-d"));
        command.addAll(List.of("-x", String.valueOf(columns), "-y", String.valueOf(rows), quoted(shell)));
        tmux(command);
        await(screen -> screen.contains(PROMPT));
    }

    /** Leaves the test out where the machine has no such robot. */
    public static void needs() {
        Needs.programs("tmux", "bash");
    }

    /** Types a command line, each word quoted for the shell. */
    public void run(List<String> words) throws IOException {
        type(quoted(words));
        press("Enter");
    }

    /** Types text as it is. */
    public void type(String text) throws IOException {
        tmux(List.of("send-keys", "-l", text));
    }

    /** Presses keys by tmux's names: {@code Enter}, {@code Escape}, {@code C-c}, {@code Down}. */
    public void press(String... keys) throws IOException {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        tmux(command);
    }

    /** Sends bytes to the program as a terminal would, one word of two hexadecimal digits for each. */
    public void send(String hex) throws IOException {
        List<String> command = new ArrayList<>(List.of("send-keys", "-H"));
        command.addAll(List.of(hex.split(" ")));
        tmux(command);
    }

    /** Gives the terminal another size. */
    public void resize(int columns, int rows) throws IOException {
        tmux(List.of("resize-window", "-x", String.valueOf(columns), "-y", String.valueOf(rows)));
    }

    /** Gives the window a background, such as {@code #ffffff}, which it tells programs that ask. */
    public void windowColour(String colour) throws IOException {
        tmux(List.of("set", "-w", "window-style", "bg=" + colour));
    }

    /** What is on the screen. */
    public String screen() throws IOException {
        return tmux(List.of("capture-pane", "-p"));
    }

    /** What is on the screen, with escape sequences for styles. */
    public String styledScreen() throws IOException {
        return tmux(List.of("capture-pane", "-p", "-e"));
    }

    /** One of tmux's variables, such as {@code alternate_on} or {@code cursor_flag}. */
    public String variable(String name) throws IOException {
        return tmux(List.of("display-message", "-p", "#{" + name + "}")).strip();
    }

    /** Waits until the screen shows a text. */
    public String await(String text) throws IOException {
        return await(screen -> screen.contains(text), "\"" + text + "\"");
    }

    /** Waits until the screen with its colours is as wanted, and gives it so. */
    public String awaitStyled(Predicate<String> wanted) throws IOException {
        return await(true, wanted, "colours that were waited for");
    }

    /** Waits until the screen is as wanted. */
    public String await(Predicate<String> wanted) throws IOException {
        return await(wanted, "what was waited for");
    }

    /** Runs a command in the shell, which must be at its prompt, and answers with the short line that it printed. */
    public String shell(String line) throws IOException {
        String mark = "answer-" + COUNT.incrementAndGet() + "=";
        type("printf '%s\\n' " + mark.replace("-", "''-") + "\"$(" + line + ")\"");
        press("Enter");
        String screen = await(text -> text.lines().anyMatch(shown -> shown.startsWith(mark)), line);
        return screen.lines()
                .filter(shown -> shown.startsWith(mark))
                .map(shown -> shown.substring(mark.length()).strip())
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() throws IOException {
        tmux(List.of("kill-server"));
    }

    private String await(Predicate<String> wanted, String what) throws IOException {
        return await(false, wanted, what);
    }

    private String await(boolean styled, Predicate<String> wanted, String what) throws IOException {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        String screen = styled ? styledScreen() : screen();
        while (!wanted.test(screen)) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("not on the screen: " + what + "\n" + screen);
            }
            sleep();
            screen = styled ? styledScreen() : screen();
        }
        return screen;
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(List<String> words) {
        return String.join(
                " ",
                words.stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .toList());
    }

    private String tmux(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("tmux", "-L", socket));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", arguments) + ": " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }
}
