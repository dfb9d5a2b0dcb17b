package io.oneha.observe.host;

import io.oneha.base.Text;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of sha256sum, sorted by the folder they belong to. A name with a line end is written with escapes, marked in front. Of
 * the drivers one line each, with a number that tells contents apart.
 */
record FileSums(
        Map<String, String> config, Map<String, String> auth, Map<String, String> ssh, Map<String, String> drivers) {
    private static final Pattern LINE = Pattern.compile("(\\\\?)([0-9a-f]{64}) [ *](/.+)", Pattern.DOTALL);
    private static final Pattern DRIVER = Pattern.compile("([0-9]{1,10}) ([A-Za-z0-9._+@%:,=~/-]+)");
    private static final String CONFIG = "/etc/one/";
    private static final String AUTH = "/var/lib/one/.one/";
    private static final String SSH = "/var/lib/one/.ssh/";

    /**
     * @param lines the lines {@code SUM PATH}
     * @param remotes the lines {@code NUMBER PATH BELOW THE FOLDER}
     */
    static FileSums of(List<String> lines, List<String> remotes) {
        Map<String, Map<String, String>> folders =
                Map.of(CONFIG, new TreeMap<>(), AUTH, new TreeMap<>(), SSH, new TreeMap<>());
        for (String line : lines) {
            Matcher matcher = FactsParser.matched(LINE, line, "sum");
            String path = matcher.group(1).isEmpty() ? matcher.group(3) : unescaped(matcher.group(3));
            String folder = folders.keySet().stream()
                    .filter(path::startsWith)
                    .findFirst()
                    .orElseThrow(() -> new MalformedFactsException(
                            "a checksum of a file that was not asked for: " + Text.clean(path, 100)));
            folders.get(folder).put(Text.clean(path), matcher.group(2));
        }
        return new FileSums(
                Collections.unmodifiableMap(folders.get(CONFIG)),
                Collections.unmodifiableMap(folders.get(AUTH)),
                Collections.unmodifiableMap(folders.get(SSH)),
                drivers(remotes));
    }

    private static Map<String, String> drivers(List<String> lines) {
        Map<String, String> drivers = new TreeMap<>();
        for (String line : lines) {
            Matcher matcher = FactsParser.matched(DRIVER, line, "remote");
            drivers.put(DriverListing.FOLDER + "/" + matcher.group(2), matcher.group(1));
        }
        return Collections.unmodifiableMap(drivers);
    }

    private static String unescaped(String path) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '\\' && i + 1 < path.length()) {
                char escaped = path.charAt(++i);
                text.append(escaped == 'n' ? '\n' : escaped == 'r' ? '\r' : escaped);
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
