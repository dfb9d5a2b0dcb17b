package io.oneha.steps.database;

import io.oneha.steps.site.Account;
import io.oneha.steps.site.RootShell;
import io.oneha.steps.site.Script;
import java.time.Duration;

/** What has become of a host's copy of the zone's database since it was proved. */
public enum CopyState {
    /** Nobody's oned has run on it. */
    WHOLE,
    /** Somebody's oned has: it may have written what the zone does not have. */
    RAN,
    /** It was given to the oned that was started as the zone's server, or no copy was made. */
    GIVEN;

    /** The script of {@link #give}, as it is sent and shown. */
    public static final Script GIVE = Script.of("database/database", "given");

    private static final Duration LOOK = Duration.ofMinutes(1);

    public static CopyState of(RootShell host, Account account) {
        String word = host.runs(account.given(Script.of("database/database", "state")), LOOK)
                .strip();
        return word.equals("whole") ? WHOLE : word.equals("given") ? GIVEN : RAN;
    }

    /** It is not the zone's: from here on it counts as {@link #RAN}, and a run that goes on makes it again. */
    public static void spoil(RootShell host, Account account) {
        host.runs(account.given(Script.of("database/database", "spoiled")), LOOK);
    }

    /** From here on oned may write to it. */
    public static void give(RootShell host, Account account) {
        host.runs(account.given(GIVE), LOOK);
    }
}
