package io.oneha.apply.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        RowCounts counts = RowCounts.parse("vm_pool\t200000\nzone_pool\t1\n");
        assertThat(counts.rows()).containsEntry("vm_pool", 200_000L).hasSize(2);
        assertThat(counts.total()).isEqualTo(200_001);
        assertThat(RowCounts.parse("").rows()).isEmpty();
    }

    private static RowCounts counts(String text) {
        return RowCounts.parse(text.replace(' ', '\n').replace('=', '\t'));
    }
}
