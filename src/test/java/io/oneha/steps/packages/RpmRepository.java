package io.oneha.steps.packages;

import io.oneha.testing.LoopbackServer;
import io.oneha.testing.Needs;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

/**
 * A signed repository of real rpms, served on loopback to whoever has the login: opennebula, opennebula-common and opennebula-tools
 * in 7.0.0-1 and 7.0.1-1, and what {@code rpms.sh} makes beside.
 */
final class RpmRepository implements AutoCloseable {
    static final String PASSWORD = "password-of-the-repository";

    private static final Path SCRIPT = Path.of("src", "test", "resources", "packages", "rpms.sh");
    private static final String LOGIN =
            "Basic " + Base64.getEncoder().encodeToString(("lab:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

    private final Path folder;
    private final LoopbackServer server;

    private RpmRepository(Path folder) {
        this.folder = folder;
        this.server = LoopbackServer.start(this::answer);
    }

    /** Makes it in an empty folder; leaves out the test where the machine lacks what it or its hosts take. */
    static RpmRepository in(Path folder) throws IOException, InterruptedException {
        Needs.programs("dnf", "zypper", "rpm", "rpmbuild", "rpmsign", "createrepo_c", "gpg", "gpg-agent");
        Process making = new ProcessBuilder("sh", SCRIPT.toString(), folder.toString())
                .redirectErrorStream(true)
                .start();
        making.getOutputStream().close();
        String said = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!making.waitFor(60, TimeUnit.SECONDS) || making.exitValue() != 0) {
            throw new IllegalStateException("no rpms were made: " + said);
        }
        return new RpmRepository(folder);
    }

    /** Its address: that of its packages with {@code /repo}, that of its key with {@code /key.asc}. */
    String address() {
        return "http://127.0.0.1:" + server.port();
    }

    /** @param name such as {@code repo/opennebula-7.0.0-1.rpm} */
    byte[] rpm(String name) {
        try {
            return Files.readAllBytes(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nobody listens at its address until it is back. */
    void isAway() {
        server.refuse();
    }

    void isBack() {
        server.listen();
    }

    private void answer(LoopbackServer.Request request, Socket connection) throws IOException {
        String path = request.head().split(" ", 3)[1];
        boolean key = path.equals("/key.asc");
        boolean known = key || request.head().contains(LOGIN);
        Path file = folder.resolve(key ? "repo/key.asc" : path.substring(1));
        byte[] body = known && Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
        String status = !known
                ? "401 No\r\nWWW-Authenticate: Basic realm=\"lab\""
                : body.length > 0 ? "200 OK" : "404 Not Found";
        OutputStream out = connection.getOutputStream();
        out.write(("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length + "\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        if (!request.head().startsWith("HEAD ")) {
            out.write(body);
        }
        out.flush();
    }

    @Override
    public void close() {
        server.close();
    }
}
