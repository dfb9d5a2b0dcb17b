package io.oneha.demo.sim;

/**
 * A row of {@code user_pool}.
 *
 * @param id 0 for oneadmin, who may everything
 * @param name the user's name
 * @param password in clear: nothing here is worth hashing
 */
public record SimUser(int id, String name, String password) {
    /** What the user sends with each call. */
    public String session() {
        return name + ":" + password;
    }

    /** Whether it is oneadmin. */
    public boolean isAdmin() {
        return id == 0;
    }

    @Override
    public String toString() {
        return name + ":********";
    }
}
