package io.oneha.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.oneha.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The root that front-ends boot from is made once, and only a whole one is used. */
class BootRootTest {
    @TempDir
    Path folder;

    @BeforeEach
    void needsNamespaces() {
        Needs.mountNamespaces("bash");
    }

    @Test
    void ofSeveralAtOnceOneMakesItAndAllGetIt() throws Exception {
        Path recipe = recipe("mkdir $2; echo made $1 >> " + folder + "/builds; touch $2/whole");
        List<Path> roots =
                IntStream.range(0, 3).parallel().mapToObj(i -> root(recipe)).toList();

        assertThat(roots.get(0).resolve("whole")).exists();
        assertThat(roots).containsOnly(roots.get(0));
        assertThat(folder.resolve("builds")).hasContent("made bookworm");
    }

    @Test
    void aBrokenOneIsToldWithItsReasonAndNeverUsed() throws Exception {
        Path recipe = recipe("mkdir $2; echo the mirror is away >&2; exit 7");
        assertThatThrownBy(() -> BootRoot.of("bookworm", cache(), recipe))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("the mirror is away");
        try (Stream<Path> left = Files.list(cache())) {
            assertThat(left).noneMatch(Files::isDirectory);
        }
    }

    @Test
    void aMirrorThatIsOutOfReachIsToldApartFromABrokenRoot() throws Exception {
        Path recipe = recipe("exit 75");
        assertThatThrownBy(() -> BootRoot.of("bookworm", cache(), recipe))
                .isInstanceOf(BootRoot.NoMirrorException.class)
                .hasMessage("the packages of Debian bookworm are out of reach from here");
    }

    @Test
    void anotherRecipeMakesAnotherOne() throws Exception {
        Path one = BootRoot.of("bookworm", cache(), recipe("mkdir $2"));
        Path other = BootRoot.of("bookworm", cache(), recipe("mkdir -p $2/more"));
        assertThat(other).isNotEqualTo(one);
        assertThat(other.resolve("more")).exists();
    }

    private Path root(Path recipe) {
        try {
            return BootRoot.of("bookworm", cache(), recipe);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private Path recipe(String script) throws IOException {
        return Files.writeString(folder.resolve("recipe.sh"), "set -eu\n" + script + "\n");
    }
}
