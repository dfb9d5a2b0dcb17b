package io.oneha.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A zone as {@code onezone show} saw it: {@code recordings/cli/STATE.show.txt}, with the numbers that its columns cut taken
 * from {@code STATE.show.xml}.
 *
 * @param name STATE
 * @param servers its servers, none before HA
 * @param template its template, as XML
 * @param disabled whether the zone is disabled
 */
public record RecordedState(String name, List<Server> servers, String template, boolean disabled) {
    private static final Path FOLDER = Recordings.folder().resolve("cli");
    private static final String SUFFIX = ".show.txt";
    private static final int CUT = 10;

    /**
     * A row of its table.
     *
     * @param columns ID, NAME, STATE, TERM, INDEX, COMMIT, VOTE, FED_INDEX as printed
     * @param numbers the last five in full
     */
    public record Server(List<String> columns, List<String> numbers) {
        public String id() {
            return columns.get(0);
        }

        public String state() {
            return columns.get(2);
        }

        public boolean isError() {
            return state().equals("error");
        }
    }

    /** The names of all states in which {@code onezone show} printed a zone. */
    public static List<String> names() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .filter(name -> read(name + SUFFIX).startsWith("ZONE "))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RecordedState of(String name) {
        String text = read(name + SUFFIX);
        String xml = Files.exists(FOLDER.resolve(name + ".show.xml")) ? read(name + ".show.xml") : "";
        List<Server> servers = new ArrayList<>();
        for (String line : section(text, "HA & FEDERATION SYNC STATUS")) {
            List<String> columns = List.of(line.trim().split(" +"));
            if (!columns.get(0).equals("ID")) {
                servers.add(new Server(columns, numbers(columns, xml, servers.size())));
            }
        }
        StringBuilder template = new StringBuilder();
        for (String line : section(text, "ZONE TEMPLATE")) {
            int equals = line.indexOf("=\"");
            if (equals > 0) {
                String attribute = line.substring(0, equals);
                String value = line.substring(equals + 2, line.lastIndexOf('"'));
                template.append("<" + attribute + "><![CDATA[" + value + "]]></" + attribute + ">");
            }
        }
        return new RecordedState(name, servers, template.toString(), text.contains(": DISABLED"));
    }

    /** Whether its only server is in no raft. */
    public boolean isSolo() {
        return servers.size() == 1 && servers.get(0).state().equals("solo");
    }

    private static List<String> numbers(List<String> columns, String xml, int row) {
        List<String> numbers = new ArrayList<>();
        String[] names = {"TERM", "LOG_INDEX", "COMMIT", "VOTEDFOR", "FEDLOG_INDEX"};
        for (int i = 0; i < names.length; i++) {
            String printed = columns.get(3 + i);
            numbers.add(printed.length() < CUT ? printed : element(xml.split("<SERVER>")[row + 1], names[i]));
        }
        return numbers;
    }

    private static String element(String xml, String name) {
        int start = xml.indexOf("<" + name + ">") + name.length() + 2;
        return xml.substring(start, xml.indexOf('<', start));
    }

    private static List<String> section(String text, String heading) {
        return text.lines()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(1)
                .takeWhile(line -> !line.isBlank())
                .toList();
    }

    private static String read(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
