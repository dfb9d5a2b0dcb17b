package io.oneha.observe.host;

import io.oneha.onedconf.ConfSyntax;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sections of a configuration file: names in upper case, of a name that comes twice the first, as oned has it. */
final class ConfText {
    private ConfText() {}

    /**
     * The sections (names with brackets) of a file; values without brackets are read over.
     *
     * @throws MalformedFactsException with the number of the line where the syntax ends
     */
    static Map<String, Map<String, String>> sections(String text) {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        try {
            for (ConfSyntax.Entry entry : ConfSyntax.read(text)) {
                if (entry.bracketed()) {
                    Map<String, String> values = new LinkedHashMap<>();
                    entry.pairs().forEach(pair -> values.putIfAbsent(pair.name(), pair.value()));
                    sections.putIfAbsent(entry.name(), values);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new MalformedFactsException(e.getMessage());
        }
        return sections;
    }
}
