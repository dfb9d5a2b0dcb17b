package io.oneha.steps;

import io.oneha.ssh.Forward;
import io.oneha.ssh.RemoteCommand;
import io.oneha.ssh.RemoteHost;
import io.oneha.ssh.RemoteResult;
import io.oneha.testing.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A host whose files lie over this machine's own for as long as it is open: steps' scripts run there on real paths, with real
 * tools but for the programs that a test replaces. Needs root.
 */
public final class RootedHost implements RemoteHost {
    private static final String SETUP =
            """
            set -e
            mount -t tmpfs tmpfs "$1"
            mkdir "$1/upper" "$1/work" "$1/root"
            mount -t overlay overlay -o "lowerdir=/,upperdir=$1/upper,workdir=$1/work" "$1/root"
            mount --rbind /dev "$1/root/dev"
            mount -t tmpfs -o mode=755 tmpfs "$1/root/run"
            mount -t tmpfs tmpfs "$1/root/tmp"
            echo ready
            exec cat
            """;

    private final String name;
    private final Path folder;
    private final Process keeper;

    /** What the last command printed, on both of its outputs. */
    private String printed = "";

    public RootedHost(String name) {
        Needs.mountNamespaces("chroot", "nsenter");
        this.name = name;
        try {
            folder = Files.createTempDirectory("oneha-host-");
            keeper = new ProcessBuilder(
                            "unshare", "-m", "--propagation", "private", "sh", "-c", SETUP, "sh", folder.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            if (keeper.getInputStream().read() != 'r') {
                throw new IllegalStateException("no host could be laid over this machine's files");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A program that goes before the machine's own of that name. */
    public RootedHost program(String program, String script) {
        file("/usr/local/bin/" + program, "#!/bin/sh\n" + script + "\n");
        shell("chmod 755 /usr/local/bin/" + program);
        return this;
    }

    public RootedHost file(String path, String content) {
        run(
                RemoteCommand.of("sh", "-c", "mkdir -p \"${1%/*}/\" && cat > \"$1\"", "sh", path)
                        .withInput(content.getBytes(StandardCharsets.UTF_8)),
                Duration.ofSeconds(10));
        return this;
    }

    /** Runs shell text and gives what it printed. */
    public String shell(String text) {
        return run(RemoteCommand.of("sh", "-c", text), Duration.ofSeconds(10)).text();
    }

    public String printed() {
        return printed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RemoteResult run(RemoteCommand command, Duration deadline) {
        List<String> words = new ArrayList<>(List.of("nsenter", "--target", String.valueOf(keeper.pid()), "--mount"));
        words.addAll(List.of("chroot", folder.resolve("root").toString(), "/bin/sh", "-c", command.line("root")));
        try {
            Path out = Files.createTempFile("oneha-host", ".out");
            Path err = Files.createTempFile("oneha-host", ".err");
            Process process = new ProcessBuilder(words)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(command.input());
            }
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end");
            }
            RemoteResult result =
                    new RemoteResult(process.exitValue(), Files.readAllBytes(out), Files.readAllBytes(err));
            Files.delete(out);
            Files.delete(err);
            printed = result.text() + result.errors();
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public RemoteResult stream(RemoteCommand command, InputStream in, OutputStream out, Duration deadline) {
        try {
            RemoteResult result = run(command.withInput(in.readAllBytes()), deadline);
            out.write(result.out());
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Forward forward(String host, int port, Duration deadline) {
        throw new UnsupportedOperationException("nothing is forwarded here");
    }

    /** With its keeper the kernel takes its mounts away. */
    @Override
    public void close() {
        try {
            keeper.getOutputStream().close();
            keeper.waitFor(5, TimeUnit.SECONDS);
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
