package io.oneha.term;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnvironmentTest {
    @ParameterizedTest
    @CsvSource({
        "TERM=xterm-256color, false, INDEXED",
        "TERM=tmux-256color, false, INDEXED",
        "TERM=xterm COLORTERM=truecolor, false, INDEXED",
        "TERM=xterm-kitty, false, INDEXED",
        "TERM=xterm, false, SIXTEEN",
        "TERM=linux, false, SIXTEEN",
        "TERM=screen, false, SIXTEEN",
        "TERM=vt100, false, NONE",
        "TERM=dumb, false, NONE",
        "LANG=C, false, NONE",
        "TERM=xterm-256color NO_COLOR=1, false, NONE",
        "TERM=xterm-256color NO_COLOR=, false, INDEXED",
        "TERM=xterm-256color COLORTERM=truecolor, true, NONE",
    })
    void coloursAreAsManyAsTheTerminalHasUnlessSomebodyWantsNone(String variables, boolean option, ColourDepth depth) {
        assertThat(Environment.colours(parse(variables), option)).isEqualTo(depth);
    }

    @ParameterizedTest
    @CsvSource({
        "LANG=de_CH.UTF-8, false, false",
        "LANG=C.utf8, false, false",
        "LANG=en_US.UTF-8 LC_ALL=C, false, true",
        "LANG=C LC_CTYPE=en_US.UTF-8, false, false",
        "LANG=C LC_ALL= LC_CTYPE=UTF-8, false, false",
        "LANG=de_CH.ISO-8859-1, false, true",
        "LANG=C, false, true",
        "TERM=xterm, false, true",
        "LANG=C.UTF-8, true, true",
    })
    void onlyAsciiIsSentWhereTheLocaleHasNoUtf8(String variables, boolean option, boolean ascii) {
        assertThat(Environment.ascii(parse(variables), option)).isEqualTo(ascii);
    }

    @ParameterizedTest
    @CsvSource({
        "COLORFGBG=15;0, DARK",
        "COLORFGBG=0;15, LIGHT",
        "COLORFGBG=0;default;7, LIGHT",
        "COLORFGBG=7;8, DARK",
        "COLORFGBG=0;11, LIGHT",
        "COLORFGBG=0;default,",
        "COLORFGBG=15,",
        "COLORFGBG=0;16,",
        "TERM=xterm-256color,",
        "TERM=linux, DARK",
    })
    void theBackgroundIsKnownWhereTheEnvironmentNamesItsColour(String variables, Background background) {
        assertThat(Environment.background(parse(variables))).isEqualTo(Optional.ofNullable(background));
    }

    @Test
    void aTerminalThatCannotMoveItsCursorIsRefusedInOneLine() {
        assertThat(Environment.refusal(Map.of("TERM", "dumb")))
                .hasValueSatisfying(text -> assertThat(text).contains("TERM").doesNotContain("\n"));
        assertThat(Environment.refusal(Map.of())).isPresent();
    }

    private static Map<String, String> parse(String variables) {
        Map<String, String> environment = new HashMap<>();
        for (String variable : variables.split(" ")) {
            int equals = variable.indexOf('=');
            environment.put(variable.substring(0, equals), variable.substring(equals + 1));
        }
        return environment;
    }
}
