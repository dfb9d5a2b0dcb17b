package io.oneha.demo.sim;

import io.oneha.demo.raft.DatabaseWrite;

/** {@code one.user.passwd}. */
record PasswordChange(int userId, String password) implements DatabaseWrite {
    @Override
    public String toString() {
        return "password of user " + userId;
    }
}
