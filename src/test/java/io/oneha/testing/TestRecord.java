package io.oneha.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What became of one test (a method, or one row of its table) in one run of the suite.
 *
 * @param ran whether it ran to its end, good or bad; else it was left out
 * @param className full name of its class
 * @param method empty where a whole engine or class that has no method stands for it
 * @param id JUnit's own, unique in a suite and equal in each run of it
 * @param root whether it was left out because it wants to run as root
 * @param packageOf programs that it was left out for: name to Debian package
 * @param reason in words, one line
 */
record TestRecord(
        boolean ran,
        String className,
        String method,
        String id,
        boolean root,
        Map<String, String> packageOf,
        String reason) {
    private static final String RAN = "ran";
    private static final String LEFT_OUT = "left-out";
    private static final int FIELDS = 7;

    /** One line, fields separated by tabs. */
    String line() {
        List<String> programs = new ArrayList<>();
        packageOf.forEach((program, from) -> programs.add(program + "=" + from));
        return String.join(
                "\t",
                ran ? RAN : LEFT_OUT,
                className,
                method,
                plain(id),
                root ? "root" : "",
                String.join(",", programs),
                plain(reason));
    }

    private static TestRecord of(String line) {
        String[] fields = line.split("\t", FIELDS);
        Map<String, String> programs = new TreeMap<>();
        Stream.of(fields[5].split(","))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> programs.put(pair[0], pair[1]));
        return new TestRecord(
                fields[0].equals(RAN), fields[1], fields[2], fields[3], !fields[4].isEmpty(), programs, fields[6]);
    }

    /** All that was recorded in a folder; nothing where there is none. */
    static List<TestRecord> read(Path folder) throws IOException {
        List<TestRecord> records = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            List<Path> files;
            try (Stream<Path> list = Files.list(folder)) {
                files = list.sorted().toList();
            }
            for (Path file : files) {
                Files.readAllLines(file).stream().map(TestRecord::of).forEach(records::add);
            }
        }
        return records;
    }

    private static String plain(String text) {
        return text.replaceAll("[\\p{Cntrl}]+", " ").strip();
    }
}
