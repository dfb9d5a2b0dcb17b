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
        if (!mayAsk) {
            return Optional.empty();
        }
        char[] known = given.get(userAtHost);
        return known != null ? Optional.of(known.clone()) : asking.ask(questions -> asked(userAtHost, questions));
    }

    private Optional<char[]> asked(String userAtHost, Questions questions) {
        if (given.containsKey(userAtHost)) {
            return Optional.of(given.get(userAtHost).clone());
        }
        if (withheld.contains(userAtHost)) {
            return Optional.empty();
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
