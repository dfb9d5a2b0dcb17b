package io.oneha.steps.site;

import io.oneha.onedconf.ConfEditor;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A configuration file of OpenNebula on a host. Bytes that are not ASCII are kept as they are. */
public final class ConfFile {
    public static final String ONED = "/etc/one/oned.conf";
    public static final String MONITORD = "/etc/one/monitord.conf";

    /** Each byte is one character and back. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private final RootShell shell;
    private final String path;
    private final Optional<String> kept;

    /** One that is only read. */
    public ConfFile(RootShell shell, String path) {
        this(shell, path, Optional.empty());
    }

    /** @param kept the folder on the host where it is kept as it was before its first change */
    public ConfFile(RootShell shell, String path, String kept) {
        this(shell, path, Optional.of(kept));
    }

    private ConfFile(RootShell shell, String path, Optional<String> kept) {
        this.shell = shell;
        this.path = path;
        this.kept = kept;
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
    public boolean isAlready(UnaryOperator<ConfEditor> change) {
        Optional<ConfEditor> there = find();
        return there.isPresent()
                && changed(there.get(), change).text().equals(there.get().text());
    }

    /** Changes it in place; owner and mode stay. */
    public void change(UnaryOperator<ConfEditor> change) {
        ConfEditor before = read();
        ConfEditor after = changed(before, change);
        if (!after.text().equals(before.text())) {
            shell.keeps(path, kept.orElseThrow());
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

    private ConfEditor changed(ConfEditor conf, UnaryOperator<ConfEditor> change) {
        try {
            return change.apply(conf);
        } catch (IllegalArgumentException e) {
            throw new StepException(shell.name() + ": " + path + ": " + e.getMessage(), "");
        }
    }
}
