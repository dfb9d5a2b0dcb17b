package io.oneha.inventory;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** What the YAML parser found wrong, in words that help whoever wrote the file, with the line to look at. */
final class YamlSyntax {
    private YamlSyntax() {}

    /** @throws InventoryException at the first character that YAML does not allow */
    static void requireText(Source source) {
        String text = source.text();
        int line = 1;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (!StreamReader.isPrintable(point)) {
                throw source.line(line).fault("a control character (code " + point + ")", "remove it");
            }
            line += point == '\n' ? 1 : 0;
            i += Character.charCount(point);
        }
    }

    static InventoryException fault(Source source, YamlEngineException e) {
        if (!(e instanceof MarkedYamlEngineException marked)) {
            return source.line(1).fault("not YAML that can be read: " + e.getMessage(), "mend or remove it");
        }
        String problem = marked.getProblem();
        int here = line(marked.getProblemMark());
        int opened = marked.getContextMark().isPresent() ? line(marked.getContextMark()) : here;
        if (problem.contains("(TAB)")) {
            return source.line(here).fault("a tab stands where YAML wants spaces", "indent with spaces");
        }
        if (problem.contains("unexpected end of stream")) {
            return source.line(opened).fault("a quote is opened here and never closed", "close it");
        }
        if (problem.contains("<stream end>") && problem.startsWith("expected ',' or")) {
            return source.line(opened).fault("a bracket is opened here and never closed", "close it");
        }
        if (problem.startsWith("could not find expected ':'")) {
            return source.line(opened).fault("a key without \":\"", "write \"key: value\"");
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return source.line(here).fault("\": \" is not possible here", "quote the value, or mend the indentation");
        }
        if (problem.startsWith("expected <block end>")) {
            return source.line(here)
                    .fault("the indentation does not fit the lines above", "align it with its neighbours");
        }
        return source.line(here).fault("not valid YAML: " + problem, "mend the syntax");
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }
}
