package io.oneha.health;

import static io.oneha.health.HostedZone.HEALTHY;
import static io.oneha.health.HostedZone.found;
import static io.oneha.health.HostedZone.zone;
import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.observe.tables.TableComparison;
import io.oneha.observe.tables.TableContent;
import io.oneha.observe.tables.TableMeasure;
import io.oneha.observe.tables.TableSnapshot;
import io.oneha.observe.tables.TableSnapshot.FirstEntry;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from counts of rows, beside a zone in which everything else is well. */
class DivergenceFindingsTest {
    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");

    /** Counts as {@code SERVER INDEX ROWS [OLDEST@SECONDS]}, each three seconds after the one before of that server. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "n1a1 9 5|n1a2 9 5|n1a3 9 5,",
        "n1a1 9 5|n1a1 10 5|n1a2 9 3|n1a2 10 3|n1a3 9 5, C DB_DIVERGED n1a2",
        "n1a1 9 5|n1a1 9 5|n1a2 9 3|n1a2 9 3|n1a3 9 5, W DB_DIVERGED n1a2",
        "n1a1 9 5|n1a2 9 3|n1a3 9 5,",
        // Two that agree are right, and it is the leader that differs.
        "n1a1 9 5|n1a1 10 5|n1a2 9 7|n1a2 10 7|n1a3 9 7|n1a3 10 7, C DB_DIVERGED n1a1",
        "n1a1 9 5|n1a1 10 5|n1a2 9 7|n1a2 10 7|n1a3 9 8|n1a3 10 8, C DB_DIVERGED n1a2; C DB_DIVERGED n1a3",
        "n1a1 9 5 0@7200|n1a1 10 5|n1a2 9 7 0@0|n1a2 10 7|n1a3 9 5, C DB_DIVERGED n1a1",
        // A log that is whole on the leader may have been replayed whole.
        "n1a1 9 5 0@0|n1a2 9 5 0@7200|n1a3 9 5 0@0,",
        "n1a1 9 5 4@0|n1a2 9 5 0@7200|n1a3 9 5 4@0, C DB_DIVERGED n1a2",
        "n1a1 9 5 4@0|n1a2 7 5 0@7200|n1a3 9 5 4@0, C DB_DIVERGED n1a2",
        "n1a1 9 5 4@0|n1a2 9 5 0@-7200|n1a3 9 5 4@0,",
    })
    void tablesThatDifferAtTwoIndexesAreADivergenceOfWhoIsAlone(String counts, String found) {
        assertThat(found(judged(counts))).isEqualTo(found == null ? "" : found);
    }

    @Test
    void theFollowerIsStoppedAndItsCopyMadeAgain() {
        Finding finding = judged("n1a1 9 5 0@0|n1a1 10 6|n1a2 9 3 0@7200|n1a2 10 4|n1a3 9 5")
                .findings()
                .get(0);
        assertThat(finding.reason())
                .isEqualTo(
                        "its tables differ from those of n1a1, which leads: user_pool has 4 rows, 6 on n1a1; seen at the"
                                + " log indexes 9 and 10; its log began at index 0 on 2026-11-24T10:00:00Z, so it was never"
                                + " restored from a copy of the zone");
        assertThat(finding.remedy())
                .isEqualTo(
                        "`systemctl stop opennebula` on n1a2 and SERVER_ID = -1 in its /etc/one/oned.conf, so that it is"
                                + " not started as it is; then `oneha apply`, which copies the database of n1a1 again");
    }

    @Test
    void rowsThatOnlyTheFollowerHasAreSavedFirst() {
        assertThat(judged("n1a1 9 5|n1a1 10 5|n1a2 9 8|n1a2 10 8|n1a3 9 5")
                        .findings()
                        .get(0)
                        .remedy())
                .startsWith("back up the database of n1a2, which has rows that the leader lacks");
    }

    @Test
    void aLeaderThatIsAloneWithItsRowsIsNotCopiedAndNotStopped() {
        assertThat(judged("n1a1 9 5|n1a1 10 5|n1a2 9 7|n1a2 10 7|n1a3 9 7|n1a3 10 7")
                        .findings()
                        .get(0)
                        .remedy())
                .startsWith("copy its database nowhere; see which rows are right, then let n1a2 and n1a3 lead");
    }

    @Test
    void whatCouldNotBeComparedIsSaid() {
        assertThat(judged("n1a1 9 5|n1a2 9 5|n1a3 9 5").basis().words()).endsWith("; row counts");
        assertThat(judged("n1a1 9 5|n1a2 8 5|n1a3 9 5").basis().words())
                .endsWith("; row counts not compared: n1a2 was never at the same index as n1a1");
        assertThat(judged("n1a1 9 5|n1a2 9 5").basis().words()).endsWith("; row counts not compared: n1a3: no answer");
        assertThat(Health.judge(zone(HEALTHY, "").snapshot()).basis().words()).doesNotContain("row counts");
    }

    /** Digests as {@code SERVER INDEX DIGEST} of as many rows each. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "n1a1 9 A|n1a2 9 A|n1a3 9 A, OK, ''",
        "n1a1 9 A|n1a1 10 B|n1a2 9 C|n1a2 10 D|n1a3 9 A, CRITICAL, C DB_DIVERGED n1a2",
        "n1a1 9 A|n1a1 9 A|n1a2 9 C|n1a2 9 C|n1a3 9 A, DEGRADED, W DB_DIVERGED n1a2",
        "n1a1 9 A|n1a1 10 B|n1a2 9 C|n1a2 10 D|n1a3 9 C|n1a3 10 D, CRITICAL, C DB_DIVERGED n1a1",
        "n1a1 9 A|n1a1 10 B|n1a2 9 C|n1a2 10 D|n1a3 9 E|n1a3 10 F, CRITICAL, C DB_DIVERGED n1a2; C DB_DIVERGED n1a3",
        // Not known is not good.
        "n1a1 9 A|n1a2 9 C|n1a3 9 A, UNKNOWN, ''",
        "n1a1 9 A|n1a2 8 A|n1a3 9 A, UNKNOWN, ''",
        "n1a1 9 A|n1a2 9 A, UNKNOWN, ''",
    })
    void contentThatDiffersAtTwoIndexesIsADivergenceOfWhoIsAlone(String digests, Overall overall, String found) {
        Verdict verdict = judged(TableMeasure.DIGESTS, digests, DivergenceFindingsTest::digested);
        assertThat(verdict.overall()).isEqualTo(overall);
        assertThat(found(verdict)).isEqualTo(found);
        assertThat(verdict.basis().isWhole()).isEqualTo(overall != Overall.UNKNOWN);
        assertThat(verdict.basis().words()).contains("; content of all tables");
    }

    @Test
    void asManyRowsOfOtherContentAreSavedBeforeTheyAreReplaced() {
        Finding finding = judged(
                        TableMeasure.DIGESTS,
                        "n1a1 9 A|n1a1 10 B|n1a2 9 C|n1a2 10 D|n1a3 9 A",
                        DivergenceFindingsTest::digested)
                .findings()
                .get(0);
        assertThat(finding.reason())
                .isEqualTo(
                        "its tables differ from those of n1a1, which leads: user_pool has 5 rows, and not the same"
                                + " content as on n1a1; seen at the log indexes 9 and 10; raft does not notice this, and it stays");
        assertThat(finding.remedy()).startsWith("back up the database of n1a2, which has rows that the leader lacks");
    }

    /** Of five servers three agree against the leader and one more. */
    @Test
    void itIsTheLeaderThatDivergedWhereMostOthersAgree() {
        TableComparison tables =
                new TableComparison(TableMeasure.DIGESTS, "n1a1", List.of("n1a2", "n1a3", "n1a4", "n1a5"));
        for (int index = 9; index < 11; index++) {
            for (String server : List.of("n1a1 A", "n1a2 A", "n1a3 B", "n1a4 B", "n1a5 B")) {
                String[] words = server.split(" ");
                tables.add(words[0], snapshot(index, digested(words[1]), Optional.empty()), START);
            }
        }
        assertThat(DivergenceRules.judge(tables)).singleElement().satisfies(finding -> {
            assertThat(finding.subject()).isEqualTo("n1a1");
            assertThat(finding.reason())
                    .startsWith("it leads, and its tables differ from those of n1a3, n1a4 and n1a5");
        });
    }

    private static TableContent digested(String letter) {
        return new TableContent(5, Optional.of(letter.repeat(16)));
    }

    private static Verdict judged(String counts) {
        return judged(TableMeasure.COUNTS, counts, word -> TableContent.counted(Long.parseLong(word)));
    }

    private static Verdict judged(TableMeasure measure, String counts, Function<String, TableContent> users) {
        TableComparison tables = new TableComparison(measure, "n1a1", List.of("n1a2", "n1a3"));
        tables.fail("n1a3", "n1a3: no answer");
        String last = "";
        int round = 0;
        for (String line : counts.split("\\|")) {
            String[] words = line.split(" ");
            round = words[0].equals(last) ? round + 1 : 0;
            last = words[0];
            tables.add(
                    words[0],
                    snapshot(
                            Long.parseLong(words[1]),
                            users.apply(words[2]),
                            words.length < 4 ? Optional.empty() : Optional.of(first(words[3]))),
                    START.plusSeconds(3L * round));
        }
        return Health.judge(new History(List.of(zone(HEALTHY, "").snapshot()), List.of()), Optional.of(tables));
    }

    private static TableSnapshot snapshot(long index, TableContent users, Optional<FirstEntry> first) {
        return new TableSnapshot(
                BigInteger.valueOf(index), Map.of("user_pool", users, "vm_pool", TableContent.counted(400)), first);
    }

    private static FirstEntry first(String words) {
        String[] parts = words.split("@");
        return new FirstEntry(new BigInteger(parts[0]), START.plusSeconds(Long.parseLong(parts[1])));
    }
}
