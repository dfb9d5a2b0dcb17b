package io.oneha.demo.raft;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.demo.raft.RaftCall.LogRecord;
import org.junit.jupiter.api.Test;

class RaftLogTest {
    private static final DatabaseWrite NAMED = new DatabaseWrite() {};

    @Test
    void aFreshLogHasTheRecordZeroOfTermZero() {
        RaftLog log = new RaftLog(0, 0);
        assertThat(log.lastIndex()).isZero();
        assertThat(log.lastTerm()).isZero();
        assertThat(log.isLoadable(0)).isTrue();
        assertThat(log.isLoadable(1)).isFalse();
    }

    @Test
    void aHistoryIsOfOneTermExceptForRecordZero() {
        RaftLog log = new RaftLog(18_000, 6);
        assertThat(log.termOf(0)).isZero();
        assertThat(log.termOf(1)).isEqualTo(6);
        assertThat(log.termOf(18_000)).isEqualTo(6);
    }

    @Test
    void recordsKeepTheirTermsAndChanges() {
        RaftLog log = new RaftLog(2, 1);
        log.append(1, DatabaseWrite.ELSEWHERE);
        log.append(4, NAMED);
        log.append(4, DatabaseWrite.ELSEWHERE);
        log.append(9, DatabaseWrite.ELSEWHERE);
        assertThat(log.record(3)).isEqualTo(new LogRecord(3, 1, DatabaseWrite.ELSEWHERE));
        assertThat(log.record(4)).isEqualTo(new LogRecord(4, 4, NAMED));
        assertThat(log.record(5)).isEqualTo(new LogRecord(5, 4, DatabaseWrite.ELSEWHERE));
        assertThat(log.lastTerm()).isEqualTo(9);
    }

    @Test
    void aRecordOfAnotherTermReplacesTheOldOneAndAllThatFollow() {
        RaftLog log = new RaftLog(2, 1);
        log.append(2, NAMED);
        log.append(2, NAMED);
        log.put(new LogRecord(3, 5, DatabaseWrite.ELSEWHERE));
        assertThat(log.lastIndex()).isEqualTo(3);
        assertThat(log.record(3)).isEqualTo(new LogRecord(3, 5, DatabaseWrite.ELSEWHERE));
        assertThat(log.has(new LogRecord(3, 2, NAMED))).isFalse();
        assertThat(log.has(new LogRecord(3, 5, NAMED))).isTrue();
    }

    @Test
    void aRecordFitsWhereTheOneBeforeItIsOfTheSameTerm() {
        RaftLog log = new RaftLog(2, 1);
        assertThat(log.endsBefore(new LogRecord(3, 2, NAMED), 1)).isTrue();
        assertThat(log.endsBefore(new LogRecord(3, 2, NAMED), 2)).isFalse();
        assertThat(log.endsBefore(new LogRecord(4, 2, NAMED), 1)).isFalse();
        assertThat(log.endsBefore(new LogRecord(0, 0, NAMED), 0)).isTrue();
    }

    @Test
    void aPurgeKeepsTheRetainedRecordsAndTheOldestCannotBeLoaded() {
        RaftLog log = new RaftLog(100, 3);
        log.append(4, NAMED);
        log.purge(101, 10);
        assertThat(log.firstIndex()).isEqualTo(92);
        assertThat(log.isLoadable(92)).isFalse();
        assertThat(log.isLoadable(93)).isTrue();
        assertThat(log.termOf(93)).isEqualTo(3);
        assertThat(log.record(101).change()).isSameAs(NAMED);
        log.purge(101, 1000);
        assertThat(log.firstIndex()).isEqualTo(92);
    }

    @Test
    void aCopyGoesItsOwnWay() {
        RaftLog log = new RaftLog(5, 1);
        RaftLog copy = new RaftLog(log);
        log.append(2, NAMED);
        copy.truncateFrom(3);
        assertThat(log.lastIndex()).isEqualTo(6);
        assertThat(copy.lastIndex()).isEqualTo(2);
        assertThat(copy.lastTerm()).isEqualTo(1);
    }
}
