package io.oneha.serve.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.look.EventLog;
import io.oneha.app.look.Poller;
import io.oneha.observe.Snapshot;
import io.oneha.serve.Pages;
import io.oneha.serve.RecordedPolls;
import io.oneha.serve.WatchedZone;
import io.oneha.serve.metrics.ExporterMetrics;
import io.oneha.serve.metrics.Exposition;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A real server, and real clients of all kinds. */
@QuarkusTest
@Timeout(60)
class WebServerTest {
    /** What a client that waits for nobody gets its answer in; a slow machine is given time. */
    private static final Duration SOON = Duration.ofSeconds(4);

    private static Snapshot healthy;

    private final List<String> warnings = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(SOON)
            .build();
    private final List<Socket> sockets = new ArrayList<>();
    private WebServer server;

    @BeforeAll
    static void look() {
        healthy = RecordedPolls.snapshot("healthy");
    }

    @BeforeEach
    void open() throws IOException {
        server = open(RecordedPolls.zone(healthy));
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private WebServer open(WatchedZone zone) throws IOException {
        ExporterMetrics metrics = new ExporterMetrics(zone, "1.2.3", Optional.empty());
        Pages pages = new Pages(zone, accept -> Exposition.page(metrics.collect(), accept));
        return WebServer.open(local(), pages, Optional.empty(), Optional.empty(), warnings::add);
    }

    @Test
    void pagesAreServedWithTheirStatusTypeAndHeaders() throws Exception {
        HttpResponse<String> leader = get("/leader/server%2D0");
        assertThat(leader.statusCode()).isEqualTo(200);
        assertThat(leader.body()).isEqualTo("server-0\n");
        assertThat(leader.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
        assertThat(get("/leader/server-1?x=y").statusCode()).isEqualTo(503);
        assertThat(get("/nothing").statusCode()).isEqualTo(404);

        HttpResponse<String> post = client.send(
                request("/metrics")
                        .POST(HttpRequest.BodyPublishers.ofString("x"))
                        .build(),
                BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET");
    }

    @Test
    void metricsAreWrittenInTheFormatThatTheClientAccepts() throws Exception {
        HttpResponse<String> text = get("/metrics");
        assertThat(text.headers().firstValue("Content-Type")).contains("text/plain; version=0.0.4; charset=utf-8");
        assertThat(text.body())
                .contains("# TYPE oneha_up gauge\noneha_up 1.0\n")
                .doesNotContain("# EOF");

        HttpResponse<String> open = client.send(
                request("/metrics")
                        .header("Accept", "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;q=0.3")
                        .build(),
                BodyHandlers.ofString());
        assertThat(open.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/openmetrics-text");
        assertThat(open.body()).contains("# TYPE oneha_zone_verdict stateset\n").endsWith("# EOF\n");
    }

    @Test
    void fiftyRequestsAtOnceMakeNoPollMore() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        WatchedZone zone = new WatchedZone(System::nanoTime, Duration.ofHours(1), List.of());
        CompletableFuture<Boolean> polled = new CompletableFuture<>();
        try (Poller poller = new Poller(
                        zone.timed(
                                () -> {
                                    looks.incrementAndGet();
                                    return healthy;
                                },
                                warnings::add),
                        () -> {},
                        Duration.ofHours(1),
                        EventLog.FORGETFUL);
                WebServer own = open(zone)) {
            poller.start(snapshot -> {
                zone.accept(snapshot);
                polled.complete(true);
            });
            polled.join();
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(client.sendAsync(
                        HttpRequest.newBuilder(uri(own, i % 2 == 0 ? "/metrics" : "/leader"))
                                .build(),
                        BodyHandlers.ofString()));
            }
            for (CompletableFuture<HttpResponse<String>> answer : answers) {
                assertThat(answer.join().statusCode()).isEqualTo(200);
            }
        }
        assertThat(looks).hasValue(1);
    }

    @Test
    void twoHundredConnectionsThatSayNothingOrLittleKeepNobodyWaiting() throws Exception {
        for (int i = 0; i < 200; i++) {
            Socket socket = connect(server);
            if (i % 2 == 0) {
                socket.getOutputStream().write("GET /met".getBytes(StandardCharsets.US_ASCII));
            }
        }
        long start = System.nanoTime();
        assertThat(get("/leader").statusCode()).isEqualTo(200);
        assertThat(get("/metrics").statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SOON);
    }

    @Test
    void aClientThatSendsAByteASecondLosesItsConnection() throws Exception {
        Socket slow = connect(server);
        OutputStream out = slow.getOutputStream();
        long start = System.nanoTime();
        Thread writer = new Thread(() -> {
            try {
                for (byte each : "GET /metrics HTTP/1.1\r\nHost: oneha\r\n".getBytes(StandardCharsets.US_ASCII)) {
                    out.write(each);
                    Thread.sleep(1000);
                }
            } catch (IOException | InterruptedException e) {
                // The server has closed the connection, which is what is waited for.
            }
        });
        writer.setDaemon(true);
        writer.start();

        assertThat(get("/leader").statusCode()).isEqualTo(200);
        assertThat(ends(slow)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(12));
    }

    @Test
    void aHeadThatIsTooLargeIsNotRead() throws Exception {
        Socket socket = connect(server);
        OutputStream out = socket.getOutputStream();
        byte[] header = ("X-Long: " + "x".repeat(8000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        out.write("GET /leader HTTP/1.1\r\nHost: oneha\r\n".getBytes(StandardCharsets.US_ASCII));
        try {
            for (int i = 0; i < 5; i++) {
                out.write(header);
            }
            out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // It has closed the connection before all was written.
        }
        assertThat(firstLine(socket)).doesNotContain("200");
    }

    @Test
    void aPageThatFailsIsOneAndIsTold() throws Exception {
        Pages broken = new Pages(RecordedPolls.zone(healthy), accept -> {
            throw new IllegalStateException("a defect");
        });
        try (WebServer own = WebServer.open(local(), broken, Optional.empty(), Optional.empty(), warnings::add)) {
            assertThat(client.send(HttpRequest.newBuilder(uri(own, "/metrics")).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(500);
        }
        assertThat(warnings).singleElement().asString().contains("a defect");
    }

    @Test
    void closingTakesLessThanASecondThoughAClientIsSlow() throws Exception {
        connect(server).getOutputStream().write('G');
        assertThat(get("/leader").statusCode()).isEqualTo(200);
        long start = System.nanoTime();
        server.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        org.assertj.core.api.Assertions.assertThatExceptionOfType(ConnectException.class)
                .isThrownBy(() -> get("/leader"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(server, path)).timeout(SOON);
    }

    private Socket connect(WebServer to) throws IOException {
        Socket socket = new Socket(to.address().getAddress(), to.address().getPort());
        socket.setSoTimeout(20_000);
        sockets.add(socket);
        return socket;
    }

    private static boolean ends(Socket socket) {
        try (InputStream in = socket.getInputStream()) {
            return in.read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    private static String firstLine(Socket socket) {
        try {
            return new String(socket.getInputStream().readNBytes(20), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            return "";
        }
    }

    private static URI uri(WebServer to, String path) {
        return URI.create("http://127.0.0.1:" + to.address().getPort() + path);
    }

    private static InetSocketAddress local() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
