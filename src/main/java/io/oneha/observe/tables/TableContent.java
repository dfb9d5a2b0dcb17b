package io.oneha.observe.tables;

import java.util.Optional;

/**
 * What a table held in a snapshot.
 *
 * @param rows how many
 * @param digest 16 hexadecimal digits that any change of any row changes, whatever the order of rows and columns is and however
 *     text is encoded; empty where rows were only counted
 */
public record TableContent(long rows, Optional<String> digest) {
    /** One whose rows were only counted. */
    public static TableContent counted(long rows) {
        return new TableContent(rows, Optional.empty());
    }
}
