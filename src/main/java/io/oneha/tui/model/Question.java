package io.oneha.tui.model;

/**
 * Something that is done only after a word was typed; any other answer, and none, changes nothing.
 *
 * @param about what hangs on the answer
 * @param title a heading
 * @param text what is asked
 * @param word the word
 * @param yes what the word does, such as {@code to confirm}
 * @param exitCode of {@link About#LEAVE}: how the program ends
 */
public record Question(About about, String title, String text, String word, String yes, int exitCode) {
    /** What hangs on an answer. */
    public enum About {
        /** A part of a plan. */
        CONSENT,
        /** That a running front-end is taken into HA. */
        ADOPT,
        /** That the run stops. */
        STOP,
        /** That the run stops and the dashboard ends then. */
        LEAVE;

        /** Whether it is asked of a run that is under way. */
        boolean isOfRun() {
            return this == STOP || this == LEAVE;
        }

        /** What any other answer does, and none. */
        public String otherwise() {
            return isOfRun() ? "lets it continue" : "cancels";
        }
    }

    Question(About about, String title, String text, String word, String yes) {
        this(about, title, text, word, yes, 0);
    }
}
