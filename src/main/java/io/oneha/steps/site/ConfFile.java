package io.oneha.steps.site;

import io.oneha.inventory.DeploySettings;
import io.oneha.inventory.DeploySettings.OnedSetting;
import io.oneha.onedconf.ConfEditor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A configuration file of OpenNebula on a host. Bytes that are not ASCII are kept as they are.
 *
 * @param shell the host
 * @param path where it lies there
 */
public record ConfFile(RootShell shell, String path) {
    public static final String ONED = "/etc/one/oned.conf";
    public static final String MONITORD = "/etc/one/monitord.conf";

    /** Each byte is one character and back. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    /** What is to be set in a file, which may go by what is there; the same is shown and written. */
    public interface Settings {
        List<OnedSetting> over(ConfEditor there);
    }

    /** OneGate's endpoint at an address. */
    public static OnedSetting gateAt(String address) {
        return gate("http://" + (address.contains(":") ? "[" + address + "]" : address) + ":5030");
    }

    /** OneGate at a web address. */
    public static OnedSetting gate(String url) {
        return new OnedSetting(Optional.empty(), DeploySettings.GATE, url, false);
    }

    /** A setting of a section. */
    public static OnedSetting setting(String section, String name, String value) {
        return new OnedSetting(Optional.of(section), name, value, false);
    }

    /** The file; empty when it is not there. */
    public Optional<ConfEditor> find() {
        return shell.reads(path).map(this::parsed);
    }

    /** The file, which must be there. */
    public ConfEditor read() {
        return find().orElseThrow(() ->
                new StepException(shell.name() + ": there is no " + path, "install the package opennebula there"));
    }

    /** Whether a change would change nothing. */
    public boolean isAlready(Settings settings) {
        Optional<ConfEditor> there = find();
        return there.isPresent()
                && changed(there.get(), settings).text().equals(there.get().text());
    }

    /**
     * Changes it in place; owner and mode stay.
     *
     * @param kept the folder on the host where it is kept as it was before its first change
     */
    public void change(Settings settings, String kept) {
        ConfEditor before = read();
        ConfEditor after = changed(before, settings);
        if (!after.text().equals(before.text())) {
            shell.keeps(path, kept);
            shell.rewrites(path, bytes(after));
        }
    }

    public static byte[] bytes(ConfEditor conf) {
        return conf.text().getBytes(BYTES);
    }

    private ConfEditor parsed(byte[] content) {
        try {
            return new ConfEditor(new String(content, BYTES));
        } catch (IllegalArgumentException e) {
            throw new StepException(shell.name() + ": " + path + ": " + e.getMessage(), "correct that line");
        }
    }

    private ConfEditor changed(ConfEditor conf, Settings settings) {
        try {
            ConfEditor changed = conf;
            for (OnedSetting setting : settings.over(conf)) {
                ConfEditor before = changed;
                changed = setting.section()
                        .map(section -> before.with(section, setting.name(), setting.value()))
                        .orElseGet(() -> before.with(setting.name(), setting.value()));
            }
            return changed;
        } catch (IllegalArgumentException e) {
            throw new StepException(shell.name() + ": " + path + ": " + e.getMessage(), "");
        }
    }
}
