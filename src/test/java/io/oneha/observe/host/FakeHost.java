package io.oneha.observe.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oneha.ssh.RemoteCommand;
import io.oneha.testing.Needs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A front-end's file system laid over this machine's own, in a mount namespace that ends with each command, so that the real
 * script runs on real paths with real tools. Needs root.
 */
final class FakeHost {
    private static final String SETUP =
            """
            set -e
            here=$1 user=$2 line=$3
            mount -t tmpfs tmpfs "$here/mount"
            mkdir "$here/mount/upper" "$here/mount/work" "$here/mount/root"
            cp -a "$here/files/." "$here/mount/upper/"
            mount -t overlay overlay -o "lowerdir=/,upperdir=$here/mount/upper,workdir=$here/mount/work" "$here/mount/root"
            mount --rbind /proc "$here/mount/root/proc"
            mount --rbind /dev "$here/mount/root/dev"
            root=$here/mount/root
            . "$here/mounts.sh"
            exec chroot --userspec="$user" "$root" /bin/sh -c "$line"
            """;

    private final Path folder;
    private final StringBuilder mounts = new StringBuilder();
    private String user = "root:root";
    private String shell = "sh";

    FakeHost(Path folder) {
        Needs.mountNamespaces("chroot");
        this.folder = folder;
        try {
            Files.createDirectories(folder.resolve("mount"));
            Files.createDirectories(folder.resolve("files"));
            Files.setPosixFilePermissions(folder.resolve("files"), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A file of the host; its folders are made as well. */
    FakeHost file(String path, String content, String mode) {
        try {
            Path file = folder.resolve("files" + path);
            folder(path.substring(0, path.lastIndexOf('/')), "rwxr-xr-x");
            Files.writeString(file, content, UTF_8);
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    FakeHost file(String path, String content) {
        return file(path, content, "rw-r--r--");
    }

    /** A program that goes before the machine's own of that name. */
    FakeHost program(String name, String script) {
        return file("/usr/local/bin/" + name, "#!/bin/sh\n" + script + "\n", "rwxr-xr-x");
    }

    FakeHost folder(String path, String mode) {
        try {
            Path made = folder.resolve("files" + path);
            for (Path part = made; !Files.exists(part); part = part.getParent()) {
                if (part.getParent() != null && Files.exists(part.getParent())) {
                    Files.createDirectory(
                            part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
                    part = made.resolve("x");
                }
            }
            if (!path.isEmpty()) {
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString(mode));
            }
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    FakeHost link(String path, String target) {
        try {
            folder(path.substring(0, path.lastIndexOf('/')), "rwxr-xr-x");
            Files.createSymbolicLink(folder.resolve("files" + path), Path.of(target));
            return this;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Shell to run once the file system stands, at {@code $root}. */
    FakeHost setup(String line) {
        mounts.append(line).append('\n');
        return this;
    }

    FakeHost as(String other) {
        user = other;
        return this;
    }

    FakeHost withShell(String other) {
        shell = other;
        return this;
    }

    String answer(String... peers) {
        return run(FactsScript.command(false, List.of(peers)));
    }

    HostFacts facts(String... peers) {
        long asked = System.currentTimeMillis();
        byte[] answer = answer(peers).getBytes(UTF_8);
        return FactsParser.parse(answer, asked, System.currentTimeMillis());
    }

    String run(RemoteCommand command) {
        try {
            Files.writeString(folder.resolve("mounts.sh"), mounts);
            List<String> words =
                    new ArrayList<>(List.of("unshare", "-m", "--propagation", "private", "sh", "-c", SETUP, "sh"));
            words.add(folder.toString());
            words.add(user);
            words.add(command.line("root").replaceFirst("^sh ", shell + " "));
            Process process = new ProcessBuilder(words)
                    .redirectError(folder.resolve("errors").toFile())
                    .start();
            CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> {
                try {
                    return process.getInputStream().readAllBytes();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            try (OutputStream in = process.getOutputStream()) {
                in.write(command.input());
            }
            byte[] bytes = output.get(30, TimeUnit.SECONDS);
            process.waitFor();
            String errors = Files.readString(folder.resolve("errors"));
            if (!errors.isEmpty()) {
                throw new AssertionError("it printed an error: " + errors);
            }
            return new String(bytes, UTF_8);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
