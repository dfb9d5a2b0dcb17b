package io.oneha.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/** The virtual address through the looks, one a second: {@code HOLDERS/UNSEEN}, {@code -} for nobody, {@code ?} for not known. */
class VipTimelineTest {
    private static final String LED = "a leader 3 9 9 | b follower 3 9 9 | c follower 3 9 9";

    private static List<String> told(String looks) {
        History history = History.EMPTY;
        int second = 0;
        for (String look : looks.trim().split(" +")) {
            Look next = Look.table(LED).after(second++);
            if (!look.equals("?")) {
                String[] parts = look.split("/");
                next.holders(names(parts[0])).unseen(parts.length > 1 ? names(parts[1]) : new String[0]);
            }
            history = history.add(next.snapshot());
        }
        List<String> told = new ArrayList<>();
        for (ZoneEvent event : history.events()) {
            if (event.kind() != ZoneEvent.Kind.VERDICT) {
                told.add(event.kind() + " " + event.subject() + " "
                        + event.text().replace("10.2.50.86/24", "VIP"));
            }
        }
        return told;
    }

    private static String[] names(String part) {
        return part.equals("-") ? new String[0] : part.split(",");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '#',
            value = {
                "a a a #",
                "? ? a a #",
                "a ? ? a #",
                "a -/a -/a a #",
                "a,b b,a #",
                "- - #",
                "a b # VIP_MOVED b VIP moved from a to b",
                "a - - - - - - b # VIP_LOST a nobody holds VIP any more, which was on a"
                        + " # VIP_MOVED b VIP moved from a to b, 6 s without it",
                "a - - a # VIP_LOST a nobody holds VIP any more, which was on a"
                        + " # VIP_MOVED a VIP is back on a, 2 s without it",
                "- b # VIP_MOVED b VIP is on b",
                "a ? - ? -/a -/b b # VIP_LOST a nobody holds VIP any more, which was on a"
                        + " # VIP_MOVED b VIP moved from a to b, 4 s without it",
                "a a,c a # VIP_MOVED c VIP is on a and c at once # VIP_MOVED a VIP is on a only, no longer on c",
                "a,b - # VIP_LOST zone nobody holds VIP any more, which was on a and b",
                "a b/a b/a # VIP_MOVED b VIP is on b now; a, which held it, cannot be looked at",
                "a b/a a,b # VIP_MOVED b VIP is on b now; a, which held it, cannot be looked at",
                "a b/a b # VIP_MOVED b VIP is on b now; a, which held it, cannot be looked at"
                        + " # VIP_MOVED b VIP is on b only, no longer on a",
                "a -/b b # VIP_MOVED b VIP moved from a to b",
                "-/a b/a b #",
                "b/a b -/b b #",
            })
    void theAddressIsFollowed(ArgumentsAccessor row) {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i < row.size() && row.getString(i) != null; i++) {
            expected.add(row.getString(i));
        }
        assertThat(told(row.getString(0))).isEqualTo(expected);
    }

    @Test
    void anAddressThatFlapsIsToldNowAndThen() {
        assertThat(told("a b ".repeat(15)))
                .hasSize(6)
                .containsOnly("VIP_MOVED b VIP moved from a to b", "VIP_MOVED a VIP moved from b to a");
        List<String> lost = told("a - ".repeat(15));
        assertThat(lost).hasSize(6);
        assertThat(lost)
                .filteredOn(text -> text.contains("without it"))
                .allMatch(text -> text.contains(", 1 s without"));
    }

    @Test
    void aTimeWithoutTheAddressThatBeganBeforeThisProgramIsNotMeasured() {
        ZoneEvent lost = new ZoneEvent(Look.START.minusSeconds(900), ZoneEvent.Kind.VIP_LOST, "a", "nobody holds it");
        History history = History.EMPTY.withPast(List.of(lost));
        history = history.add(Look.table(LED).holders().snapshot());
        history = history.add(Look.table(LED).holders("b").after(1).snapshot());
        assertThat(history.events())
                .filteredOn(event -> event.kind() == ZoneEvent.Kind.VIP_MOVED)
                .extracting(ZoneEvent::text)
                .containsExactly("10.2.50.86/24 is on b");
    }
}
