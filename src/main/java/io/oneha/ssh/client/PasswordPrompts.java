package io.oneha.ssh.client;

import java.util.List;
import net.schmizz.sshj.userauth.method.ChallengeResponseProvider;
import net.schmizz.sshj.userauth.password.Resource;

/** Answers every question of a login that is not echoed with the password: PAM asks for it so. */
record PasswordPrompts(char[] password) implements ChallengeResponseProvider {
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
}
