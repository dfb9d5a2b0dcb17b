package io.oneha.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is told of a fault of the program itself. */
class StackTraceTest {
    @Test
    void whatAHostSaidIsCleanedInAStackTraceToo() {
        StringWriter told = new StringWriter();
        CommandLine line = new CommandLine(new OnehaCommand(null)).setErr(new PrintWriter(told));
        line.parseArgs("-v", "-v");
        int code = new ErrorHandling()
                .handleExecutionException(
                        new IllegalStateException("a title\u001b]0;x\u0007", new IllegalArgumentException("\u009b2J")),
                        line,
                        line.getParseResult());
        assertThat(code).isEqualTo(2);
        assertThat(told.toString())
                .contains("\tat io.oneha.cli.StackTraceTest.")
                .contains("a title]0;x")
                .contains("Caused by: ")
                .doesNotContain("\u001b")
                .doesNotContain("\u0007")
                .doesNotContain("\u009b");
    }
}
