package io.oneha.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DemoTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Demo demo = Demo.start(new DemoOptions(3, 1, 0, true));

    @AfterEach
    void stop() {
        demo.close();
    }

    @Test
    void aDemoStartsAsAHealthyZone() throws Exception {
        for (String endpoint : demo.endpoints()) {
            assertThat(call(endpoint, "one.zone.raftstatus")).contains("&lt;TERM&gt;");
            assertThat(call(endpoint, "one.system.version")).contains("7.4.0");
        }
        assertThat(call(demo.endpoints().get(0), "one.zone.info", "<i4>0</i4>")).contains("n1a1", "n1a2", "n1a3");
    }

    @Test
    void aKilledServerRefusesAndAHungOneIsSilent() throws Exception {
        run("kill", "n1a1");
        String first = demo.endpoints().get(0);
        await(() -> refuses(first));
        run("hang", "n1a2");
        String second = demo.endpoints().get(1);
        assertThatThrownBy(() -> call(second, "one.zone.raftstatus")).isInstanceOf(HttpTimeoutException.class);
        run("hang", "n1a2");
        assertThat(call(second, "one.zone.raftstatus")).contains("RAFT");
    }

    private boolean refuses(String endpoint) throws InterruptedException {
        try {
            call(endpoint, "one.zone.raftstatus");
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("nothing happened in time").isLessThan(deadline);
            Thread.sleep(10);
        }
    }

    private String run(String command, String... arguments) {
        return demo.commands().stream()
                .filter(candidate -> candidate.name().equals(command))
                .findFirst()
                .orElseThrow()
                .run()
                .apply(List.of(arguments));
    }

    private String call(String endpoint, String method, String... parameters) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder("<?xml version=\"1.0\" ?><methodCall><methodName>" + method
                + "</methodName><params><param><value><string>" + demo.session() + "</string></value></param>");
        for (String parameter : parameters) {
            body.append("<param><value>").append(parameter).append("</value></param>");
        }
        body.append("</params></methodCall>");
        HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint))
                .timeout(Duration.ofMillis(700))
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
        return response.headers().map() + response.body();
    }
}
