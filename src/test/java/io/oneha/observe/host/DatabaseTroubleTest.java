package io.oneha.observe.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Errors as MariaDB's client says them. */
class DatabaseTroubleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "ERROR 2002 (HY000): Can't connect to local server through socket | NO_SERVER",
                "ERROR 2003 (HY000): Can't connect to server on '127.0.0.1' (111) | NO_SERVER",
                "ERROR 1045 (28000): Access denied for user 'oneadmin'@'localhost' | ACCESS_DENIED",
                "ERROR 1698 (28000): Access denied for user 'root'@'localhost' | ACCESS_DENIED",
                "ERROR 1049 (42000): Unknown database 'one_follower' | EMPTY",
                "ERROR 1146 (42S02) at line 1: Table 'opennebula.logdb' doesn't exist | EMPTY",
                "ERROR 1969 (70100): Query execution was interrupted | OTHER",
                "no answer within 3 s | OTHER",
                "ERROR 99999999999 (HY000): Can't connect | OTHER",
            })
    void isToldByTheNumberOfTheError(String error, DatabaseTrouble trouble) {
        assertThat(DatabaseTrouble.of(error)).isEqualTo(trouble);
    }
}
