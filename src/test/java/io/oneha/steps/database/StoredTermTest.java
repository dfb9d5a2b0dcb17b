package io.oneha.steps.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.steps.site.StepException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTermTest {
    @Test
    void theHighestTermThatRaftHasIsANumberToo() {
        String body = "<TEMPLATE><TERM><![CDATA[4294967295]]></TERM><VOTEDFOR><![CDATA[-1]]></VOTEDFOR></TEMPLATE>";
        assertThat(StoredTerm.parse("n1a2", "4\t" + body + "\n")).isEqualTo(new StoredTerm(4, 4294967295L));
        assertThat(StoredTerm.parse("n1a2", "0\t\n")).isEqualTo(new StoredTerm(0, -1));
    }

    @ParameterizedTest(name = "its term {0} and last entry {1}, the leader''s term {2} and last entry {3}")
    @CsvSource({
        "4, 4, 4, 4, false, false",
        "3, 3, 4, 4, false, false",
        "9, 4, 4, 4, true, false",
        "9, 9, 4, 4, true, true",
        "9, 4, 5, 4, true, false",
        "4294967295, 4, 0, 4, true, false",
        "-1, 0, 4, 4, false, false",
        "4, 5, 4, 4, false, true"
    })
    void isComparedWithTheLeader(long term, long entry, long leaders, long leadersEntry, boolean ahead, boolean after) {
        RaftStatus leader = new RaftStatus(
                0,
                ServerState.LEADER,
                leaders,
                0,
                BigInteger.TEN,
                BigInteger.TEN,
                leadersEntry,
                BigInteger.ONE.negate());
        StoredTerm stored = new StoredTerm(entry, term);
        assertThat(stored.isAheadOf(leader)).isEqualTo(ahead);
        assertThat(stored.hasEntryAfter(leader)).isEqualTo(after);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "4",
                "-1\t",
                "4\t<TEMPLATE></TEMPLATE>",
                "4\t<TERM><![CDATA[12345678901]]></TERM>",
                "4\t<TERM><![CDATA[-1]]></TERM>"
            })
    void whatIsNoTermIsNotTakenForOne(String line) {
        assertThatThrownBy(() -> StoredTerm.parse("n1a2", line))
                .isInstanceOf(StepException.class)
                .hasMessageStartingWith("n1a2: what its database says of its term makes no sense");
    }
}
