package io.oneha.cli;

import io.oneha.app.look.LeaderLook;
import io.oneha.app.look.ThisMachine;
import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.app.session.Session;
import io.oneha.base.Text;
import io.oneha.cli.output.LeaderFormat;
import io.oneha.observe.ServerView;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code oneha leader}. */
@Command(
        name = "leader",
        description = "Who leads the zone, asked by XML-RPC alone; with --is or --self, whether that one does.",
        footer = {
            "",
            "  oneha leader                   prints the leader's name; exit code 2 where nobody leads",
            "  oneha leader --is n1a2         prints nothing: exit code 0 if n1a2 leads, 1 if not",
            "  oneha leader --self            the same of the machine that oneha runs on",
            "",
            "The leader is the server that a majority of the zone follows in its term. One that was cut off, and",
            "still says that it leads, is not. Where who leads is not known the exit code is 3 or more, and",
            "standard error says why. Without HA the zone's one server counts as the leader."
        })
public final class LeaderCommand extends Subcommand {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description =
                    "One of ${COMPLETION-CANDIDATES}: its name (the default), the URL where it answered, or both and its term.")
    LeaderFormat output;

    @Option(
            names = "--is",
            paramLabel = "SERVER",
            description = "Print nothing; exit code 0 if the server of this name leads, 1 if not.")
    String is;

    @Option(
            names = "--self",
            description =
                    "The same of this machine: the server whose endpoint has one of its addresses, or that has its host name.")
    boolean self;

    @Override
    public Integer call() {
        if (self && is != null) {
            throw new ParameterException(spec.commandLine(), "--self and --is ask for two different servers");
        }
        boolean asks = self || is != null;
        if (asks && output != null) {
            throw new ParameterException(
                    spec.commandLine(), "--is and --self print nothing, so that -o has no meaning");
        }
        Session session = session();
        LeaderLook look = LeaderLook.now(session, session.settingsWithTarget());
        return asks ? answer(look) : print(look, session);
    }

    private int print(LeaderLook look, Session session) {
        LeaderFormat format = output == null ? LeaderFormat.NAME : output;
        format.print(look, session.out());
        session.out().flush();
        if (look.leader().isPresent()) {
            return ExitCode.OK.number();
        }
        LeaderLook.Absence absence = look.absence();
        if (format == LeaderFormat.JSON) {
            return absence.exitCode().number();
        }
        throw new CommandException(absence.exitCode(), absence.line());
    }

    private int answer(LeaderLook look) {
        if (!look.isKnown()) {
            throw new CommandException(look.absence().exitCode(), look.absence().line());
        }
        String name = self ? own(look) : named(look);
        return look.leader().filter(view -> view.name().equals(name)).isPresent()
                ? ExitCode.OK.number()
                : ExitCode.WARNING.number();
    }

    private String named(LeaderLook look) {
        return look.names().stream()
                .filter(name -> name.equalsIgnoreCase(is))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        ExitCode.USAGE, "the zone has no server " + Text.clean(is) + "; it has " + all(look)));
    }

    private static String own(LeaderLook look) {
        ThisMachine here = ThisMachine.here();
        List<ServerView> own = here.among(look.snapshot().servers());
        List<String> names = own.stream().map(ServerView::name).distinct().toList();
        if (names.size() == 1) {
            return names.get(0);
        }
        throw new CommandException(
                ExitCode.USAGE,
                (names.isEmpty() ? "none" : "more than one")
                        + " of the zone's servers is this machine by its addresses or its name, "
                        + Text.clean(here.name()) + ": use --is with one of " + all(look));
    }

    private static String all(LeaderLook look) {
        return String.join(", ", look.names());
    }
}
