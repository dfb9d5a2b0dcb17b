package io.oneha.cli;

import io.oneha.app.session.ExitCode;
import io.oneha.app.session.ProcessEnvironment;
import io.oneha.app.settings.Durations;
import io.oneha.cli.completion.CompletionShell;
import io.oneha.cli.output.ExplainFormat;
import io.oneha.cli.output.LeaderFormat;
import io.quarkus.picocli.runtime.PicocliCommandLineFactory;
import io.quarkus.runtime.annotations.CommandLineArguments;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Makes the command line: what picocli's annotations cannot say. */
@Singleton
final class CommandLines {
    private static final int HELP_WIDTH = 100;

    @Produces
    @Singleton
    ProcessEnvironment surroundings() {
        return ProcessEnvironment.ofThisProcess();
    }

    @Produces
    @Dependent
    CommandLine commandLine(PicocliCommandLineFactory factory, @CommandLineArguments String[] arguments) {
        String version = ConfigProvider.getConfig()
                .getOptionalValue("quarkus.application.version", String.class)
                .orElse("");
        CommandLine line = factory.create();
        Subcommands.named(arguments).addTo(line);
        configure(line, version);
        StandardOutput out = new StandardOutput();
        return line.setExecutionStrategy(parsed -> runAndPrint(parsed, out))
                .setOut(writer(out))
                .setErr(writer(new FileOutputStream(FileDescriptor.err)));
    }

    /** UTF-8 whatever the locale says: JSON, YAML and names must not depend on it. */
    private static PrintWriter writer(OutputStream bytes) {
        return new PrintWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8), true);
    }

    /** An answer that did not get out is a failure, whatever the command found: a full disk must not look like good news. */
    private static int runAndPrint(ParseResult parsed, StandardOutput out) {
        int exitCode = run(parsed);
        CommandLine line = parsed.commandSpec().commandLine();
        line.getOut().flush();
        return out.failure()
                .map(failure -> ErrorHandling.say(line, failure.getMessage(), failure.exitCode()))
                .orElse(exitCode);
    }

    /** Everything about a command line that does not depend on where it runs. */
    static CommandLine configure(CommandLine line, String version) {
        ErrorHandling errors = new ErrorHandling();
        Map<String, String> exitCodes = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            exitCodes.put(String.valueOf(code.number()), code.meaning());
        }
        CommandSpec spec = line.getCommandSpec();
        spec.version((spec.name() + " " + version).strip());
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes);
        return line.registerConverter(Duration.class, CommandLines::seconds)
                .registerConverter(StatusOutput.class, text -> oneOf(StatusOutput.values(), text))
                .registerConverter(CheckOutput.class, text -> oneOf(CheckOutput.values(), text))
                .registerConverter(LeaderFormat.class, text -> oneOf(LeaderFormat.values(), text))
                .registerConverter(ExplainFormat.class, text -> oneOf(ExplainFormat.values(), text))
                .registerConverter(PlanOutput.class, text -> oneOf(PlanOutput.values(), text))
                .registerConverter(RunsAction.class, text -> oneOf(RunsAction.values(), text))
                .registerConverter(CompletionShell.class, text -> oneOf(CompletionShell.values(), text))
                // What begins with @ is a file of variables, and not of further words of this command line.
                .setExpandAtFiles(false)
                .setUsageHelpWidth(HELP_WIDTH)
                .setUsageHelpLongOptionsMaxWidth(HELP_WIDTH / 3)
                .setExecutionStrategy(CommandLines::run)
                .setParameterExceptionHandler(errors)
                .setExecutionExceptionHandler(errors);
    }

    /** An unknown command is one, whatever follows it: picocli passes over it where help is asked for. */
    private static int run(ParseResult parsed) {
        if (!parsed.unmatched().isEmpty()) {
            throw new UnmatchedArgumentException(parsed.commandSpec().commandLine(), parsed.unmatched());
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static Duration seconds(String text) {
        try {
            return Durations.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** By the words that help shows; picocli's own converter answers with the constants' names. */
    private static <E extends Enum<E>> E oneOf(E[] values, String text) {
        for (E value : values) {
            if (value.toString().equalsIgnoreCase(text)) {
                return value;
            }
        }
        throw new TypeConversionException("'" + text + "' is none of " + Arrays.toString(values));
    }
}
