package io.oneha.term;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the environment says about the terminal. */
public final class Environment {
    private static final String[] LOCALE = {"LC_ALL", "LC_CTYPE", "LANG"};
    private static final String[] MANY_COLOURS = {
        "256color", "direct", "truecolor", "kitty", "alacritty", "ghostty", "foot", "wezterm"
    };
    private static final String[] NO_COLOURS = {"dumb", "vt", "ansi-m"};

    private static final Pattern COLOURS = Pattern.compile("[^;]*;(?:[^;]*;)?([0-9]|1[0-5])");

    /** Grey, white, and the bright ones; their dark grey, 8, is none. */
    private static final Set<String> LIGHT_COLOURS = Set.of("7", "9", "10", "11", "12", "13", "14", "15");

    /** Source: inode(7), the part of a file's mode that says what it is. */
    private static final int FILE_KIND = 0170000;

    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private Environment() {}

    /**
     * How many colours may be used.
     *
     * @param environment the process's environment: NO_COLOR (no-color.org), TERM, COLORTERM
     * @param noColour whether colours were ruled out by an option
     */
    public static ColourDepth colours(Map<String, String> environment, boolean noColour) {
        String term = environment.getOrDefault("TERM", "");
        boolean ruledOut = noColour || !environment.getOrDefault("NO_COLOR", "").isEmpty();
        if (ruledOut || term.isEmpty() || Stream.of(NO_COLOURS).anyMatch(term::startsWith)) {
            return ColourDepth.NONE;
        }
        String colours = environment.getOrDefault("COLORTERM", "").toLowerCase(Locale.ROOT);
        boolean many = colours.equals("truecolor")
                || colours.equals("24bit")
                || Stream.of(MANY_COLOURS).anyMatch(term::contains);
        return many ? ColourDepth.INDEXED : ColourDepth.SIXTEEN;
    }

    /**
     * What the terminal writes on; empty when the environment does not say.
     *
     * @param environment the process's environment: TERM, as the Linux console is black and cannot be asked, and COLORFGBG, whose
     *     last field is the background's index in the palette (rxvt sets it, and others as it does)
     */
    public static Optional<Background> background(Map<String, String> environment) {
        if (environment.getOrDefault("TERM", "").equals("linux")) {
            return Optional.of(Background.DARK);
        }
        Matcher colours = COLOURS.matcher(environment.getOrDefault("COLORFGBG", ""));
        return colours.matches()
                ? Optional.of(LIGHT_COLOURS.contains(colours.group(1)) ? Background.LIGHT : Background.DARK)
                : Optional.empty();
    }

    /**
     * Whether only ASCII may be sent: when an option says so, or the locale's character set is not UTF-8.
     *
     * @param environment the process's environment: LC_ALL, LC_CTYPE, LANG, of which the first that is set counts
     */
    public static boolean ascii(Map<String, String> environment, boolean asciiOnly) {
        boolean isUtf8 = Stream.of(LOCALE)
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .filter(value -> value.toLowerCase(Locale.ROOT).replace("-", "").contains("utf8"))
                .isPresent();
        return asciiOnly || !isUtf8;
    }

    /** Why there can be no dashboard here, in one line; empty when there can. */
    public static Optional<String> refusal(Map<String, String> environment) {
        if (environment.getOrDefault("TERM", "dumb").equals("dumb")) {
            return Optional.of("the dashboard needs a terminal that can move its cursor, and TERM says there is none");
        }
        if (!isTerminal(0)) {
            return Optional.of("the dashboard reads keys, and standard input is not a terminal");
        }
        return isTerminal(1)
                ? Optional.empty()
                : Optional.of("the dashboard needs a screen, and standard output is not a terminal");
    }

    /**
     * Whether a file descriptor is a terminal. Linux tells; elsewhere the JDK does for both at once.
     *
     * @param descriptor 0 for standard input, 1 for standard output
     */
    public static boolean isTerminal(int descriptor) {
        if (NativeImage.isHere()) {
            return LibcTty.isTerminal(descriptor);
        }
        try {
            String file = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor))
                    .toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException e) {
            return System.console() != null;
        }
    }

    /**
     * Whether a file descriptor is a pipe or a socket: a write to one fails when nobody reads it any more.
     *
     * @param descriptor 1 for standard output
     */
    public static boolean isPipe(int descriptor) {
        try {
            int kind = (int) Files.getAttribute(Path.of("/dev/fd/" + descriptor), "unix:mode") & FILE_KIND;
            return kind == PIPE || kind == SOCKET;
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }
}
