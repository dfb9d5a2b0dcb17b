package io.oneha.ssh.client;

import io.oneha.ssh.Questions;
import io.oneha.ssh.key.Asking;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** Whoever answers questions: there is one, so they are asked one after another, whichever hosts they are about. */
final class Operator {
    private final Questions questions;
    private final ReentrantLock turn = new ReentrantLock();

    Operator(Questions questions) {
        this.questions = questions;
    }

    /** The way to ask for a connection whose deadlines stand still meanwhile. */
    Asking pausing(PausedTime pause) {
        return new Asking() {
            @Override
            public <T> T ask(Function<Questions, T> question) {
                pause.begin();
                turn.lock();
                try {
                    return question.apply(questions);
                } finally {
                    turn.unlock();
                    pause.end();
                }
            }
        };
    }
}
