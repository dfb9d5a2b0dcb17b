package io.oneha.cli.output;

import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

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

    /** One series has one value: of two samples with equal labels, which a scraper would refuse, the first counts. */
    void sample(Map<String, String> labels, Number value) {
        if (!series.add(labels.toString())) {
            return;
        }
        if (!printed) {
            out.print("# HELP " + name + " " + help + "\n# TYPE " + name + " gauge\n");
            printed = true;
        }
        StringBuilder line = new StringBuilder(name);
        char separator = '{';
        for (Map.Entry<String, String> label : labels.entrySet()) {
            line.append(separator).append(label.getKey()).append("=\"").append(escaped(label.getValue()));
            line.append('"');
            separator = ',';
        }
        out.print(line.append("} ").append(value).append('\n').toString());
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
