package io.oneha.steps.site;

import io.oneha.base.Text;
import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A host as root: scripts, files and streams. What fails is a {@link StepException} that names the host, or SSH's own.
 *
 * @param host the host itself, for looks
 */
public record RootShell(RemoteHost host) {
    /** A script's exit status for "no", where it was asked something. */
    private static final int NO = 3;

    /** A script's exit status where another host was out of its reach: EX_TEMPFAIL of sysexits.h. */
    private static final int AWAY = 75;

    private static final int MOST_OUTPUT = 64 << 20;
    private static final int MOST_TEXT = 400;
    private static final int MOST_FILE = 4 << 20;
    private static final Duration FILES = Duration.ofSeconds(20);
    private static final String REMEDY = "remedy: ";
    /** The host's name in the inventory. */
    public String name() {
        return host.name();
    }

    /** Asks a script a yes-or-no question. */
    public boolean asks(Script script, Duration deadline) {
        RemoteResult result = host.run(script.command(), deadline);
        if (result.exitStatus() == NO) {
            return false;
        }
        checked(result);
        return true;
    }

    /** Runs a script to its end and gives what it printed. */
    public String runs(Script script, Duration deadline) {
        return checked(host.run(script.command().limitedTo(MOST_OUTPUT), deadline))
                .text();
    }

    /** Runs one program. */
    public byte[] runs(RemoteCommand command, Duration deadline) {
        return checked(host.run(command.as(Become.ROOT).limitedTo(MOST_OUTPUT), deadline))
                .out();
    }

    /**
     * Runs a command whose input or output is large, as root.
     *
     * @return what it said on standard error, fit for a terminal
     * @throws StepException it failed
     */
    public String streams(RemoteCommand command, InputStream in, OutputStream out, Duration deadline) {
        return Text.clean(
                checked(host.stream(command.as(Become.ROOT), in, out, deadline)).errors(), MOST_TEXT);
    }

    /** The same for a script. */
    public String streams(Script script, OutputStream out, Duration deadline) {
        return streams(script.command(), InputStream.nullInputStream(), out, deadline);
    }

    /** A file's bytes; empty when there is no such file. */
    public Optional<byte[]> reads(String path) {
        RemoteResult result = host.run(file("read", path).command().limitedTo(MOST_FILE), FILES);
        return result.exitStatus() == NO
                ? Optional.empty()
                : Optional.of(checked(result).out());
    }

    /**
     * Replaces a file in one go, so that nobody ever reads half of it, and only when all of it is on the disk. Where its folder
     * is an unprivileged account's it is written by that account.
     *
     * @param owner such as {@code root:oneadmin}
     * @param mode such as {@code 640}
     */
    public void writes(String path, byte[] content, String owner, String mode) {
        runs(holding(file("write", path), content).with("owner", owner).with("mode", mode), FILES);
    }

    /** Keeps a file, if it is there, as an archive in a folder that only root reads, unless an earlier one is there. */
    public void keeps(String path, String folder) {
        runs(file("keep", path).with("folder", folder), FILES);
    }

    /** Replaces a file that is there; owner and mode stay. */
    public void rewrites(String path, byte[] content) {
        runs(holding(file("rewrite", path), content), FILES);
    }

    /** A script about one file, as it is sent and shown. */
    public static Script file(String verb, String path) {
        return Script.of("site/file", verb).with("path", path);
    }

    private static Script holding(Script script, byte[] content) {
        return script.with("content", Base64.getEncoder().encodeToString(content))
                .with("size", String.valueOf(content.length));
    }

    private RemoteResult checked(RemoteResult result) {
        if (result.isOk()) {
            return result;
        }
        Map<Boolean, List<String>> lines = result.errors()
                .lines()
                .filter(line -> !line.isBlank())
                .collect(Collectors.partitioningBy(line -> line.startsWith(REMEDY)));
        String reason = last(lines.get(false)).orElse("ended with status " + result.exitStatus());
        String remedy = last(lines.get(true))
                .map(line -> line.substring(REMEDY.length()))
                .orElse("");
        StepException.Cause cause =
                result.exitStatus() == AWAY ? StepException.Cause.OUT_OF_REACH : StepException.Cause.STEP;
        throw new StepException(
                cause, host.name() + ": " + Text.clean(reason, MOST_TEXT), Text.clean(remedy, MOST_TEXT));
    }

    private static Optional<String> last(List<String> lines) {
        return lines.stream().reduce((first, second) -> second);
    }
}
