package io.oneha.cli.output;

import io.oneha.app.look.Report;
import java.io.PrintWriter;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The same document as {@link JsonFormat}'s, as YAML; each begins with {@code ---}, so that a watch is a stream of them. */
public final class YamlFormat implements ReportFormat {
    @Override
    public void print(Report report, PrintWriter out) {
        DumpSettings settings = DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setExplicitStart(true)
                .setDereferenceAliases(true)
                .setIndicatorIndent(2)
                .setIndentWithIndicator(true)
                .setWidth(Integer.MAX_VALUE)
                .build();
        out.print(new Dump(settings).dumpToString(Document.of(report)));
    }
}
