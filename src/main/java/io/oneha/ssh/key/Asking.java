package io.oneha.ssh.key;

import io.oneha.ssh.Questions;
import java.util.function.Function;

/** The way to the operator: one question at a time, and no deadline runs meanwhile. */
public interface Asking {
    /** Asks when it is our turn. What is done before the question is asked sees the answers of all earlier ones. */
    <T> T ask(Function<Questions, T> question);
}
