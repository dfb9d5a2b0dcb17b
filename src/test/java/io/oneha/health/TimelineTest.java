package io.oneha.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.ZoneEvent.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final String LED = "a leader 3 9 9 | b follower 3 9 9 | c follower 3 9 9";

    private static List<String> texts(History history) {
        return history.events().stream()
                .filter(event -> event.kind() != Kind.VERDICT)
                .map(event -> event.kind() + " " + event.text())
                .toList();
    }

    private static Look look(String table, double second) {
        return Look.table(table).after(second);
    }

    @Test
    void theFirstLookMakesNoEvents() {
        assertThat(Look.history(look("a leader 3 9 9 | b refused | c candidate 7 9 9", 0))
                        .events())
                .isEmpty();
    }

    @Test
    void aLookLikeTheLastMakesNoEvents() {
        assertThat(Look.history(
                                look(LED, 0),
                                look(LED, 1),
                                look("a leader 3 11 11 | b follower 3 10 9 | c follower 3 9 9", 2))
                        .events())
                .isEmpty();
    }

    @Test
    void aKilledLeaderIsLostMissedAndReplaced() {
        History history = Look.history(
                look(LED, 0),
                look("a refused | b follower 3 9 9 | c follower 3 9 9", 1),
                look("a refused | b candidate 4 9 9 | c candidate 4 9 9", 5),
                look("a refused | b leader 5 9 9 | c follower 5 9 9", 6.1),
                look("a follower 5 9 9 | b leader 5 9 9 | c follower 5 9 9", 61));
        assertThat(texts(history))
                .containsExactly(
                        "SERVER_LOST a is lost: refused indeed",
                        "LEADER_LOST a no longer leads (term 3)",
                        "ELECTION b and c stand for election, term 4",
                        "LEADER_ELECTED b leads, term 5, after 5.1 s without a leader",
                        "SERVER_BACK a is back after 1 min");
        assertThat(history.events())
                .filteredOn(event -> event.kind() == Kind.VERDICT)
                .extracting(event -> event.text().replaceAll(":.*", ""))
                .containsExactly("CRITICAL", "DEGRADED", "OK");
        assertThat(history.events()).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
    }

    @Test
    void aLeaderThatChangesBetweenTwoLooksIsBothLostAndElected() {
        History history = Look.history(look(LED, 0), look("a follower 4 9 9 | b leader 4 9 9 | c follower 4 9 9", 1));
        assertThat(texts(history))
                .containsExactly("LEADER_LOST a no longer leads (term 3)", "LEADER_ELECTED b leads, term 4");
    }

    @Test
    void aLeaderReelectedBetweenTwoLooksIsElected() {
        History history = Look.history(look(LED, 0), look("a leader 5 9 9 | b follower 5 9 9 | c follower 5 9 9", 1));
        assertThat(texts(history)).containsExactly("LEADER_ELECTED a leads, term 5");
    }

    @Test
    void aLeaderThatLosesItsMajorityAndGetsItBackWasNotElected() {
        History history = Look.history(look(LED, 0), look("a leader 3 9 9 | b refused | c refused", 1), look(LED, 2));
        assertThat(texts(history))
                .containsExactly(
                        "SERVER_LOST b is lost: refused indeed",
                        "SERVER_LOST c is lost: refused indeed",
                        "LEADER_LOST a lost its majority (term 3)",
                        "SERVER_BACK b is back after 1 s",
                        "SERVER_BACK c is back after 1 s",
                        "SERVER_BACK a has its majority back (term 3)");
    }

    @Test
    void aDarkLookSaysNothingOfTheLeader() {
        History history = Look.history(look(LED, 0), look("a silent | b silent | c silent", 1), look(LED, 2));
        assertThat(texts(history)).noneMatch(text -> text.startsWith("LEADER")).hasSize(6);
        assertThat(history.events())
                .anyMatch(event -> event.kind() == Kind.VERDICT && event.text().startsWith("UNKNOWN: "));
    }

    @Test
    void theLeaderSeenFirstWasNotElectedThen() {
        assertThat(texts(Look.history(look("a silent | b silent | c silent", 0), look(LED, 1))))
                .noneMatch(text -> text.startsWith("LEADER"));
    }

    @Test
    void aCandidateThatGoesOnIsToldNowAndThen() {
        History history = Look.history(look(LED, 0));
        for (int second = 1; second <= 25; second++) {
            history =
                    history.add(look("a leader 3 9 9 | b follower 3 9 9 | c candidate " + (3 + second) + " 9 9", second)
                            .snapshot());
        }
        assertThat(texts(history))
                .containsExactly(
                        "ELECTION c stands for election, term 4",
                        "ELECTION c stands for election, term 14",
                        "ELECTION c stands for election, term 24");
    }

    @Test
    void termsThatClimbWithoutACandidateInSightAreAnElectionToo() {
        History history = Look.history(
                look("a refused | b follower 3 9 9 | c follower 3 9 9", 0),
                look("a refused | b follower 5 9 9 | c follower 5 9 9", 1));
        assertThat(texts(history)).containsExactly("ELECTION the term went from 3 to 5 without a leader");
    }

    @Test
    void joiningLeavingDisablingAndTheVipAreEvents() {
        History history = Look.history(
                look("a leader 3 9 9 | b follower 3 9 9", 0).holders("a"),
                look(LED, 1).holders("b").disabled(),
                look("a leader 3 9 9 | b follower 3 9 9", 2).holders());
        assertThat(texts(history))
                .containsExactly(
                        "SERVER_ADDED c joined the zone as server 2",
                        "ZONE_DISABLED the zone was disabled",
                        "VIP_MOVED 10.2.50.86/24 moved from a to b",
                        "SERVER_REMOVED c (server 2) was removed from the zone",
                        "ZONE_ENABLED the zone was enabled",
                        "VIP_LOST nobody holds 10.2.50.86/24 any more, which was on b");
    }

    @Test
    void twoSnapshotsAloneTellWhatChanged() {
        List<ZoneEvent> events = Timeline.since(
                History.EMPTY.add(look(LED, 0).snapshot()),
                look("a leader 3 9 9 | b follower 3 9 9 | c silent", 1).snapshot());
        assertThat(events.stream().map(ZoneEvent::kind).collect(Collectors.toList()))
                .containsExactly(Kind.SERVER_LOST);
        assertThat(events.get(0).subject()).isEqualTo("c");
        assertThat(events.get(0).at()).isEqualTo(Look.START.plusSeconds(1));
    }

    @Test
    void anAbsenceThatBeganBeforeThisProgramIsNotMeasured() {
        ZoneEvent yesterday = new ZoneEvent(
                Look.START.minus(Duration.ofDays(1)), Kind.SERVER_LOST, "c", "c is lost: connection refused");
        History history = History.EMPTY.withPast(List.of(yesterday));
        for (Look look : List.of(look("a leader 3 9 9 | b follower 3 9 9 | c refused", 0), look(LED, 1))) {
            history = history.add(look.snapshot());
        }
        assertThat(texts(history))
                .containsExactly("SERVER_LOST c is lost: connection refused", "SERVER_BACK c is back");
    }

    @Test
    void historyIsBounded() {
        List<ZoneEvent> past = new ArrayList<>();
        for (int i = 0; i < 2 * History.MAX_EVENTS; i++) {
            past.add(new ZoneEvent(Look.START.minusSeconds(5000 - i), Kind.ELECTION, "zone", "event " + i));
        }
        History history = History.EMPTY.withPast(past);
        assertThat(history.events()).hasSize(History.MAX_EVENTS);
        assertThat(history.events().get(0).text()).isEqualTo("event " + History.MAX_EVENTS);
        for (int second = 0; second < History.MAX_SNAPSHOTS + 20; second++) {
            String c = second % 2 == 0 ? "follower 3 9 9" : "refused";
            history = history.add(
                    look("a leader 3 9 9 | b follower 3 9 9 | c " + c, second).snapshot());
        }
        assertThat(history.recent()).hasSize(History.MAX_SNAPSHOTS);
        assertThat(history.events()).hasSize(History.MAX_EVENTS);
        assertThat(history.recent().get(0).observedAt()).isEqualTo(Look.START.plusSeconds(20));
    }
}
