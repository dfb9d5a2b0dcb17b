package io.oneha.onedconf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfEditorTest {
    @Test
    void theServersIdIsChangedInTheRealFileAndNothingElse() throws IOException {
        String before = recorded("oned.conf");
        String after =
                new ConfEditor(before).with("FEDERATION", "SERVER_ID", "2").text();
        assertThat(after).isEqualTo(before.replace("SERVER_ID        = 1,", "SERVER_ID        = 2,"));
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void theMonitorsAddressIsChangedInTheRealFileAndStaysQuoted() throws IOException {
        String before = recorded("monitord.conf");
        String after = new ConfEditor(before)
                .with("NETWORK", "MONITOR_ADDRESS", "198.51.100.100")
                .text();
        assertThat(after)
                .isEqualTo(before.replace("MONITOR_ADDRESS = \"auto\"", "MONITOR_ADDRESS = \"198.51.100.100\""));
        assertThat(after).isNotEqualTo(before);
    }

    @Test
    void whatHasTheValueAlreadyIsNotTouched() throws IOException {
        ConfEditor conf = new ConfEditor(recorded("oned.conf"));
        assertThat(conf.with("federation", "server_id", "1")).isSameAs(conf);
        assertThat(conf.with("PORT", "2633")).isSameAs(conf);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "S = [ A = 1 ]|S = [ A = 7 ]",
                "s=[a=1]|s=[a=7]",
                "S = [ A = \"1\" ]|S = [ A = \"7\" ]",
                "S = [ B = 2, A = 1 ] # A = 3|S = [ B = 2, A = 7 ] # A = 3",
                "S = [ # A = 9;   A = 1 # , B = ];]|S = [ # A = 9;   A = 7 # , B = ];]",
                "# S = [ A = 1 ];S = [ A = 2 ]|# S = [ A = 1 ];S = [ A = 7 ]",
                "S = [ A = 1 ];S = [ A = 2 ]|S = [ A = 7 ];S = [ A = 2 ]",
                "S = [ A = 1, A = 2 ]|S = [ A = 7, A = 2 ]",
                "S = [ B = \"x # ] A = 1\", A = 1 ]|S = [ B = \"x # ] A = 1\", A = 7 ]",
                "S = [ B = \"x \\\" A = 1\", A = 1 ]|S = [ B = \"x \\\" A = 1\", A = 7 ]",
                "S = [ B = 1 ]|S = [ B = 1, A = 7 ]",
                "S = [;    B = 1;]|S = [;    B = 1,;    A = 7;]",
                "S = [;    B = 1 # one;]|S = [;    B = 1,;    A = 7 # one;]",
                "S = []|S = [ A = 7 ]",
                "S = [  ]|S = [ A = 7  ]",
                "S = [ # A: see the manual;]|S = [ # A: see the manual;    A = 7;]",
                "S = [;# one;  # two;  ]|S = [;# one;  # two;    A = 7;  ]",
                "T = [ A = 1 ]|T = [ A = 1 ];;S = [;    A = 7;];",
                "T = 1;|T = 1;;S = [;    A = 7;];"
            })
    void aValueIsChangedWhereItStandsAndAddedWhereItIsMissing(String before, String after) {
        assertThat(new ConfEditor(before.replace(';', '\n')).with("S", "A", "7").text())
                .isEqualTo(after.replace(';', '\n'));
    }

    @Test
    void carriageReturnsStay() {
        assertThat(new ConfEditor("S = [\r\n  A = 1\r\n]\r\n")
                        .with("S", "A", "7")
                        .text())
                .isEqualTo("S = [\r\n  A = 7\r\n]\r\n");
    }

    @Test
    void aHookThatWasOnlyACommentIsAdded() {
        String fresh = "# RAFT_LEADER_HOOK = [\n#     COMMAND = \"raft/vip.sh\"\n# ]\nPORT = 2633\n";
        ConfEditor conf = new ConfEditor(fresh)
                .with("RAFT_LEADER_HOOK", "COMMAND", "raft/vip.sh")
                .with("RAFT_LEADER_HOOK", "ARGUMENTS", "leader eth0 198.51.100.100/24");
        assertThat(conf.text())
                .isEqualTo(
                        fresh
                                + "\nRAFT_LEADER_HOOK = [\n    COMMAND = \"raft/vip.sh\",\n    ARGUMENTS = \"leader eth0 198.51.100.100/24\"\n]\n");
    }

    @Test
    void aValueWithQuotesIsReadBackAsItWas() {
        ConfEditor conf = new ConfEditor("DB = [ PASSWD = \"old\" ]\n").with("DB", "PASSWD", "it's a \"new\" one, # ]");
        assertThat(conf.value("DB", "PASSWD")).contains("it's a \"new\" one, # ]");
    }

    @Test
    void aValueThatOnedWouldReadOtherwiseIsRefusedWithoutShowingIt() {
        ConfEditor conf = new ConfEditor("DB = [ PASSWD = \"old\" ]\n");
        assertThatThrownBy(() -> conf.with("DB", "PASSWD", "secret\\"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void aFileThatOnedCouldNotReadIsRefusedWithTheLine() {
        assertThatThrownBy(() -> new ConfEditor("A = 1\nS = [ A 1 ]\n")).hasMessage("line 2 is not understood");
    }

    private static String recorded(String name) throws IOException {
        try (InputStream in = ConfEditorTest.class.getResourceAsStream("/recordings/host/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
