package io.oneha.steps.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.steps.site.StepException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowCountsTest {
    @ParameterizedTest(name = "{0} | {1} | {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "a=1 b=2     | a=1 b=2     | a=1 b=2     | ''",
                "a=1 b=2     | a=1 b=5     | a=1 b=3     | ''",
                "a=9         | a=4         | a=4         | ''",
                "a=1         | a=1 b=2     | a=1         | ''",
                "a=1 b=2     | a=1         | a=1         | ''",
                "a=1 b=2     | a=1         | a=1 b=2     | ''",
                "a=1 b=2     | a=1 b=2     | a=1         | the table b is missing",
                "a=1         | a=1         | a=1 c=0     | there is a table c that the leader does not have",
                "a=100       | a=100       | a=99        | the table a has 99 rows where the leader has 100",
                "a=100       | a=102       | a=99        | the table a has 99 rows where the leader has 100 to 102",
                "a=100       | a=102       | a=103       | the table a has 103 rows where the leader has 100 to 102"
            })
    void aCopyIsWholeWhenEachTableHasWhatItsOriginalMayHaveHad(
            String before, String after, String copy, String difference) {
        assertThat(RowCounts.difference(counts(before), counts(after), counts(copy))
                        .orElse(""))
                .isEqualTo(difference);
    }

    @Test
    void linesOfTheClientAreRead() {
        RowCounts counts = RowCounts.parse("n1a1", "vm_pool\t200000\nzone_pool\t1\n");
        assertThat(counts.rows()).containsEntry("vm_pool", 200_000L).hasSize(2);
        assertThat(counts.total()).isEqualTo(200_001);
        assertThat(RowCounts.parse("n1a1", "").rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vm_pool\tmany\n", "vm_pool\t-1\n", "vm_pool\t99999999999999999999\n", "vm_pool\t\n"})
    void aNumberThatMakesNoSenseIsSaidToMakeNone(String lines) {
        assertThatThrownBy(() -> RowCounts.parse("n1a1", lines))
                .isInstanceOf(StepException.class)
                .hasMessageStartingWith("n1a1: a count of rows makes no sense");
    }

    private static RowCounts counts(String text) {
        return RowCounts.parse("n1a1", text.replace(' ', '\n').replace('=', '\t'));
    }
}
