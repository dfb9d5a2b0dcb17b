package io.oneha.observe.host;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Why a database gives no answer, by the number of its client's error. Source: MariaDB, "MariaDB Error Code Reference". */
public enum DatabaseTrouble {
    /** Its server does not run, or cannot be reached. */
    NO_SERVER,
    /** Its server runs and does not let this account in. */
    ACCESS_DENIED,
    /** Its server runs and has no such database, or no such table: that of a fresh front-end is empty. */
    EMPTY,
    OTHER;

    private static final Pattern NUMBER = Pattern.compile("ERROR ([0-9]{1,5})\\b.*", Pattern.DOTALL);
    private static final Map<Integer, DatabaseTrouble> NUMBERS = Map.of(
            2002, NO_SERVER,
            2003, NO_SERVER,
            2005, NO_SERVER,
            1044, ACCESS_DENIED,
            1045, ACCESS_DENIED,
            1698, ACCESS_DENIED,
            1049, EMPTY,
            1146, EMPTY);

    /** What an error of the client means: {@code ERROR 2002 (HY000): Can't connect to …}. */
    public static DatabaseTrouble of(String error) {
        Matcher number = NUMBER.matcher(error);
        return number.matches() ? NUMBERS.getOrDefault(Integer.parseInt(number.group(1)), OTHER) : OTHER;
    }
}
