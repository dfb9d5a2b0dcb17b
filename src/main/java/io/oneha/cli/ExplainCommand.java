package io.oneha.cli;

import io.oneha.app.explain.FindingPage;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.base.Text;
import io.oneha.cli.output.ExplainFormat;
import io.oneha.cli.output.TextColours;
import io.oneha.health.FindingCode;
import io.oneha.term.ControllingTerminal;
import java.util.ArrayList;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code oneha explain}. */
@Command(
        name = "explain",
        description = "What a finding means, how it comes about, how to see it by hand, what to do; needs no zone.",
        footer = {
            "",
            "  oneha explain                  every code, with what it means",
            "  oneha explain NO_LEADER        all that is known of one; capitals do not matter",
            "",
            "The codes are those that 'oneha check' prints. The same pages are docs/findings of the source."
        })
public final class ExplainCommand extends Subcommand {
    /** What is still read in one go: longer lines are not filled, however wide the terminal is. */
    private static final int WIDEST = 100;

    private static final int USUAL = 80;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "One of ${COMPLETION-CANDIDATES}.")
    ExplainFormat output;

    @Parameters(
            arity = "0..1",
            paramLabel = "CODE",
            completionCandidates = Codes.class,
            description = "The code of a finding, such as NO_LEADER; without one, all of them are listed.")
    String code;

    @Override
    public Integer call() {
        Session session = session();
        TextColours paint = TextColours.where(session.isColoured(session.settings()));
        if (code == null) {
            output.print(FindingPage.all(), session.out(), paint);
        } else {
            FindingCode known = FindingPage.code(code).orElseThrow(() -> unknown(code));
            output.print(FindingPage.of(known), session.out(), paint, width(session));
        }
        session.out().flush();
        return ExitCode.OK.number();
    }

    private static int width(Session session) {
        return session.surroundings().outIsTerminal() ? Math.min(WIDEST, ControllingTerminal.columns()) : USUAL;
    }

    private static CommandException unknown(String typed) {
        String meant = FindingPage.nearest(typed)
                .map(code -> "did you mean " + code + "? ")
                .orElse("");
        return new CommandException(
                ExitCode.USAGE,
                "there is no finding '" + Text.clean(typed) + "'; " + meant + "'oneha explain' lists the codes");
    }

    /** What {@code CODE} may be, for completion. */
    static final class Codes extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Codes() {
            super(Stream.of(FindingCode.values()).map(FindingCode::name).toList());
        }
    }
}
