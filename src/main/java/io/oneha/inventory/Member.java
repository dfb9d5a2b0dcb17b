package io.oneha.inventory;

import io.oneha.base.Endpoint;
import io.oneha.base.HostName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * A host of the front-end group with what is known of it, every value proved fit for where it goes later.
 *
 * @param addressAt where its address was given
 */
record Member(FrontEnd frontEnd, Variables variables, Origin addressAt) {
    private static final int MAX_PORT = 65_535;

    /** @throws InventoryException at the first value that cannot be */
    static Member of(Groups.Host host, Variables variables) {
        String name = host.name;
        if (!HostName.isValid(name)) {
            throw new VariableText("host", name, host.at.encrypted(), host.at)
                    .fault("cannot be a server's name", "use letters, digits, dots and hyphens");
        }
        Optional<VariableText> address = require(
                variables.text("ansible_ssh_host", "ansible_host"),
                HostName::isValid,
                "is neither an address nor a host name",
                "write the address of \"" + name + "\"");
        Optional<VariableText> endpoint = require(
                variables.text("oneha_endpoint"),
                url -> url.contains("://") && Endpoint.parse(url).isPresent(),
                "is not the URL of an oned",
                "write http://ADDRESS:2633/RPC2");
        String nicName = "one_vip_if";
        Optional<VariableText> nic = require(
                variables.hidden(nicName).isPresent() ? Optional.empty() : variables.text(nicName),
                Names::isInterface,
                "is not the name of a network interface",
                "write one as \"ip link\" shows it, such as eth0");
        String reached = address.map(VariableText::text).orElse(name);
        FrontEnd frontEnd = new FrontEnd(
                name,
                reached,
                endpoint.flatMap(url -> Endpoint.parse(url.text()))
                        .orElseGet(() -> Endpoint.of(reached))
                        .toString(),
                nic.map(VariableText::text),
                ssh(variables),
                variables.plain());
        return new Member(
                frontEnd,
                variables,
                endpoint.or(() -> address).map(VariableText::at).orElse(host.at));
    }

    /**
     * The same value.
     *
     * @throws InventoryException when it is there and not fit
     */
    static Optional<VariableText> require(
            Optional<VariableText> value, Predicate<String> fit, String what, String remedy) {
        value.filter(given -> !fit.test(given.text())).ifPresent(given -> {
            throw given.fault(what, remedy);
        });
        return value;
    }

    String name() {
        return frontEnd.name();
    }

    private static FrontEnd.SshSettings ssh(Variables variables) {
        Optional<VariableText> user = variables.text("ansible_ssh_user", "ansible_user");
        require(user, Names::isUser, "is not a user's name", "write the user to log in as");
        Optional<VariableText> port = variables.text("ansible_ssh_port", "ansible_port");
        Optional<VariableText> key = variables.text("ansible_ssh_private_key_file", "ansible_private_key_file");
        require(key, Names::isPrintable, "is not a path", "write the path of a private key");
        Optional<VariableText> args = variables.text("ansible_ssh_common_args");
        require(args, Names::isPrintable, "holds control characters", "write options of ssh on one line");
        return new FrontEnd.SshSettings(
                user.map(VariableText::text),
                port.map(given -> OptionalInt.of(given.asNumber(1, MAX_PORT))).orElse(OptionalInt.empty()),
                key.map(VariableText::text),
                args.map(VariableText::text),
                variables.text("ansible_become").map(VariableText::asBoolean).orElse(true));
    }
}
