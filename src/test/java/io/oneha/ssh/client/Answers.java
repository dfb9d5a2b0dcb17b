package io.oneha.ssh.client;

import io.oneha.ssh.Questions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** An operator who gives these answers, one after another, and then none. */
final class Answers implements Questions {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final Deque<String> answers;
    private Duration thinking = Duration.ZERO;

    Answers(String... answers) {
        this.answers = new ArrayDeque<>(List.of(answers));
    }

    Answers thinkingFor(Duration time) {
        thinking = time;
        return this;
    }

    @Override
    public Answer trust(String host, String keyType, String fingerprint) {
        return answer("trust " + host + " " + keyType + " " + fingerprint)
                .map(Answer::valueOf)
                .orElse(Answer.NOBODY_THERE);
    }

    @Override
    public Optional<char[]> passphrase(String keyFile) {
        return answer("passphrase " + keyFile).map(String::toCharArray);
    }

    @Override
    public Optional<char[]> password(String userAtHost) {
        return answer("password " + userAtHost).map(String::toCharArray);
    }

    private synchronized Optional<String> answer(String question) {
        asked.add(question);
        try {
            Thread.sleep(thinking.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(answers.poll());
    }
}
