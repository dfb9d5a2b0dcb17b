package io.oneha.ssh.client;

import java.util.List;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;

/** The two ways in which sshd takes a password. */
final class PasswordMethods {
    private PasswordMethods() {}

    static AuthMethod password(char[] password) {
        return new AuthPassword(new PasswordFinder() {
            @Override
            public char[] reqPassword(Resource<?> resource) {
                return password.clone();
            }

            @Override
            public boolean shouldRetry(Resource<?> resource) {
                return false;
            }
        });
    }

    /** Answers every question that is not echoed with the password: PAM asks for it so. */
    static AuthMethod interactive(char[] password) {
        return new AuthKeyboardInteractive(new ChallengeResponseProvider() {
            @Override
            public List<String> getSubmethods() {
                return List.of();
            }

            @Override
            @SuppressWarnings("rawtypes")
            public void init(Resource resource, String name, String instruction) {
                // it asks for nothing that depends on these
            }

            @Override
            public char[] getResponse(String prompt, boolean echo) {
                return echo ? new char[0] : password.clone();
            }

            @Override
            public boolean shouldRetry() {
                return false;
            }
        });
    }
}
