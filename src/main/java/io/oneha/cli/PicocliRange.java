package io.oneha.cli;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import picocli.CommandLine.Range;

/**
 * Only in the native image: picocli tries to read a number where an option's arity is left out, and takes the exception as the
 * answer, twice for each option of each command. A twentieth of a start went into their stack traces.
 */
@TargetClass(Range.class)
final class PicocliRange {
    private PicocliRange() {}

    @Substitute
    static int parseInt(String text, int otherwise) {
        boolean isNumber = !text.isEmpty() && text.chars().allMatch(Character::isDigit);
        try {
            return isNumber ? Integer.parseInt(text) : otherwise;
        } catch (NumberFormatException e) {
            // More than an int holds, which picocli's own method takes for no number either.
            return otherwise;
        }
    }
}
