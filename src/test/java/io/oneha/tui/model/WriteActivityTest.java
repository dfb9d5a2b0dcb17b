package io.oneha.tui.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.term.Background;
import io.oneha.term.ColourDepth;
import io.oneha.term.Size;
import io.oneha.tui.Golden;
import io.oneha.tui.Recorded;
import io.oneha.tui.Scenes;
import io.oneha.tui.frame.Frame;
import io.oneha.tui.frame.Theme;
import io.oneha.tui.screen.Screens;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The header says what is written now, not what was written some minutes ago. */
class WriteActivityTest {
    private static final Size SIZE = new Size(120, 40);

    private long index = 1000;
    private Model model = Scenes.of("healthy", SIZE);

    @Test
    void onlyTheLastTenSecondsCount() {
        seconds(60, 50);
        seconds(9, 0);
        assertThat(model.watch().activity().perSecond()).hasValue(5.0);

        seconds(20, 2);
        assertThat(header()).contains("Writes    2/s ");
    }

    @Test
    void whenNobodyWritesItIsZeroAndSinceWhen() {
        seconds(30, 5);
        seconds(25, 0);

        assertThat(header()).contains("Writes    0/s for 25 s");
        model = Scenes.press(model, Key.of('t'));
        assertThat(header()).contains("Writes    0/s since 09:01:10");
    }

    @Test
    void whatWasWrittenBeforeTheFirstLookIsNotKnown() {
        assertThat(header()).contains("Writes    0/s for over 39 s");
    }

    @Test
    void aSilenceThatIsLongerThanTheHistoryIsToldInFull() {
        seconds(2, 5);
        seconds(400, 0);

        assertThat(header()).contains("Writes    0/s for 6 min 40 s");
    }

    @Test
    void nothingIsShownWhileNobodyLeads() {
        seconds(30, 50);
        model = Scenes.observe(model, "candidate", 3, snapshot -> snapshot);

        assertThat(model.watch().activity().perSecond()).isEmpty();
        assertThat(header()).containsPattern("Writes    -");
    }

    private void seconds(int number, int entries) {
        for (int i = 0; i < number; i++) {
            index += entries;
            model = Scenes.observe(model, "healthy", 1, this::at);
        }
    }

    private Snapshot at(Snapshot snapshot) {
        List<ServerView> servers = snapshot.servers().stream()
                .map(view -> new ServerView(view.server(), true, true, view.asked(), at(view.raft())))
                .toList();
        return Recorded.with(snapshot, servers);
    }

    private Reply<RaftStatus> at(Reply<RaftStatus> reply) {
        RaftStatus raft = reply.value().orElseThrow();
        BigInteger log = BigInteger.valueOf(index);
        RaftStatus moved = new RaftStatus(
                raft.serverId(), raft.state(), raft.term(), raft.votedFor(), log, log, raft.logTerm(), raft.fedIndex());
        return new Reply.Answer<>(moved, Duration.ofMillis(2));
    }

    private String header() {
        Frame frame = Screens.draw(model, SIZE, Theme.of(ColourDepth.NONE, Background.DARK, false));
        return IntStream.range(0, 5).mapToObj(row -> Golden.text(frame, row)).collect(Collectors.joining("\n"));
    }
}
