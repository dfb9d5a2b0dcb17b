package io.oneha.serve.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.oneha.app.session.CommandException;
import io.oneha.serve.Page;
import io.oneha.serve.Pages;
import io.oneha.serve.WatchedZone;
import io.oneha.testing.Needs;
import io.oneha.testing.SshServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS with certificates that openssl makes, and passwords. */
@Timeout(60)
class ProtectedServerTest {
    private static final Duration SOON = Duration.ofSeconds(8);
    private static final BasicAuth USERS = new BasicAuth(Map.of("erika", hash("right"), "otto", hash("other")));

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"rsa:2048", "ec -pkeyopt ec_paramgen_curve:prime256v1", "ed25519"})
    void keysOfEachKindServeAClientThatTrustsTheirCertificate(String kind) throws Exception {
        WebConfig.TlsFiles files = certificate("server", kind);
        ServerTls tls = ServerTls.read(files);
        try (WebServer server = open(Optional.of(tls.context()), Optional.empty())) {
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(trusting(files.certificate()))
                    .build();
            assertThat(client.send(request("https", server, "").build(), BodyHandlers.ofString())
                            .body())
                    .isEqualTo("The exporter runs.\n");
            assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> HttpClient.newHttpClient()
                    .send(request("https", server, "").build(), BodyHandlers.ofString()));
        }
        assertThat(tls.ends())
                .isBetween(
                        Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
    }

    @ParameterizedTest
    @CsvSource({"rsa, RSA PRIVATE KEY", "ec, EC PRIVATE KEY"})
    void keysInTheirOlderFormsAreReadToo(String command, String label) throws Exception {
        String kind = command.equals("rsa") ? "rsa:2048" : "ec -pkeyopt ec_paramgen_curve:prime256v1";
        WebConfig.TlsFiles files = certificate("server", kind);
        Path old = folder.resolve("old.key");
        List<String> convert =
                new ArrayList<>(List.of("openssl", command, "-in", files.key().toString(), "-out", old.toString()));
        if (command.equals("rsa")) {
            convert.add("-traditional");
        }
        SshServer.run(convert);
        secret(old);
        assertThat(old).content().contains("BEGIN " + label);

        ServerTls tls = ServerTls.read(new WebConfig.TlsFiles(files.certificate(), old));

        assertThat(tls.context()).isNotNull();
    }

    @Test
    void aClientThatStopsInTheHandshakeKeepsNobodyWaitingAndIsClosed() throws Exception {
        WebConfig.TlsFiles files = certificate("server", "rsa:2048");
        try (WebServer server = open(Optional.of(ServerTls.read(files).context()), Optional.empty());
                Socket silent = new Socket(
                        server.address().getAddress(), server.address().getPort())) {
            silent.setSoTimeout(20_000);
            silent.getOutputStream().write(new byte[] {0x16, 0x03, 0x01});
            HttpClient client = HttpClient.newBuilder()
                    .sslContext(trusting(files.certificate()))
                    .build();
            assertThat(client.send(request("https", server, "").build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            InputStream in = silent.getInputStream();
            assertThat(in.readAllBytes().length)
                    .as("at most an alert, and then its end")
                    .isLessThan(64);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "erika:right, 200",
        "otto:other, 200",
        "erika:wrong, 401",
        "erika:other, 401",
        "nobody:right, 401",
        "erika:, 401",
        "erika, 401",
        "'', 401",
    })
    void onlyAUserWithThePasswordIsAnswered(String given, int status) throws Exception {
        try (WebServer server = open(Optional.empty(), Optional.of(USERS))) {
            HttpClient client = HttpClient.newHttpClient();
            for (int i = 0; i < 2; i++) {
                var answer = client.send(request("http", server, given).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(status);
                assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
                        .isEqualTo(status == 401);
            }
        }
    }

    @Test
    void aHeaderThatIsNoneOfBasicAuthenticationIsRefused() {
        assertThat(USERS.allows("Basic %%%")).isFalse();
        assertThat(USERS.allows("Bearer x")).isFalse();
        assertThat(USERS.allows(
                        "basic " + Base64.getEncoder().encodeToString("erika:right".getBytes(StandardCharsets.UTF_8))))
                .isTrue();
    }

    @Test
    void hashesOfHtpasswdAreKnown() {
        // Apache's htpasswd writes $2y$ where others write $2b$ for the same.
        BasicAuth apache = new BasicAuth(Map.of("erika", hash("right").replace("$2b$", "$2y$")));
        assertThat(apache.allows(
                        "Basic " + Base64.getEncoder().encodeToString("erika:right".getBytes(StandardCharsets.UTF_8))))
                .isTrue();
    }

    @Test
    void filesThatCannotServeAreNamedWithTheReason() throws Exception {
        WebConfig.TlsFiles one = certificate("one", "rsa:2048");
        WebConfig.TlsFiles two = certificate("two", "rsa:2048");
        assertThat(refusal(one.certificate(), two.key()))
                .isEqualTo(two.key() + ": the key is not that of the certificate in " + one.certificate()
                        + "; name its own");
        assertThat(refusal(one.key(), one.key())).startsWith(one.key() + ": it holds no certificate");
        assertThat(refusal(one.certificate(), one.certificate()))
                .isEqualTo(one.certificate() + ": it holds no private key; name a PEM file");
        assertThat(refusal(folder.resolve("none.crt"), one.key()))
                .isEqualTo(folder.resolve("none.crt") + ": it cannot be read: there is no such file");
        Files.setPosixFilePermissions(one.key(), PosixFilePermissions.fromString("rw----r--"));
        assertThat(refusal(one.certificate(), one.key()))
                .isEqualTo(one.key() + ": everybody can read this secret; run `chmod o-r " + one.key() + "`");
        Path locked = folder.resolve("locked.key");
        SshServer.run(List.of(
                "openssl",
                "pkey",
                "-in",
                two.key().toString(),
                "-aes128",
                "-passout",
                "pass:x",
                "-out",
                locked.toString()));
        secret(locked);
        assertThat(refusal(two.certificate(), locked)).startsWith(locked + ": the key is encrypted");
    }

    private static String refusal(Path certificate, Path key) {
        return catchThrowableOfType(
                        CommandException.class, () -> ServerTls.read(new WebConfig.TlsFiles(certificate, key)))
                .getMessage();
    }

    private WebConfig.TlsFiles certificate(String name, String kind) throws Exception {
        Needs.programs("openssl");
        Path certificate = folder.resolve(name + ".crt");
        Path key = folder.resolve(name + ".key");
        List<String> command = new ArrayList<>(List.of("openssl", "req", "-x509", "-nodes", "-days", "30", "-newkey"));
        command.addAll(List.of(kind.split(" ")));
        command.addAll(List.of("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"));
        command.addAll(List.of("-keyout", key.toString(), "-out", certificate.toString()));
        SshServer.run(command);
        secret(key);
        secret(certificate);
        return new WebConfig.TlsFiles(certificate, key);
    }

    private static void secret(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static SSLContext trusting(Path certificate) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = Files.newInputStream(certificate)) {
            store.setCertificateEntry(
                    "it", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static WebServer open(Optional<SSLContext> tls, Optional<BasicAuth> users) throws IOException {
        Pages pages =
                new Pages(new WatchedZone(() -> 0, Duration.ofSeconds(1), List.of()), accept -> Page.line(200, ""));
        return WebServer.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), pages, tls, users, warning -> {});
    }

    private static HttpRequest.Builder request(String scheme, WebServer server, String user) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(scheme + "://127.0.0.1:" + server.address().getPort() + "/-/healthy"))
                .timeout(SOON);
        return user.isEmpty()
                ? request
                : request.header(
                        "Authorization",
                        "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hash(String password) {
        return OpenBSDBCrypt.generate("2b", password.toCharArray(), new byte[16], 4);
    }
}
