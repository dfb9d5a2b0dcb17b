package io.oneha.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What a build says about tests that it left out, from JUnit's own run of some. */
class LeftOutSummaryTest {
    private static final String HERE = LeftOutSummaryTest.class.getName() + "$";

    @TempDir
    Path folder;

    static class Some {
        @Test
        void runs() {}

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void runsInPart(boolean here) {
            if (!here) {
                throw new Missing(false, Map.of("tmux", "tmux"));
            }
        }

        @Test
        void wantsRoot() {
            throw new Missing(true, Map.of("sshd", "openssh-server", "ssh", "openssh-client"));
        }

        @Test
        @Disabled("for a reason")
        void isSwitchedOff() {}
    }

    static class Whole {
        @BeforeAll
        static void isNotForThisMachine() {
            throw new Missing(true, Map.of());
        }

        @Test
        void one() {}

        @Test
        void another() {}
    }

    @Test
    void itNamesTheNumberTheProgramsAndOneCommand() throws Exception {
        assertThat(LeftOutSummary.text(run(Some.class, Whole.class)))
                .isEqualTo(
                        """
                        Tests: 2 ran, 5 were left out.
                          2 need programs that this machine lacks: ssh, sshd, tmux. Debian has them:
                            apt-get install openssh-client openssh-server tmux
                          3 need root: run the build as root.
                          1: for a reason
                        """);
    }

    @Test
    void whereNothingWasLeftOutItSaysSo() {
        TestRecord ran = new TestRecord(true, "io.oneha.ATest", "works", "[x]", false, Map.of(), "");

        assertThat(LeftOutSummary.text(List.of(ran, ran))).isEqualTo("Tests: 2 ran, none was left out.\n");
    }

    @Test
    void whatWasLeftOutIsChosenForANextRun() throws Exception {
        List<TestRecord> records = run(Some.class, Whole.class);

        assertThat(LeftOutSummary.selection(records, List.of("Some", "Whole")))
                .isEqualTo(HERE + "Some#isSwitchedOff+runsInPart+wantsRoot," + HERE + "Whole#another+one");
        assertThat(LeftOutSummary.selection(records, List.of("Other"))).isEmpty();
    }

    @Test
    void stagesTogetherRanEverythingOrTheRestIsNamed() throws Exception {
        List<TestRecord> bare = run(Some.class, Whole.class);
        Set<String> all = new TreeSet<>();
        bare.forEach(record -> all.add(record.className() + "#" + record.method()));
        all.add("io.oneha.NoPatternFindsIt#works");

        assertThat(StageUnion.neverRan(all, bare))
                .filteredOn(test -> !test.contains("["))
                .containsExactlyInAnyOrder(
                        HERE + "Some#isSwitchedOff",
                        HERE + "Some#wantsRoot",
                        HERE + "Whole#another",
                        HERE + "Whole#one",
                        "io.oneha.NoPatternFindsIt#works");
        assertThat(StageUnion.neverRan(all, bare)).anyMatch(test -> test.contains("Some#runsInPart ["));

        List<TestRecord> both = new ArrayList<>(bare);
        bare.stream()
                .map(left -> new TestRecord(true, left.className(), left.method(), left.id(), false, Map.of(), ""))
                .forEach(both::add);
        assertThat(StageUnion.neverRan(all, both)).containsExactly("io.oneha.NoPatternFindsIt#works");
    }

    @Test
    void everyTestOfACompiledClassIsKnown() {
        assertThat(StageUnion.tests(LeftOutSummaryTest.class))
                .hasSize(5)
                .contains(LeftOutSummaryTest.class.getName() + "#everyTestOfACompiledClassIsKnown");
        assertThat(StageUnion.tests(Some.class)).isEmpty();
    }

    private List<TestRecord> run(Class<?>... classes) throws Exception {
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .enableLauncherSessionListenerAutoRegistration(false)
                .addTestExecutionListeners(new TestRecorder(folder))
                .build();
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (Class<?> type : classes) {
            request.selectors(selectClass(type));
        }
        LauncherDiscoveryRequest built = request.build();
        LauncherFactory.create(alone).execute(built);
        return TestRecord.read(folder);
    }
}
