package io.oneha.ssh.route;

import io.oneha.ssh.SshException;
import io.oneha.ssh.SshTarget;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the way to a host, as Ansible and ssh together do: the inventory's variables, then the options of
 * {@code ansible_ssh_common_args}, then ssh_config; the first value counts. Each host of a jump is resolved by ssh_config like
 * any other. Reads files, connects to nothing.
 *
 * <p>Sources: ssh_config(5), OpenSSH 9.2 (readconf.c, ssh.c), Ansible's plugins/connection/ssh.py.
 *
 * @param world what is to be known of this machine
 */
public record Routes(RouteSettings world) {
    private static final int MAX_HOPS = 16;
    private static final ConfigLine ADDRESS = ConfigLine.variable("ansible_host");
    private static final ConfigLine ARGS = ConfigLine.variable("ansible_ssh_common_args");

    /**
     * The way to a host.
     *
     * @throws SshException of kind {@link SshException.Kind#SETTINGS} when a setting on the way cannot be used; its one line
     *     names the host, the file and the line
     */
    public Route to(SshTarget target) {
        try {
            Jump destination = Jump.destination(target.address(), ADDRESS);
            CommandLine args = commonArgs(target).with(variables(target), settings(destination, ADDRESS));
            Way way = new Way();
            way.append(destination.host(), args, ADDRESS);
            return new Route(target.name(), List.copyOf(way.hops), List.copyOf(way.notes));
        } catch (SshException e) {
            throw new SshException(e.kind(), target.name() + ": " + e.getMessage());
        }
    }

    /** The options that Ansible puts before those of ansible_ssh_common_args, in its order. */
    private List<Setting> variables(SshTarget target) {
        List<Setting> settings = new ArrayList<>();
        target.port()
                .ifPresent(port ->
                        settings.add(Setting.of("port", String.valueOf(port), ConfigLine.variable("ansible_port"))));
        target.privateKeyFile()
                .ifPresent(file -> settings.add(
                        Setting.of("identityfile", file, ConfigLine.variable("ansible_ssh_private_key_file"))));
        target.user().ifPresent(user -> settings.add(Setting.of("user", user, ConfigLine.variable("ansible_user"))));
        return settings;
    }

    private CommandLine commonArgs(SshTarget target) {
        List<String> words =
                target.commonArgs().map(text -> ShellWords.split(text, ARGS)).orElse(List.of());
        CommandLine args = CommandLine.parse(words, ARGS, world);
        args.destination().ifPresent(word -> {
            throw ARGS.fault("not an option: " + word.host());
        });
        return args;
    }

    private static List<Setting> settings(Jump jump, ConfigLine place) {
        List<Setting> settings = new ArrayList<>();
        jump.user().ifPresent(user -> settings.add(Setting.of("user", user, place)));
        jump.port().ifPresent(port -> settings.add(Setting.of("port", String.valueOf(port), place)));
        return settings;
    }

    /** One way while it is found, from its end to its beginning. */
    private final class Way {
        private final List<Hop> hops = new ArrayList<>();
        private final Set<String> notes = new LinkedHashSet<>();
        private final Set<String> passed = new LinkedHashSet<>();

        /** Puts a host in front, and before it those that it is reached through; {@code cause} is what named it. */
        void append(String host, CommandLine command, ConfigLine cause) {
            SshSettings settings = SshConfigFiles.read(world, host, command);
            HopMaker.Made made = new HopMaker(world).make(host, settings);
            Hop hop = made.hop();
            hops.add(0, hop);
            notes.addAll(settings.notes());
            Optional<Setting> jump = settings.get("proxyjump").filter(setting -> !setting.is("none"));
            Optional<Setting> proxy = settings.get("proxycommand")
                    .filter(setting -> !setting.text().equalsIgnoreCase("none"));
            if (!passed.add(String.join(" ", host, hop.user(), hop.host(), String.valueOf(hop.port())))) {
                throw cause.fault("the jump hosts lead in a circle: " + hop.alias() + " comes twice");
            }
            if (hops.size() > MAX_HOPS) {
                throw cause.fault("more than " + MAX_HOPS + " jump hosts");
            }
            if (jump.isPresent()) {
                appendJumps(jump.get(), made.tokens(), command.configFile());
            } else {
                proxy.ifPresent(setting -> appendProxy(setting, made.tokens()));
            }
        }

        /** The last host of the list is next; those before it are its own ProxyJump. */
        private void appendJumps(Setting setting, Tokens tokens, Optional<String> configFile) {
            String list = tokens.expand(setting.text().replaceFirst("#.*", "").strip(), setting.place());
            for (String part : list.split(",", -1)) {
                Jump.parse(part, setting.place());
            }
            int comma = list.lastIndexOf(',');
            Jump last = Jump.parse(list.substring(comma + 1), setting.place());
            List<Setting> given = settings(last, setting.place());
            if (comma >= 0) {
                given.add(Setting.of("proxyjump", list.substring(0, comma).replace("%", "%%"), setting.place()));
            }
            append(last.host(), CommandLine.of(given, configFile), setting.place());
        }

        private void appendProxy(Setting setting, Tokens tokens) {
            Optional<CommandLine> jump = CommandLine.jump(setting, tokens, world);
            if (jump.isEmpty()) {
                notes.add(setting.place().note("ProxyCommand is not followed, only ssh -W %h:%p HOST is"));
                return;
            }
            Jump destination = jump.get().destination().orElseThrow();
            append(
                    destination.host(),
                    jump.get().with(List.of(), settings(destination, setting.place())),
                    setting.place());
        }
    }
}
