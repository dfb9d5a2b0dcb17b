package io.oneha.ssh.client;

import io.oneha.ssh.SshException.Kind;
import io.oneha.ssh.key.Asking;
import io.oneha.ssh.key.Identity;
import io.oneha.ssh.key.Wire;
import io.oneha.ssh.route.Hop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import net.schmizz.sshj.Service;
import net.schmizz.sshj.common.Message;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuth;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthNone;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.password.PasswordUtils;

/** One login: keys one after another, then, if the operator wants to be asked, a password. Source: RFC 4252. */
final class Login {
    private static final int PASSWORD_TRIES = 3;
    private static final int MOST_NAMED = 6;

    private final SshConnection connection;
    private final Hop hop;
    private final Passwords passwords;
    private final Asking asking;
    private final List<String> tried = new ArrayList<>();

    Login(SshConnection connection, Hop hop, Passwords passwords, Asking asking) {
        this.connection = connection;
        this.hop = hop;
        this.passwords = passwords;
        this.asking = asking;
    }

    /** Logs in, or says what was tried. */
    void run(List<Identity> identities) throws HopFailure {
        try {
            if (authenticate(new AuthNone())
                    || offers("publickey") && anyOf(identities)
                    || hop.passwordAllowed() && password()) {
                return;
            }
        } catch (UserAuthException | TransportException e) {
            throw broken(e);
        }
        throw new HopFailure(Kind.LOGIN, refusal());
    }

    private boolean anyOf(List<Identity> identities) throws UserAuthException, TransportException {
        for (Identity identity : identities) {
            if (!offers("publickey")) {
                return false;
            }
            if (logsIn(identity)) {
                return true;
            }
        }
        return false;
    }

    private boolean logsIn(Identity identity) throws UserAuthException, TransportException {
        tried.add(identity.description());
        for (String algorithm : identity.algorithms()) {
            try {
                authenticate(new PublickeyRequest(algorithm, identity.blob(), Optional.empty()));
            } catch (PublickeyRequest.KeyIsGoodException good) {
                Optional<byte[]> signature = signature(identity, algorithm);
                if (signature.isPresent()) {
                    return authenticate(new PublickeyRequest(algorithm, identity.blob(), signature));
                }
                continue;
            }
            return false;
        }
        return false;
    }

    private Optional<byte[]> signature(Identity identity, String algorithm) {
        byte[] data = new Wire.Writer()
                .bytes(connection.client().getTransport().getSessionID())
                .octet(Message.USERAUTH_REQUEST.toByte())
                .text(hop.user())
                .text("ssh-connection")
                .text("publickey")
                .octet(1)
                .text(algorithm)
                .bytes(identity.blob())
                .done();
        try {
            return Optional.of(identity.sign(algorithm, data));
        } catch (IOException e) {
            tried.set(
                    tried.size() - 1,
                    identity.description() + " (" + SshMessages.of(String.valueOf(e.getMessage())) + ")");
            return Optional.empty();
        }
    }

    private boolean password() throws UserAuthException, TransportException {
        String userAtHost = hop.user() + "@" + hop.host();
        for (int i = 0; i < PASSWORD_TRIES && (offers("password") || offers("keyboard-interactive")); i++) {
            Optional<char[]> password = passwords.of(userAtHost, asking);
            if (password.isEmpty()) {
                return false;
            }
            if (i == 0) {
                tried.add("a password");
            }
            char[] chars = password.get();
            AuthMethod method = offers("password")
                    ? new AuthPassword(PasswordUtils.createOneOff(chars))
                    : new AuthKeyboardInteractive(new PasswordPrompts(chars));
            if (authenticate(method)) {
                return true;
            }
            passwords.refused(userAtHost);
        }
        return false;
    }

    private boolean authenticate(AuthMethod method) throws UserAuthException, TransportException {
        Service next = (Service) connection.client().getConnection();
        return userAuth().authenticate(hop.user(), next, method, Integer.MAX_VALUE);
    }

    private boolean offers(String method) {
        return userAuth().getAllowedMethods().contains(method);
    }

    private UserAuth userAuth() {
        return connection.client().getUserAuth();
    }

    private String refusal() {
        StringBuilder text = new StringBuilder("the login as " + hop.user() + " was refused; ").append(triedText());
        Collection<String> offered = userAuth().getAllowedMethods();
        boolean takesPassword = offers("password") || offers("keyboard-interactive");
        if (userAuth().hadPartialSuccess()) {
            text.append("; that is not enough, it also wants ").append(SshMessages.of(String.join(", ", offered)));
        } else if (!offers("publickey")) {
            text.append("; it takes no keys, only ").append(SshMessages.of(String.join(", ", offered)));
        }
        if (takesPassword && hop.passwordAllowed() && !passwords.mayAsk()) {
            text.append("; with --ask-pass a password can be given");
        }
        return text.toString();
    }

    private String triedText() {
        if (tried.isEmpty()) {
            return "there was no key to try";
        }
        List<String> named = tried.subList(0, Math.min(MOST_NAMED, tried.size()));
        int more = tried.size() - named.size();
        return "tried " + String.join(", ", named) + (more == 0 ? "" : " and " + more + " more");
    }

    private HopFailure broken(Exception error) {
        HopFailure death = connection.isAlive()
                ? HopFailure.unreachable("the login broke off: " + SshMessages.of(error))
                : connection.death();
        // the words are sshd's own, and all that tells this refusal from a broken connection
        if (death.getMessage().contains("Too many authentication failures")) {
            return new HopFailure(
                    Kind.LOGIN,
                    "the login as " + hop.user() + " was refused: more keys than it lets one try (MaxAuthTries); "
                            + triedText() + "; name the right one (IdentityFile) and set IdentitiesOnly yes");
        }
        return death.kind() == Kind.SILENT
                ? death
                : new HopFailure(death.kind(), "it ended the login as " + hop.user() + ": " + death.getMessage());
    }
}
