package io.oneha.observe.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.observe.host.MalformedFactsException;
import io.oneha.observe.tables.TableComparison.Difference;
import io.oneha.observe.tables.TableComparison.Result;
import io.oneha.observe.tables.TableSnapshot.FirstEntry;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableComparisonTest {
    private static final Instant START = Instant.parse("2026-11-28T12:00:00Z");

    /** Counts of user_pool as {@code SECOND:INDEX=ROWS}, of the leader and of a follower. */
    @ParameterizedTest(name = "leader {0}, follower {1}: {2}")
    @CsvSource({
        "0:9=5, 0:9=5, EQUAL, true",
        "0:9=5, 0:8=5, NEVER_AT_ONE_INDEX, false",
        "0:9=5 1:10=6, 0:8=4 1:9=5, EQUAL, true",
        "0:9=5, 0:9=3, DIFFERS_ONCE, false",
        "0:9=5 1:9=5, 0:9=3 1:9=3, DIFFERS_ONCE, false",
        "0:9=5 2:9=5, 0:9=3 2:9=3, DIFFERS_AT_REST, false",
        "0:9=5 2:10=5, 0:9=3 2:10=3, DIFFERS, true",
        "0:9=5 2:10=6, 0:9=3 2:11=4, DIFFERS_ONCE, false",
        // A server that was just at entry 10 has its row already, and not yet its index.
        "0:9=6 1:9=5, 0:9=5, EQUAL, true",
        "0:9=6, 0:9=5, DIFFERS_ONCE, false",
        "0:9=6 1:10=6, 0:9=5 1:10=6, EQUAL, true",
        "0:9=6 1:10=7 2:11=7, 0:9=5 1:10=6 2:11=7, EQUAL, true",
        ", 0:9=5, NOT_MEASURED, false",
        "0:9=5, , NOT_MEASURED, true",
    })
    void onlyEqualIndexesAreComparedAndOneAloneProvesNothing(
            String leader, String follower, Result result, boolean done) {
        TableComparison comparison = new TableComparison(TableMeasure.COUNTS, "n1a1", List.of("n1a2"));
        add(comparison, "n1a1", leader);
        add(comparison, "n1a2", follower);
        assertThat(comparison.of("n1a2").result()).isEqualTo(result);
        if (leader != null) {
            assertThat(comparison.isDone()).isEqualTo(done);
        }
    }

    @Test
    void anotherTableAtEachIndexIsNoTableThatDiffersAtTwo() {
        TableComparison comparison = new TableComparison(TableMeasure.COUNTS, "n1a1", List.of("n1a2"));
        comparison.add("n1a1", counts(9, Map.of("a", 1L, "b", 1L)), START);
        comparison.add("n1a2", counts(9, Map.of("a", 2L, "b", 1L)), START);
        comparison.add("n1a1", counts(10, Map.of("a", 2L, "b", 1L)), START);
        comparison.add("n1a2", counts(10, Map.of("a", 2L, "b", 2L)), START);
        assertThat(comparison.of("n1a2").result()).isEqualTo(Result.DIFFERS_ONCE);
    }

    @Test
    void aTableThatOneOfThemLacksIsADifference() {
        TableComparison comparison = new TableComparison(TableMeasure.COUNTS, "n1a1", List.of("n1a2"));
        comparison.add("n1a1", counts(9, Map.of("a", 1L)), START);
        comparison.add("n1a2", counts(9, Map.of("b", 3L)), START);
        assertThat(comparison.of("n1a2").differences())
                .containsExactly(
                        new Difference("a", Optional.empty(), Optional.of(1L)),
                        new Difference("b", Optional.of(3L), Optional.empty()));
    }

    /** The oldest entries as {@code INDEX@SECONDS}. */
    @ParameterizedTest(name = "{0} beside {1}")
    @CsvSource({
        "0@7200, 0@0, true",
        "0@7200, 40@3600, true",
        "0@0, 0@0, false",
        "0@30, 0@0, false",
        "0@0, 0@7200, false",
        "0@3600, 40@7200, false",
        "7@7200, 0@0, false",
    })
    void aLogThatBeganLaterThanTheOldestEntryOfTheOtherWasNotCopied(String server, String other, boolean own) {
        TableComparison comparison = new TableComparison(TableMeasure.COUNTS, "n1a1", List.of("n1a2"));
        comparison.add("n1a1", first(other), START);
        comparison.add("n1a2", first(server), START);
        assertThat(comparison.beganOnItsOwn("n1a2", "n1a1").isPresent()).isEqualTo(own);
    }

    @Test
    void anAnswerIsReadWhole() {
        TableSnapshot counts = TableSnapshot.parse(bytes(
                "oneha-tables 1\napplied\t12\nfirst\t0\t1795422856\ntable\tuser_pool\t3\ntable\tvm_pool\t412\nend\n"));
        assertThat(counts)
                .isEqualTo(new TableSnapshot(
                        BigInteger.valueOf(12),
                        Map.of("user_pool", TableContent.counted(3), "vm_pool", TableContent.counted(412)),
                        Optional.of(new FirstEntry(BigInteger.ZERO, Instant.ofEpochSecond(1795422856)))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "oneha-tables 1\napplied\t12\ntable\tuser_pool\t3\n",
                "oneha-tables 2\napplied\t12\nend\n",
                "oneha-tables 1\ntable\tuser_pool\t3\nend\n",
                "oneha-tables 1\napplied\t-1\nend\n",
                "oneha-tables 1\napplied\t1\ntable\tuser`pool\t3\nend\n",
                "oneha-tables 1\napplied\t1\ntable\tuser_pool\t9999999999999999999\nend\n",
            })
    void anythingElseIsNoAnswer(String text) {
        assertThatThrownBy(() -> TableSnapshot.parse(bytes(text))).isInstanceOf(MalformedFactsException.class);
    }

    private static void add(TableComparison comparison, String server, String samples) {
        if (samples == null) {
            comparison.fail(server, server + ": no answer");
            return;
        }
        for (String sample : samples.split(" ")) {
            String[] parts = sample.split("[:=]");
            comparison.add(
                    server,
                    counts(Long.parseLong(parts[1]), Map.of("user_pool", Long.parseLong(parts[2]), "vm_pool", 7L)),
                    START.plusSeconds(Long.parseLong(parts[0])));
        }
    }

    private static TableSnapshot counts(long index, Map<String, Long> rows) {
        Map<String, TableContent> tables = new HashMap<>();
        rows.forEach((table, count) -> tables.put(table, TableContent.counted(count)));
        return new TableSnapshot(BigInteger.valueOf(index), tables, Optional.empty());
    }

    private static TableSnapshot first(String entry) {
        String[] parts = entry.split("@");
        return new TableSnapshot(
                BigInteger.valueOf(99),
                Map.of("user_pool", TableContent.counted(1)),
                Optional.of(new FirstEntry(new BigInteger(parts[0]), START.plusSeconds(Long.parseLong(parts[1])))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
