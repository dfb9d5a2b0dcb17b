package io.oneha.health;

/** The verdict's word, from best to worst; UNKNOWN is for a zone whose state could not be learnt. */
public enum Overall {
    OK,
    DEGRADED,
    CRITICAL,
    UNKNOWN
}
