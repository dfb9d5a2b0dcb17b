package io.oneha.ssh.client;

import io.oneha.ssh.Questions;
import io.oneha.ssh.key.Asking;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Passwords that the operator gave; kept in memory, so that a broken connection can be made anew without asking again. */
final class Passwords {
    private final boolean mayAsk;
    private final Map<String, char[]> given = new ConcurrentHashMap<>();
    private final Set<String> withheld = ConcurrentHashMap.newKeySet();

    Passwords(boolean mayAsk) {
        this.mayAsk = mayAsk;
    }

    boolean mayAsk() {
        return mayAsk;
    }

    /** The password of a login; empty when it is not given. */
    Optional<char[]> of(String userAtHost, Asking asking) {
        Optional<char[]> known = known(userAtHost);
        return known.isPresent() || !mayAsk ? known : asking.ask(questions -> asked(userAtHost, questions));
    }

    private Optional<char[]> known(String userAtHost) {
        return Optional.ofNullable(given.get(userAtHost)).map(char[]::clone);
    }

    private Optional<char[]> asked(String userAtHost, Questions questions) {
        Optional<char[]> known = known(userAtHost);
        if (known.isPresent() || withheld.contains(userAtHost)) {
            return known;
        }
        Optional<char[]> answer = questions.password(userAtHost);
        answer.ifPresentOrElse(password -> given.put(userAtHost, password.clone()), () -> withheld.add(userAtHost));
        return answer;
    }

    /** It was the wrong one. */
    void refused(String userAtHost) {
        given.remove(userAtHost);
    }
}
