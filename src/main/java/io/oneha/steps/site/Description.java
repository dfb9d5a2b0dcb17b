package io.oneha.steps.site;

import io.oneha.inventory.DeploySettings.OnedSetting;
import io.oneha.onedconf.ConfEditor;
import io.oneha.plan.Step;
import io.oneha.plan.StepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step shows before it runs. What it changes is not said here: it is taken from the scripts, settings and calls that the step
 * sends when it runs.
 */
public final class Description {
    private final String host;
    private final Step.Kind kind;
    private final String title;
    private final List<String> lines = new ArrayList<>();
    private final List<Sent> sent = new ArrayList<>();
    private String expects = "";
    private String proof = "";
    private String undo = "";

    /**
     * Something that changes something.
     *
     * @param host where
     * @param what a script's name and verb, or a program's or call's name
     */
    public record Sent(String host, String what) {}

    private Description(StepSpec spec, Step.Kind kind, String title) {
        this.host = spec.host();
        this.kind = kind;
        this.title = title;
    }

    /** One that only looks. */
    public static Description reads(StepSpec spec, String title) {
        return new Description(spec, Step.Kind.READ, title);
    }

    /** One that changes a host which serves nobody yet, or files. */
    public static Description changes(StepSpec spec, String title) {
        return new Description(spec, Step.Kind.CHANGE, title);
    }

    /** One that interrupts a service, or makes writes wait. */
    public static Description interrupts(StepSpec spec, String title) {
        return new Description(spec, Step.Kind.DISRUPTIVE, title);
    }

    /** One that replaces data. */
    public static Description replaces(StepSpec spec, String title) {
        return new Description(spec, Step.Kind.DESTRUCTIVE, title);
    }

    /** What must be so before. */
    public Description expects(String line) {
        expects = line;
        return this;
    }

    /** What it looks at or waits for, and changes nothing; or when what comes next is done. */
    public Description looks(String line) {
        lines.add(line);
        return this;
    }

    /** A script: what it changes is said in its file. */
    public Description sends(String where, Script script) {
        script.shown().forEach(line -> shows(where, line));
        sent.add(new Sent(where, script.toString()));
        return this;
    }

    /** Settings in a configuration file, which is kept as it was before. */
    public Description sets(String path, ConfFile.Settings settings) {
        Map<Optional<String>, List<String>> sections = new LinkedHashMap<>();
        String file = path.substring(path.lastIndexOf('/') + 1);
        for (OnedSetting setting : settings.over(new ConfEditor(""))) {
            String pair = new OnedSetting(Optional.empty(), setting.name(), setting.value(), setting.secret()).shown();
            if (setting.section().isEmpty()) {
                lines.add(pair + " in " + file);
            } else {
                sections.computeIfAbsent(setting.section(), any -> new ArrayList<>())
                        .add(pair);
            }
        }
        sections.forEach((section, pairs) ->
                lines.add(section.orElseThrow() + " = [ " + String.join(", ", pairs) + " ] in " + file));
        sent.add(new Sent(host, RootShell.file("keep", path).toString()));
        sent.add(new Sent(host, RootShell.file("rewrite", path).toString()));
        return this;
    }

    /** A call of oned's XML-RPC, or a program. */
    public Description calls(String where, String name, String arguments) {
        shows(where, name + " " + arguments);
        sent.add(new Sent(where, name));
        return this;
    }

    private void shows(String where, String line) {
        lines.add(where.equals(host) ? line : line + " (on " + where + ")");
    }

    /**
     * How it shows that it worked.
     *
     * @param takesBack what takes it back; empty when nothing needs to be
     */
    public Description proves(String line, String takesBack) {
        proof = line;
        undo = takesBack;
        return this;
    }

    /** For people. */
    public Step.Text text() {
        return new Step.Text(title, kind, expects, List.copyOf(lines), proof, undo);
    }

    /** All that changes something, in the order in which it is sent. */
    public List<Sent> sent() {
        return List.copyOf(sent);
    }
}
