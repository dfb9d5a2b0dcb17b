package io.oneha.health;

import io.oneha.base.Text;
import java.util.Optional;

/**
 * One thing that is not as it should be.
 *
 * @param code what it is
 * @param severity how bad; a cause is at least as bad as what follows from it
 * @param subject the server's name, or {@code zone}
 * @param reason what was seen, in one line, with the numbers
 * @param remedy what to do, in one line
 * @param cause the finding that this one follows from, and ends with; empty for a cause
 */
public record Finding(
        FindingCode code, Severity severity, String subject, String reason, String remedy, Optional<Key> cause) {
    /** The subject of what is about no server alone. */
    public static final String ZONE = "zone";

    /** What tells one finding of a verdict from the others: what it is, and whose. */
    public record Key(FindingCode code, String subject) {}

    /** A part that a text was to have and that came empty leaves no separator behind. */
    public Finding {
        reason = Text.closed(reason);
        remedy = Text.closed(remedy);
    }

    /** A finding that follows from no other. */
    public Finding(FindingCode code, Severity severity, String subject, String reason, String remedy) {
        this(code, severity, subject, reason, remedy, Optional.empty());
    }

    /** What tells it from the others of its verdict. */
    public Key key() {
        return new Key(code, subject);
    }

    /** {@code n1a2: connection refused}: the reason, behind the server that it is about. */
    public String sentence() {
        return subject.equals(ZONE) ? reason : subject + ": " + reason;
    }

    /** Whether it follows from another finding, and ends with it. */
    public boolean isSymptom() {
        return cause.isPresent();
    }

    /** The same as a symptom of another. */
    Finding causedBy(Finding other) {
        return new Finding(code, severity, subject, reason, remedy, Optional.of(other.key()));
    }

    /** The same, with a severity of its own if the other is worse. */
    Finding atLeast(Severity other) {
        return severity.compareTo(other) >= 0 ? this : new Finding(code, other, subject, reason, remedy, cause);
    }
}
