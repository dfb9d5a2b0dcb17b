package io.oneha.app.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.app.explain.FindingPage.Section;
import io.oneha.app.explain.PageBlock.Kind;
import io.oneha.health.FindingCode;
import io.oneha.plan.Fixes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The pages of docs/findings: one for each kind of finding, all of one shape. */
class FindingPageTest {
    private static final Path FOLDER = Path.of("docs", "findings");

    private static final List<String> PARTS =
            List.of("What it is", "How it comes about", "How to see it by hand", "What to do");

    private static final int LEAST = 12;
    private static final int MOST = 30;
    private static final int WIDEST = 100;

    /** A command is not broken, so that it must fit a terminal of 80 columns. */
    private static final int WIDEST_COMMAND = 80;

    /** Beside the longest code in the list. */
    private static final int LONGEST_SUMMARY = 55;

    @Test
    void eachCodeHasAPageAndNoPageIsOfAnythingElse() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(Stream.of(FindingCode.values())
                            .map(code -> code + ".md")
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPageHasItsCodeItsSummaryAndItsFourPartsInOrder(FindingCode code) {
        FindingPage page = FindingPage.of(code);

        assertThat(page.markdown())
                .startsWith("# " + code + "\n\n")
                .endsWith("\n")
                .doesNotContain("\n\n\n", "\t");
        assertThat(page.summary()).endsWith(".").hasSizeBetween(20, LONGEST_SUMMARY);
        assertThat(page.sections().stream().map(Section::title)).containsExactlyElementsOf(PARTS);
        assertThat(page.sections())
                .allSatisfy(section -> assertThat(section.markdown()).isNotBlank());
    }

    @ParameterizedTest
    @EnumSource
    void aPageIsShortAndItsLinesFit(FindingCode code) {
        List<String> lines = FindingPage.of(code)
                .markdown()
                .lines()
                .filter(line -> !line.isBlank())
                .toList();

        assertThat(lines).hasSizeBetween(LEAST, MOST);
        assertThat(lines).allSatisfy(line -> assertThat(line)
                .hasSizeLessThanOrEqualTo(line.startsWith("    ") ? WIDEST_COMMAND : WIDEST));
    }

    @ParameterizedTest
    @EnumSource
    void aPageShowsCommandsThatAnAdministratorCanRunWithoutOneha(FindingCode code) {
        assertThat(blocks(code, 2)
                        .filter(block -> block.kind() == Kind.COMMAND)
                        .map(PageBlock::text)
                        .filter(command -> !command.startsWith("oneha ")))
                .isNotEmpty();
    }

    /** Whether oneha has a plan is what {@code oneha fix} itself goes by. */
    @ParameterizedTest
    @EnumSource
    void aPageNamesTheFixWhereThereIsOneAndOnlyThere(FindingCode code) {
        String todo = FindingPage.of(code).sections().get(3).markdown();

        if (Fixes.byHand(code).isPresent()) {
            assertThat(todo).doesNotContain("oneha fix");
        } else {
            assertThat(todo.replaceAll("\\s+", " ")).contains("`oneha fix " + code + "`");
        }
    }

    @Test
    void thePiecesOfAPageAreTakenApart() {
        FindingPage page = FindingPage.parse(
                FindingCode.NO_LEADER,
                "# NO_LEADER\n\nNobody\nleads.\n\n## One\n\nTwo lines,\none sentence.\n- A point,\n  continued.\n- Another.\n\n"
                        + "    onezone show 0    # STATE\n    true\n\n1. First.\n\nThe end.\n\n## Two\n\n    true\n");

        assertThat(page.summary()).isEqualTo("Nobody leads.");
        assertThat(page.sections()).hasSize(2);
        assertThat(page.sections().get(0).blocks())
                .containsExactly(
                        new PageBlock(Kind.PARAGRAPH, "", "Two lines, one sentence."),
                        new PageBlock(Kind.POINT, "-", "A point, continued."),
                        new PageBlock(Kind.POINT, "-", "Another."),
                        new PageBlock(Kind.COMMAND, "", "onezone show 0    # STATE"),
                        new PageBlock(Kind.COMMAND, "", "true"),
                        new PageBlock(Kind.POINT, "1.", "First."),
                        new PageBlock(Kind.PARAGRAPH, "", "The end."));
        assertThat(page.sections().get(1)).isEqualTo(new Section("Two", "    true"));
    }

    @ParameterizedTest
    @CsvSource({"NO_LEADER, NO_LEADER", "no_leader, NO_LEADER", "No-Leader, NO_LEADER", "' vip_split ', VIP_SPLIT"})
    void aCodeIsKnownInUpperAndLowerCase(String typed, FindingCode code) {
        assertThat(FindingPage.code(typed)).contains(code);
    }

    @ParameterizedTest
    @CsvSource({"NO_LEDER, NO_LEADER", "vip-spilt, VIP_SPLIT", "quorum, QUORUM_LOST", "CLOCK_SKEW1, CLOCK_SKEW"})
    void theNearestCodeIsFound(String typed, FindingCode code) {
        assertThat(FindingPage.code(typed)).isEmpty();
        assertThat(FindingPage.nearest(typed)).contains(code);
    }

    @Test
    void nothingIsNearToWhatIsFarFromAllCodes() {
        assertThat(FindingPage.nearest("the weather")).isEqualTo(Optional.empty());
    }

    private static Stream<PageBlock> blocks(FindingCode code, int part) {
        return FindingPage.of(code).sections().get(part).blocks().stream();
    }
}
