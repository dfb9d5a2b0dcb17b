package io.oneha.cli.look;

import io.oneha.cli.session.CommandException;
import io.oneha.cli.session.ExitCode;
import io.oneha.inventory.Inventory;
import io.oneha.zone.Credentials;
import io.oneha.zone.xmlrpc.CredentialsFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The credentials and where they are from: {@code ONE_AUTH}, {@code ~/.one/one_auth}, the inventory's {@code one_pass} for
 * oneadmin, or asked on the terminal, the first that there is. They never come from the command line, where every user of
 * the machine could read them.
 *
 * @param credentials the credentials
 * @param origin where they are from, for messages
 */
record CredentialsChoice(Credentials credentials, String origin) {
    private static final String ADMINISTRATOR = "oneadmin";

    static CredentialsChoice choose(
            Map<String, String> environment, Optional<Inventory> inventory, Supplier<Optional<Credentials>> question) {
        Optional<CredentialsFile.Found> file = fromFile(environment);
        if (file.isPresent()) {
            return new CredentialsChoice(file.get().credentials(), file.get().origin());
        }
        return inventory
                .flatMap(Inventory::onePass)
                .map(password -> new CredentialsChoice(
                        new Credentials(ADMINISTRATOR + ":" + password.value()), "one_pass of the inventory"))
                .or(() -> question.get().map(asked -> new CredentialsChoice(asked, "the terminal")))
                .orElseThrow(
                        () -> new CommandException(
                                ExitCode.AUTHENTICATION,
                                "no credentials: name a file that holds user:password in ONE_AUTH, or put it in ~/.one/one_auth"));
    }

    private static Optional<CredentialsFile.Found> fromFile(Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", "");
        return CredentialsFile.find(environment, home.isEmpty() ? Optional.empty() : Optional.of(Path.of(home)));
    }
}
