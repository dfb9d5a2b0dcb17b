package io.oneha.health;

/**
 * One thing that is not as it should be.
 *
 * @param code what it is
 * @param severity how bad
 * @param subject the server's name, or {@code zone}
 * @param reason what was seen, in one line, with the numbers
 * @param remedy what to do, in one line
 */
public record Finding(FindingCode code, Severity severity, String subject, String reason, String remedy) {}
