package io.oneha.cli.output;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A metric; its help and type are printed before its first sample, and not at all without one. */
final class PrometheusFamily {
    private final PrintWriter out;
    private final String name;
    private final String help;
    private final Set<String> series = new HashSet<>();
    private boolean printed;

    PrometheusFamily(PrintWriter out, String name, String help) {
        this.out = out;
        this.name = "opennebula_" + name;
        this.help = help;
    }

    /**
     * One series has one value: of two samples with equal labels, which a scraper would refuse, the first counts.
     *
     * @param more names of further labels, each before its value
     */
    void sample(Map<String, String> common, Number value, String... more) {
        Map<String, String> labels = new LinkedHashMap<>(common);
        for (int i = 0; i < more.length; i += 2) {
            labels.put(more[i], more[i + 1]);
        }
        if (!series.add(labels.toString())) {
            return;
        }
        if (!printed) {
            out.print("# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n");
            printed = true;
        }
        String pairs = labels.entrySet().stream()
                .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
                .collect(Collectors.joining(","));
        out.print(name + "{" + pairs + "} " + value + "\n");
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
