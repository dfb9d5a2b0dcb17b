package io.oneha.health;

/** How bad a finding is, from least to worst. */
public enum Severity {
    INFO,
    WARNING,
    CRITICAL;

    /** The word in machine-readable output. */
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
