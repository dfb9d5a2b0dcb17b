package io.oneha.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CheckTableTest {
    private final CheckTable plain = new CheckTable(TextColours.NONE);

    @Test
    void everyFindingComesWithReasonAndRemedy() {
        assertThat(Samples.print(plain, Samples.followerDown()))
                .isEqualTo(
                        """
                ZONE 0 OpenNebula  ENABLED  OpenNebula 7.4.0

                warning  SERVER_UNREACHABLE  server-2
                    reason  connection refused
                    remedy  start opennebula there

                warning  NO_FAULT_TOLERANCE  zone
                    reason  one more loss stops the zone
                    remedy  bring server-2 back

                VERDICT   DEGRADED, server-2: connection refused
                REMEDY    start opennebula there
                RESTS ON  raft only: SSH is off, VIP and hosts not checked
                LEADER    server-0 (id 0), term 39
                SURVIVES  no further loss
                VIP       10.90.0.100/24 on eth0, held by server-0
                """);
    }

    @Test
    void aHealthyZoneSaysSo() {
        assertThat(Samples.print(plain, Samples.healthy()))
                .contains("Nothing found in what was looked at.")
                .contains("VERDICT   OK");
    }

    @Test
    void nothingThatATerminalWouldObeyIsPrinted() {
        assertThat(Samples.print(plain, Samples.awkward())).doesNotContain("\u001b", "\u202e");
    }
}
