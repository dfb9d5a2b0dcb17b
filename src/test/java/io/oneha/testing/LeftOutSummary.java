package io.oneha.testing;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The last words of {@code mvn verify}: how many tests it left out, for want of what, and the one command that brings that. */
public final class LeftOutSummary {
    private LeftOutSummary() {}

    /**
     * Prints it.
     *
     * @param arguments nothing; or {@code --select SUFFIX…}: prints what was left out in classes of these names' endings as a value
     *     for surefire's and failsafe's -Dtest and -Dit.test
     */
    public static void main(String[] arguments) throws IOException {
        List<TestRecord> records = TestRecord.read(Path.of(TestRecorder.FOLDER));
        if (arguments.length > 1 && arguments[0].equals("--select")) {
            System.out.println(selection(records, List.of(arguments).subList(1, arguments.length)));
        } else {
            System.out.print(text(records));
        }
    }

    static String text(List<TestRecord> records) {
        List<TestRecord> left = records.stream().filter(record -> !record.ran()).toList();
        if (left.isEmpty()) {
            return "Tests: " + records.size() + " ran, none was left out.\n";
        }
        List<String> lines = new ArrayList<>();
        lines.add("Tests: " + (records.size() - left.size()) + " ran, " + left.size() + " were left out.");
        List<TestRecord> forPrograms =
                left.stream().filter(record -> !record.packageOf().isEmpty()).toList();
        if (!forPrograms.isEmpty()) {
            Map<String, String> programs = new TreeMap<>();
            forPrograms.forEach(record -> programs.putAll(record.packageOf()));
            lines.add("  " + forPrograms.size() + " need programs that this machine lacks: "
                    + String.join(", ", programs.keySet()) + ". Debian has them:");
            lines.add("    apt-get install " + String.join(" ", new TreeSet<>(programs.values())));
        }
        long root = left.stream().filter(TestRecord::root).count();
        if (root > 0) {
            lines.add("  " + root + " need root: run the build as root.");
        }
        left.stream()
                .filter(record -> record.packageOf().isEmpty() && !record.root())
                .collect(Collectors.groupingBy(TestRecord::reason, TreeMap::new, Collectors.counting()))
                .forEach((reason, count) -> lines.add("  " + count + ": " + reason));
        return String.join("\n", lines) + "\n";
    }

    /** {@code package.Class#one+other,package.Other#third}. */
    static String selection(List<TestRecord> records, List<String> suffixes) {
        Map<String, TreeSet<String>> methods = new TreeMap<>();
        records.stream()
                .filter(record -> !record.ran() && suffixes.stream().anyMatch(record.className()::endsWith))
                .forEach(record -> methods.computeIfAbsent(record.className(), name -> new TreeSet<>())
                        .add(record.method()));
        return methods.entrySet().stream()
                .map(entry -> entry.getKey() + "#" + String.join("+", entry.getValue()))
                .collect(Collectors.joining(","));
    }
}
