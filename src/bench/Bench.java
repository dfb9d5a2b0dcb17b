import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The numbers of the README: {@code java src/bench/Bench.java [target/oneha] [seconds of idling]}. Prints a Markdown table,
 * each figure the median of its runs, next to a yardstick run the same minute on the same machine. Linux; needs curl, top
 * and script (util-linux).
 */
class Bench {
    private static final int RUNS = 21;
    /** In the first runs this program's own compiler keeps a processor busy. */
    private static final int WARM_UP = 15;
    private final String oneha;
    private final int idleSeconds;

    Bench(String oneha, int idleSeconds) {
        this.oneha = oneha;
        this.idleSeconds = idleSeconds;
    }

    public static void main(String[] arguments) throws Exception {
        String program = arguments.length > 0 ? arguments[0] : "target/oneha";
        new Bench(new File(program).getAbsolutePath(), arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60).run();
    }

    private void run() throws Exception {
        System.out.printf("Load before: %s%n%n", Files.readString(Path.of("/proc/loadavg")).trim());
        System.out.println("| what | oneha | yardstick |");
        System.out.println("| --- | --- | --- |");
        row("binary", megabytes(Files.size(Path.of(oneha))), "");
        row("`--version`, whole process", millis(wall(oneha, "--version")), "`/bin/true` " + millis(wall("/bin/true")));
        Process zone = new ProcessBuilder(oneha, "demo", "--serve").redirectErrorStream(true).start();
        try {
            String[] access = access(zone);
            long status = wall("env", "ONE_AUTH=" + access[1], oneha, "status", "-e", access[0]);
            row("`status` on the demo zone", millis(status), "four calls by one `curl` " + millis(curl(access[0])));
            long leader = wall("env", "ONE_AUTH=" + access[1], oneha, "leader", "-e", access[0]);
            row("`leader` on the demo zone", millis(leader), "`status` " + millis(status));
        } finally {
            zone.destroy();
        }
        dashboard();
    }

    /** The first endpoint that the served demo zone prints, and a file with its credentials. */
    private static String[] access(Process zone) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(zone.getInputStream(), StandardCharsets.UTF_8));
        String endpoint = "";
        String auth = "";
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            for (String word : line.trim().split("[\\s\"']+")) {
                if (endpoint.isEmpty() && word.startsWith("http://127.")) {
                    endpoint = word;
                }
                if (word.startsWith("ONE_AUTH=")) {
                    auth = word.substring("ONE_AUTH=".length());
                }
            }
            if (!endpoint.isEmpty() && !auth.isEmpty()) {
                return new String[] {endpoint, auth};
            }
        }
        throw new IOException("demo --serve did not print an endpoint and ONE_AUTH");
    }

    private void dashboard() throws Exception {
        List<Long> firstFrames = new ArrayList<>();
        List<Long> firstAnswers = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            try (Terminal terminal = new Terminal(oneha + " demo")) {
                firstFrames.add(terminal.await("Servers"));
                firstAnswers.add(terminal.await("follower"));
            }
        }
        List<Long> yardFrames = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            try (Terminal terminal = new Terminal("top -d 1")) {
                yardFrames.add(terminal.await("PID"));
            }
        }
        row("first dashboard frame", millis(median(firstFrames)), "`top` " + millis(median(yardFrames)));
        row("first frame with the servers' answers", millis(median(firstAnswers)), "");
        try (Terminal own = new Terminal(oneha + " demo"); Terminal yard = new Terminal("top -d 1")) {
            own.await("follower");
            yard.await("PID");
            row("key to frame (`?`)", millis(own.keyToFrame("?", "\u001b", "Help")), "`top` `h` " + millis(yard.keyToFrame("h", "\u001b", "Help")));
        }
        Process zone = new ProcessBuilder(oneha, "demo", "--serve").redirectErrorStream(true).start();
        String[] access = access(zone);
        try (Terminal own = new Terminal("env ONE_AUTH=" + access[1] + " " + oneha + " top -e " + access[0]);
                Terminal yard = new Terminal("top -d 1")) {
            own.await("follower");
            yard.await("PID");
            long ownPid = own.pidOf(new File(oneha).getName());
            long yardPid = yard.pidOf("top");
            TimeUnit.SECONDS.sleep(3);
            long ownBefore = ticks(ownPid);
            long yardBefore = ticks(yardPid);
            for (int second = 0; second < idleSeconds; second++) {
                TimeUnit.SECONDS.sleep(1);
                own.drain();
                yard.drain();
            }
            row(
                    "idle CPU at 1 s polls, " + idleSeconds + " s",
                    percent(ticks(ownPid) - ownBefore),
                    "`top -d 1` " + percent(ticks(yardPid) - yardBefore));
            row("resident memory then", memory(ownPid), "`top` " + memory(yardPid));
        } finally {
            zone.destroy();
        }
    }

    private static long wall(String... command) throws Exception {
        List<Long> runs = new ArrayList<>();
        for (int i = -WARM_UP; i < RUNS; i++) {
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor();
            if (i >= 0) {
                runs.add(System.nanoTime() - start);
            }
        }
        return median(runs);
    }

    private static long curl(String endpoint) throws Exception {
        String body = "<?xml version=\"1.0\"?><methodCall><methodName>one.zone.raftstatus</methodName><params><param><value>"
                + "<string>x:y</string></value></param></params></methodCall>";
        List<String> command = new ArrayList<>(List.of("curl", "-s", "--data", body));
        for (int i = 0; i < 4; i++) {
            command.addAll(List.of("-o", "/dev/null", endpoint));
        }
        return wall(command.toArray(String[]::new));
    }

    private String percent(long ticks) {
        return String.format(Locale.ROOT, "%.2f %%", ticks / (double) idleSeconds);
    }

    private static long ticks(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    }

    private static String memory(long pid) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
            if (line.startsWith("VmRSS:")) {
                return megabytes(Long.parseLong(line.replaceAll("\\D", "")) * 1024);
            }
        }
        throw new IOException("no VmRSS");
    }

    private static long median(List<Long> values) {
        long[] sorted = values.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }

    private static void row(String what, String own, String yardstick) {
        System.out.printf("| %s | %s | %s |%n", what, own, yardstick);
    }

    /** A program in a pseudo-terminal of 120x40, its screen output read as it comes. */
    private static final class Terminal implements AutoCloseable {
        private final Process script;
        private final long started = System.nanoTime();
        private final InputStream screen;
        private final OutputStream keys;

        Terminal(String command) throws IOException {
            ProcessBuilder builder = new ProcessBuilder("script", "-qfc", "stty cols 120 rows 40; exec " + command, "/dev/null");
            builder.environment().put("TERM", "xterm-256color");
            builder.environment().put("LANG", "C.UTF-8");
            script = builder.redirectErrorStream(true).start();
            screen = script.getInputStream();
            keys = script.getOutputStream();
        }

        /** Nanoseconds from the start until the screen has shown the text. */
        long await(String text) throws IOException {
            return read(text) - started;
        }

        private long read(String text) throws IOException {
            StringBuilder seen = new StringBuilder();
            byte[] chunk = new byte[65536];
            while (true) {
                int length = screen.read(chunk);
                if (length < 0) {
                    throw new IOException("ended before it showed " + text);
                }
                long now = System.nanoTime();
                seen.append(new String(chunk, 0, length, StandardCharsets.ISO_8859_1));
                if (plain(seen).contains(text)) {
                    return now;
                }
            }
        }

        private static String plain(CharSequence text) {
            return text.toString().replaceAll("\u001b\\[[0-9;?]*[A-Za-z]", "").replaceAll("\u001b\\(B", "");
        }

        long keyToFrame(String key, String back, String expected) throws Exception {
            List<Long> runs = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                TimeUnit.MILLISECONDS.sleep(300);
                drain();
                long start = System.nanoTime();
                keys.write(key.getBytes(StandardCharsets.UTF_8));
                keys.flush();
                runs.add(read(expected) - start);
                TimeUnit.MILLISECONDS.sleep(300);
                keys.write(back.getBytes(StandardCharsets.UTF_8));
                keys.flush();
            }
            return median(runs);
        }

        /** Takes what was written, so that the program never waits for us. */
        void drain() throws IOException {
            screen.skipNBytes(screen.available());
        }

        long pidOf(String name) throws IOException {
            return script.descendants()
                    .filter(child -> child.info().command().map(c -> c.endsWith("/" + name)).orElse(false))
                    .mapToLong(ProcessHandle::pid)
                    .findFirst()
                    .orElseThrow(() -> new IOException("no process " + name));
        }

        @Override
        public void close() throws IOException {
            script.descendants().forEach(ProcessHandle::destroy);
            script.destroy();
        }
    }
}
