package io.oneha.observe.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.observe.host.HostFacts.OnedConf;
import io.oneha.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** oned.conf leaves the host without its password, whatever it looks like; the script's reader and ours agree on the rest. */
class MaskingTest {
    private static final String SECRET = "s3cret";
    private static final String START = "FEDERATION = [ SERVER_ID = 1 ]\nDB = [ BACKEND = \"mysql\", ";

    private static final Map<String, String> UNDERSTOOD = Map.ofEntries(
            Map.entry(
                    "line end after an escaped quote",
                    START + "PASSWD = \"s3cret\\\"s3cret#\ns3cret\", USER = \"u\" ]\n"),
            Map.entry("plain", START + "PASSWD = \"s3cret\", USER = \"u\" ]\n"),
            Map.entry("last", START + "USER = \"u\",\n PASSWD = \"s3cret\" ]"),
            Map.entry("bare", START + "PASSWD = s3cret, USER = u ]"),
            Map.entry("odd case", START + "pAssWd=\"s3cret\" , User=\"u\"]\n"),
            Map.entry("over lines", START + "PASSWD\n # \"c\n = \"s3cret\n s3cret\n, # ]\n\", USER = \"u\" ]\n"),
            Map.entry("escaped quote", START + "PASSWD = \"s3cret\\\"s3cret, USER = \\\"x\", USER = \"u\" ]\n"),
            Map.entry("two backslashes", START + "PASSWD = \"s3cret\\\\\"s3cret\", USER = \"u\" ]\n"),
            Map.entry(
                    "comments",
                    "# DB = [ PASSWD = \"s3cret\" ]\n" + START + "# PASSWD = \"s3cret\"\nPASSWD = \"\" # s3cret\n ]"),
            Map.entry("windows", (START + "PASSWD = \"s3cret\",\n USER = u\n]\nX = 1\n").replace("\n", "\r\n")),
            Map.entry(
                    "other names",
                    "PASSWD = \"s3cret\"\nPASS = [ USER = \"s3cret\" ]\n" + START + "KEY = \"s3cret\" ]\n"),
            Map.entry("user with blanks", START + "USER = \"u, PASSWD = s3cret\" ]\n"),
            Map.entry(
                    "twice",
                    START
                            + "PASSWD = \"s3cret\", PASSWD = \"s3cret\" ]\nDB = [ PASSWD = \"s3cret\", USER = \"s3cret\" ]\n"),
            Map.entry("quote within a bare value", START + "PASSWD = \"s3cret\"s3cret, USER = u ]"),
            Map.entry("empty things", "A =\nB = [ ]\nC = [\n]\n" + START + "PASSWD = s3cret ]\n\n"),
            Map.entry(
                    "hooks",
                    START
                            + "PASSWD=s3cret]RAFT_LEADER_HOOK=[COMMAND=\"raft/vip.sh\",\nARGUMENTS=\"leader # \\\"eth0\\\"\n 10.0.0.1/24\"]"));

    private static final Map<String, String> REFUSED = Map.of(
            "missing comma", START + "USER = \"u\" PASSWD = \"s3cret\" ]\n",
            "open quote", START + "USER = \"u, PASSWD = \"s3cret\", DB_NAME = \"x\" ]\n",
            "open end", START + "PASSWD = \"s3cret, USER = u ]\n",
            "value on the next line", START + "PASSWD =\n \"s3cret\" ]\n",
            "comment for a value", START + "PASSWD = # s3cret\n, USER = u ]\n",
            "trailing comma", START + "PASSWD = s3cret, ]\n",
            "no end", START + "PASSWD = s3cret\n",
            "nested", START + "PASSWD = [ A = s3cret ] ]\n",
            "junk", START + "PASSWD = s3cret ] ; s3cret\n",
            "no value", START + "PASSWD\n");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"awk", "gawk", "gawk --posix", "mawk", "original-awk", "busybox awk"})
    void whatOnedUnderstandsComesWithoutThePassword(String awk) throws Exception {
        Map<String, List<String>> answers = run(awk, UNDERSTOOD);
        assertThat(answers).hasSameSizeAs(UNDERSTOOD);
        answers.forEach((name, lines) -> {
            assertThat(lines)
                    .as(name)
                    .noneMatch(line -> line.contains(SECRET))
                    .noneMatch(line -> line.startsWith("unseen"));
            assertThat(read(lines)).as(name).isEqualTo(withoutOddUser(OnedConfReader.read(UNDERSTOOD.get(name))));
        });
        assertThat(read(answers.get("over lines")).database().orElseThrow().user())
                .isEqualTo("u");
        assertThat(read(answers.get("hooks")).leaderHook().orElseThrow().arguments())
                .isEqualTo("leader # \"eth0\"  10.0.0.1/24");
    }

    @ParameterizedTest
    @ValueSource(strings = {"awk", "gawk", "gawk --posix", "mawk", "original-awk", "busybox awk"})
    void whatOnedWouldRefuseIsRefusedAndTellsNothing(String awk) throws Exception {
        Map<String, List<String>> answers = run(awk, REFUSED);
        assertThat(answers).hasSameSizeAs(REFUSED);
        answers.forEach((name, lines) -> {
            assertThat(lines)
                    .as(name)
                    .hasSize(1)
                    .allMatch(line -> line.matches("unseen .*: line [0-9]+ is not understood"));
            assertThatThrownBy(() -> OnedConfReader.read(REFUSED.get(name)))
                    .as(name)
                    .isInstanceOf(MalformedFactsException.class);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"gawk", "mawk"})
    void onAnyJumbleBothReadersAgreeAndThePasswordStays(String awk) throws Exception {
        Random random = new Random(4711);
        List<String> pieces = List.of(
                "DB",
                "FEDERATION",
                "RAFT",
                "PASSWD",
                "USER",
                "MODE",
                " = ",
                " = ",
                "=",
                "[",
                "]",
                ",",
                ", ",
                "\"",
                "\"a\"",
                "b",
                "\n",
                "#",
                "\\",
                "\\\"",
                "\"c\nd\"",
                " ",
                "= [ ",
                "USER = u",
                ", PASSWD = \"s3cret\"",
                "]\n",
                "MODE = \"m\"",
                "DB = [",
                "MODE = \"x\\\"b#\ny\"",
                "PASSWD = \"s3cret\\\"#\"",
                "FEDERATION = [ ",
                "RAFT = [ ");
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(14); n >= 0; n--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            files.put("jumble " + i, text.toString());
        }
        int understood = 0;
        for (Map.Entry<String, List<String>> answer : run(awk, files).entrySet()) {
            String text = files.get(answer.getKey());
            boolean refused = answer.getValue().get(0).startsWith("unseen");
            assertThat(answer.getValue()).as(text).noneMatch(line -> line.contains(SECRET));
            assertThat(javaRefuses(text)).as(text).isEqualTo(refused);
            if (!refused) {
                understood++;
                assertThat(read(answer.getValue())).as(text).isEqualTo(withoutOddUser(OnedConfReader.read(text)));
            }
        }
        assertThat(understood).isGreaterThan(50);
    }

    private static boolean javaRefuses(String text) {
        try {
            OnedConfReader.read(text);
            return false;
        } catch (MalformedFactsException e) {
            return true;
        }
    }

    /** The script leaves out names of the DB section with signs that no account has: a misplaced quote may put anything there. */
    private static OnedConf withoutOddUser(OnedConf conf) {
        return new OnedConf(
                conf.mode(),
                conf.zoneId(),
                conf.serverId(),
                conf.database()
                        .map(db -> new HostFacts.DatabaseConf(
                                db.backend(), db.server(), db.port(), plain(db.user()), db.name()))
                        .filter(db -> !(db.backend() + db.server() + db.user() + db.name()).isEmpty()),
                conf.raft(),
                conf.leaderHook(),
                conf.followerHook());
    }

    private static String plain(String user) {
        return user.matches("[A-Za-z0-9_.:@%+$/-]*") ? user : "";
    }

    private static OnedConf read(List<String> lines) {
        OnedConf conf = OnedConfReader.read(String.join("\n", lines));
        return withoutOddUser(conf);
    }

    /** What the script's reader lets through of each file, its tags taken off. */
    private Map<String, List<String>> run(String awk, Map<String, String> files)
            throws IOException, InterruptedException {
        Needs.programs(awk.split(" ")[0]);
        List<String> command = new ArrayList<>(List.of(awk.split(" ")));
        command.add(FactsScript.configurationReader());
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.writeString(path, file.getValue(), UTF_8);
            command.add(path.getFileName().toString());
        }
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(folder.resolve("errors"))).isEmpty();
        return files.keySet().stream()
                .collect(
                        Collectors.toMap(name -> name, name -> linesOf(name, output), (a, b) -> a, LinkedHashMap::new));
    }

    private static List<String> linesOf(String name, String output) {
        List<String> lines = Stream.of(output.split("\n"))
                .filter(line -> line.startsWith(name + " ") || line.startsWith("unseen " + name + ":"))
                .map(line -> line.startsWith("unseen") ? line : line.substring(name.length() + 1))
                .toList();
        return lines.isEmpty() ? List.of("") : lines;
    }
}
