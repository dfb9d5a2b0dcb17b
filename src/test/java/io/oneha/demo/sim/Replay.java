package io.oneha.demo.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Sends recorded requests to a rebuilt zone and compares its answers with the recorded ones, byte for byte. */
final class Replay {
    final Set<String> compared = new TreeSet<>();
    private Lab lab;

    /** Goes on in this zone. */
    Lab in(Lab rebuilt) {
        lab = rebuilt;
        return rebuilt;
    }

    /** The number of the server that leads. */
    int leads() {
        return lab.zone.servers().indexOf(lab.leader());
    }

    void answers(int server, String... names) {
        for (String name : names) {
            answers(server, name, UnaryOperator.identity());
        }
    }

    void answers(int server, String name, UnaryOperator<String> recorded) {
        List<String> answer = sends(server, name);
        long end = lab.zone.clock().now() + 1000;
        while (answer.isEmpty() && lab.zone.clock().now() < end) {
            lab.pass(1);
        }
        wasAnswered(answer, name, recorded);
    }

    /** Sends it and goes on; the list gets the answer. */
    List<String> sends(int server, String name) {
        List<String> answer = new ArrayList<>();
        lab.server(server).receive(read(name + ".req.xml"), answer::add);
        return answer;
    }

    void wasAnswered(List<String> answer, String name) {
        wasAnswered(answer, name, UnaryOperator.identity());
    }

    private void wasAnswered(List<String> answer, String name, UnaryOperator<String> recorded) {
        assertThat(answer).as("%s: answers; %s", name, lab).hasSize(1);
        assertThat(answer.get(0)).as(name).isEqualTo(recorded.apply(read(name + ".resp.xml")));
        compared.add(name);
    }

    /** It takes the request and says nothing for the 30 s that the recording waited. */
    List<String> staysSilent(int server, String name) {
        List<String> answer = sends(server, name);
        lab.pass(30_000);
        assertThat(answer).as(name).isEmpty();
        assertThat(lab.server(server).isListening()).as(name).isTrue();
        compared.add(name);
        return answer;
    }

    void refuses(int server, String... names) {
        assertThat(lab.server(server).isListening()).isFalse();
        compared.addAll(List.of(names));
    }

    static String read(String file) {
        try (InputStream stream = Replay.class.getResourceAsStream("/recordings/" + file)) {
            assertThat(stream).as(file).isNotNull();
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
