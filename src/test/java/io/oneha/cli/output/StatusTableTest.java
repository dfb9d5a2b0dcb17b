package io.oneha.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.health.Severity;
import io.oneha.tui.frame.Width;
import io.oneha.zone.FailureKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTableTest {
    private final StatusTable plain = new StatusTable(TextColours.NONE);

    @Test
    void aHealthyZoneReadsLikeOnezoneShowWithLagLatencyAndVerdict() {
        assertThat(Samples.print(plain, Samples.healthy()))
                .isEqualTo(
                        """
                ZONE 0 OpenNebula  ENABLED  OpenNebula 7.4.0

                ID  NAME      STATE     TERM  INDEX  COMMIT  VOTE  FED_INDEX  LAG  LATENCY
                 0  server-0  leader    39    19     19      0     -1         0    2.1 ms
                 1  server-1  follower  39    19     19      0     -1         0    2.4 ms
                 2  server-2  follower  39    19     19      -1    -1         0    2.7 ms

                VERDICT   OK
                RESTS ON  raft only: SSH is off, VIP and hosts not checked
                LEADER    server-0 (id 0), term 39
                SURVIVES  the loss of 1 more server
                """);
    }

    @Test
    void aServerWithoutAnswerSaysWhyUnderTheTable() {
        assertThat(Samples.print(plain, Samples.followerDown()))
                .isEqualTo(
                        """
                ZONE 0 OpenNebula  ENABLED  OpenNebula 7.4.0

                ID  NAME      STATE     TERM  INDEX  COMMIT  VOTE  FED_INDEX  LAG  LATENCY
                 0  server-0  leader    39    19     19      0     -1         0    2.1 ms
                 1  server-1  follower  39    19     19      0     -1         0    2.4 ms
                 2  server-2  error     -     -      -       -     -          -    -

                server-2:  connection refused

                VERDICT   DEGRADED, server-2: connection refused
                REMEDY    start opennebula there
                RESTS ON  raft only: SSH is off, VIP and hosts not checked
                LEADER    server-0 (id 0), term 39
                SURVIVES  no further loss
                VIP       10.90.0.100/24 on eth0, held by server-0

                warning  SERVER_UNREACHABLE  server-2  connection refused
                warning  NO_FAULT_TOLERANCE  zone      one more loss stops the zone
                """);
    }

    @Test
    void overSshItTellsTheHolderHowSshFaresAndWhyItDoesNot() {
        assertThat(Samples.print(plain, Samples.overSsh()))
                .isEqualTo(
                        """
                ZONE 0 OpenNebula  ENABLED  OpenNebula 7.4.0

                ID  NAME      STATE     TERM  INDEX  COMMIT  VOTE  FED_INDEX  LAG  LATENCY        VIP  SSH
                 0  server-0  leader    39    19     19      0     -1         0    2.1 ms         yes  ok
                 1  server-1  follower  39    19     19      0     -1         0    2.4 ms by ssh  -    limited
                 2  server-2  error     -     -      -       -     -          -    -              ?    login

                server-1:  ssh: ubuntu may not become root, not seen: oned.conf: not readable by ubuntu, and sudo asks for a password, and 1 more
                server-2:  through SSH: ubuntu@10.90.0.13 is refused: it offers publickey

                VERDICT   OK
                RESTS ON  raft only: SSH is off, VIP and hosts not checked
                LEADER    server-0 (id 0), term 39
                SURVIVES  the loss of 1 more server
                VIP       10.90.0.100/24 on eth0, held by server-0; not seen: server-2, seen 7 s ago
                """);
    }

    @Test
    void unsignedNumbersStandInFull() {
        assertThat(plain.lines(Samples.federationMaster()).get(3))
                .isEqualTo(
                        " 1  server-1  leader  4294967295  18446744073709551615  0       1     18446744073709551615  0    2.5 ms");
    }

    @Test
    void wideNamesKeepTheColumnsAligned() {
        List<String> lines = plain.lines(Samples.awkward());

        int column = Width.of(lines.get(2).substring(0, lines.get(2).indexOf("STATE")));
        for (String state : List.of("candidate", "follower", "error")) {
            String line = lines.stream()
                    .filter(each -> each.contains("  " + state + " "))
                    .findFirst()
                    .orElseThrow();
            assertThat(Width.of(line.substring(0, line.indexOf(state)))).isEqualTo(column);
        }
    }

    @Test
    void nothingThatATerminalWouldObeyIsPrinted() {
        assertThat(Samples.print(plain, Samples.awkward()))
                .doesNotContain("\u001b", "\u0007", "\u202e")
                .contains("x,]0;yz:")
                .contains("said \"no\", then hung up");
    }

    @Test
    void coloursChangeNothingButTheColours() {
        String coloured = Samples.print(new StatusTable(TextColours.COLOURED), Samples.followerDown());

        assertThat(coloured).contains("\u001b[");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", ""))
                .isEqualTo(Samples.print(plain, Samples.followerDown()));
    }

    @Test
    void aTermThatIsWrappedIsPaintedAsAFault() {
        String wrapped = Samples.print(new StatusTable(TextColours.COLOURED), Samples.federationMaster());
        String healthy = Samples.print(new StatusTable(TextColours.COLOURED), Samples.healthy());

        assertThat(wrapped).contains(TextColours.COLOURED.severity(Severity.CRITICAL, "4294967295"));
        assertThat(healthy).doesNotContain(TextColours.COLOURED.severity(Severity.CRITICAL, "39"));
    }

    @Test
    void aZoneThatNobodyToldSaysWhy() {
        assertThat(Samples.print(plain, Samples.mute(FailureKind.REFUSED, false)))
                .startsWith("ZONE http://10.90.0.11:2633/RPC2  unknown: because of REFUSED\n")
                .contains("VERDICT   UNKNOWN, nobody answered\n")
                .contains("LEADER    unknown\n")
                .contains("SURVIVES  not known\n");
    }
}
