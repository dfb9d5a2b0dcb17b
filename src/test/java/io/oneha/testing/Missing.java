package io.oneha.testing;

import java.util.Map;
import java.util.TreeMap;
import org.opentest4j.TestAbortedException;

/** A test cannot run on this machine: what it would take. */
public final class Missing extends TestAbortedException {
    private static final long serialVersionUID = 1;

    private final boolean root;
    private final TreeMap<String, String> packageOf;

    /**
     * @param root whether it wants to run as root, and does not
     * @param packageOf programs that are not here: name to the Debian package that brings it
     */
    Missing(boolean root, Map<String, String> packageOf) {
        super("needs " + (root ? "root" : "") + (root && !packageOf.isEmpty() ? " and " : "")
                + String.join(", ", packageOf.keySet()));
        this.root = root;
        this.packageOf = new TreeMap<>(packageOf);
    }

    public boolean root() {
        return root;
    }

    public Map<String, String> packageOf() {
        return packageOf;
    }
}
