package io.oneha.app.look;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.inventory.Inventory;
import io.oneha.zone.Credentials;
import io.oneha.zone.CredentialsException;
import io.oneha.zone.CredentialsFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The credentials and where they are from: {@code ONE_AUTH}, {@code ~/.one/one_auth}, the inventory's {@code one_pass} for
 * oneadmin, oneadmin's own on a front-end, read over SSH, or asked on the terminal, the first that there is. They never come from the command line, where every user of
 * the machine could read them.
 *
 * @param credentials the credentials
 * @param origin where they are from, for messages
 */
record CredentialsChoice(Credentials credentials, String origin) {
    private static final String ADMINISTRATOR = "oneadmin";
    private static final String REMEDY =
            "name a file that holds user:password in ONE_AUTH, or put it in ~/.one/one_auth";

    static CredentialsChoice choose(
            Map<String, String> environment,
            Optional<Inventory> inventory,
            Supplier<RemoteAuth> remote,
            Supplier<Optional<Credentials>> question) {
        return fromFile(environment)
                .or(() -> inventory
                        .flatMap(Inventory::onePass)
                        .map(password -> new CredentialsChoice(
                                new Credentials(ADMINISTRATOR + ":" + password.value()), "one_pass of the inventory")))
                .orElseGet(() -> {
                    RemoteAuth read = remote.get();
                    return read.choice()
                            .or(() -> question.get().map(asked -> new CredentialsChoice(asked, "the terminal")))
                            .orElseThrow(() -> none(read));
                });
    }

    /** Where no front-end could be reached that is the cause, and nothing is known of their credentials. */
    private static CommandException none(RemoteAuth read) {
        String reasons = String.join("; ", read.reasons());
        if (read.unreached()) {
            return new CommandException(
                    ExitCode.UNREACHABLE,
                    "no front-end could be asked over SSH for oneadmin's credentials: " + reasons
                            + "; bring one back, or " + REMEDY);
        }
        return new CommandException(
                ExitCode.AUTHENTICATION,
                "no credentials: " + REMEDY + (reasons.isEmpty() ? "" : "; over SSH: " + reasons));
    }

    private static Optional<CredentialsChoice> fromFile(Map<String, String> environment) {
        boolean named = !environment.getOrDefault("ONE_AUTH", "").isEmpty();
        String home = environment.getOrDefault("HOME", "");
        if (!named && home.isEmpty()) {
            return Optional.empty();
        }
        try {
            return CredentialsFile.find(environment, Path.of(home))
                    .map(found -> new CredentialsChoice(found, named ? "the file of ONE_AUTH" : "~/.one/one_auth"));
        } catch (CredentialsException e) {
            throw new CommandException(ExitCode.AUTHENTICATION, e.getMessage());
        }
    }
}
