package io.oneha.steps.site;

import io.oneha.base.Resource;
import io.oneha.ssh.Become;
import io.oneha.ssh.RemoteCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A POSIX shell script of this program, run as root. What it is given stands in shell variables that are set at its beginning:
 * the whole travels on standard input, so that no value is ever in a command line. Immutable.
 */
public final class Script {
    private static final String FOLDER = "/io/oneha/steps/";
    private static final String VERB = "verb";
    private static final String SAYS = "#: ";
    private static final String LOOKS = "# looks: ";
    private static final Pattern AWK = Pattern.compile("(?m)^# awk: ([a-z]+)$");
    private static final Pattern LABEL = Pattern.compile("([a-z][a-z-]*(?: \\| [a-z-]+)*)\\)(?: .*)?");
    private static final Pattern VARIABLE = Pattern.compile("\\$([a-z_]+)");

    private final String name;
    private final Map<String, String> given;

    private Script(String name, Map<String, String> given) {
        this.name = name;
        this.given = given;
    }

    /**
     * The script of a step.
     *
     * @param name its folder and file below {@code io/oneha/steps} without {@code .sh}, such as {@code database/dump}
     * @param verb what it is to do, its variable {@code verb}
     */
    public static Script of(String name, String verb) {
        return new Script(name, Map.of(VERB, verb));
    }

    /** With a variable of that name, secret or not. */
    public Script with(String variable, String value) {
        if (!variable.matches("[a-z_]+")) {
            throw new IllegalArgumentException(variable);
        }
        Map<String, String> more = new TreeMap<>(given);
        more.put(variable, value);
        return new Script(name, more);
    }

    RemoteCommand command() {
        StringBuilder text = new StringBuilder("# oneha: ").append(this).append('\n');
        new TreeMap<>(given).forEach((variable, value) -> text.append(variable)
                .append('=')
                .append(RemoteCommand.quoted(value))
                .append('\n'));
        // A function, so that the shell has read all of it before it runs any of it.
        text.append("main() {\n")
                .append(resource("site/common"))
                .append(resource(name))
                .append("\n}\nmain </dev/null\nexit $?\n");
        return RemoteCommand.script(text.toString()).as(Become.ROOT);
    }

    /** The file of a script, with the programs that it names in lines {@code # awk: NAME} as variables {@code awk_NAME}. */
    private static String resource(String name) {
        String folder = name.substring(0, name.indexOf('/') + 1);
        return AWK.matcher(text(name + ".sh"))
                .replaceAll(found -> Matcher.quoteReplacement(
                        "awk_" + found.group(1) + "=" + RemoteCommand.quoted(text(folder + found.group(1) + ".awk"))));
    }

    private static String text(String file) {
        return Resource.text(Script.class, FOLDER + file);
    }

    /**
     * What it changes, a line each, made of the lines {@code #: …} above the verb in its file, with the variables that it is given; empty
     * for a verb that only looks.
     */
    public List<String> shown() {
        List<String> said = new ArrayList<>();
        for (String line : resource(name).lines().map(String::strip).toList()) {
            Matcher label = LABEL.matcher(line);
            if (line.startsWith(SAYS)) {
                said.add(line.substring(SAYS.length()));
            } else if (label.matches() && List.of(label.group(1).split(" \\| ")).contains(given.get(VERB))) {
                return onlyLooks() ? List.of() : said.stream().map(this::filled).toList();
            } else if (!line.startsWith("#")) {
                said.clear();
            }
        }
        throw new IllegalArgumentException(this + " is no verb");
    }

    /** Whether its file names the verb among those that change nothing. */
    private boolean onlyLooks() {
        return resource(name).lines().filter(line -> line.startsWith(LOOKS)).anyMatch(line -> List.of(line.split(" "))
                .contains(given.get(VERB)));
    }

    private String filled(String line) {
        return VARIABLE.matcher(line)
                .replaceAll(variable -> Matcher.quoteReplacement(Optional.ofNullable(given.get(variable.group(1)))
                        .orElseThrow(() -> new IllegalArgumentException(this + " shows " + variable.group()))
                        .replace('\n', ' ')));
    }

    /** Its name and verb, for messages: nothing of what it was given. */
    @Override
    public String toString() {
        return name.substring(name.indexOf('/') + 1) + " " + given.get(VERB);
    }
}
