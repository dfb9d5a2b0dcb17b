package io.oneha.app.explain;

import io.oneha.base.Resource;
import io.oneha.base.Spelling;
import io.oneha.health.FindingCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is known of a kind of finding: a page of docs/findings, which the build puts into the program.
 *
 * @param code the kind
 * @param summary what it means, in one short sentence
 * @param sections the parts of the page, in their order
 * @param markdown the whole page as it stands there
 */
public record FindingPage(FindingCode code, String summary, List<Section> sections, String markdown) {
    private static final String HEADING = "\n## ";

    /**
     * A part of a page.
     *
     * @param title its heading
     * @param markdown what stands below that
     */
    public record Section(String title, String markdown) {
        /** The pieces of it, as a terminal shows them. */
        public List<PageBlock> blocks() {
            return PageBlock.of(markdown);
        }
    }

    /** The page of a kind of finding. */
    public static FindingPage of(FindingCode code) {
        return parse(code, Resource.text(FindingPage.class, code + ".md"));
    }

    /** All of them, in the order of the codes. */
    public static List<FindingPage> all() {
        return Stream.of(FindingCode.values()).map(FindingPage::of).toList();
    }

    /** The code that somebody typed, in upper or lower case, with hyphens or underscores. */
    public static Optional<FindingCode> code(String typed) {
        String name = name(typed);
        return Stream.of(FindingCode.values())
                .filter(code -> code.name().equals(name))
                .findFirst();
    }

    /** The code that is nearest to what somebody typed; empty where none is near. */
    public static Optional<FindingCode> nearest(String typed) {
        return Spelling.nearest(
                        name(typed),
                        Stream.of(FindingCode.values()).map(FindingCode::name).toList())
                .map(FindingCode::valueOf);
    }

    private static String name(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT).replace('-', '_');
    }

    /** {@code # CODE}, the summary, then the sections below their headings. */
    static FindingPage parse(FindingCode code, String markdown) {
        String[] parts = markdown.split(HEADING);
        List<Section> sections = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            String[] titled = parts[i].split("\n", 2);
            sections.add(new Section(titled[0].strip(), titled.length < 2 ? "" : trimmed(titled[1])));
        }
        String[] titled = parts[0].split("\n", 2);
        String summary = titled.length < 2 ? "" : titled[1].strip().replace('\n', ' ');
        return new FindingPage(code, summary, List.copyOf(sections), markdown);
    }

    /** Without empty lines around it; what the first line is indented by is part of it. */
    private static String trimmed(String text) {
        return text.replaceFirst("^\n+", "").stripTrailing();
    }
}
