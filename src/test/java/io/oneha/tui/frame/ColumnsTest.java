package io.oneha.tui.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
    private static final List<Column> TABLE = List.of(
            new Column("ID", "ID", true, 90, 0, false),
            new Column("NAME", "NAME", false, 100, 4, false),
            new Column("LATENCY", "LAT", true, 50, 0, false),
            new Column("TREND", "TREND", false, 30, 5, true));
    private static final int[] CONTENT = {1, 12, 5, 40};

    @Test
    void withRoomEveryColumnHasItsFullTitleAndItsContent() {
        List<Columns.Placed> placed = Columns.fit(TABLE, CONTENT, 80);

        assertThat(placed).extracting(Columns.Placed::title).containsExactly("ID", "NAME", "LATENCY", "TREND");
        assertThat(placed).extracting(Columns.Placed::width).containsExactly(2, 12, 7, 40);
    }

    @Test
    void theColumnThatStretchesTakesWhatIsLeft() {
        assertThat(Columns.fit(TABLE, CONTENT, 40))
                .extracting(Columns.Placed::width)
                .containsExactly(2, 12, 7, 13);
    }

    @Test
    void shortTitlesComeBeforeCuts() {
        List<Columns.Placed> placed = Columns.fit(TABLE, CONTENT, 27);

        assertThat(placed).extracting(Columns.Placed::title).containsExactly("ID", "NAME", "LAT", "TREND");
        assertThat(placed).extracting(Columns.Placed::width).containsExactly(2, 12, 5, 5);
    }

    @Test
    void theLeastImportantColumnGoesFirst() {
        assertThat(Columns.fit(TABLE, CONTENT, 18))
                .extracting(Columns.Placed::index)
                .containsExactly(0, 1, 2);
        assertThat(Columns.fit(TABLE, CONTENT, 8))
                .extracting(Columns.Placed::index)
                .containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 12, 18, 25, 26, 27, 28, 40, 63, 80, 200})
    void columnsNeverOverlapAndNeverPassTheEdge(int width) {
        int end = -1;
        for (Columns.Placed column : Columns.fit(TABLE, CONTENT, width)) {
            assertThat(column.x()).isGreaterThan(end);
            end = column.x() + column.width();
        }
        assertThat(end).isLessThanOrEqualTo(width);
    }
}
