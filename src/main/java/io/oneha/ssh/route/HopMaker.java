package io.oneha.ssh.route;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a hop of what is set for a host: tokens replaced, defaults filled in. Source: OpenSSH 9.2, ssh.c (main). */
record HopMaker(RouteSettings world) {
    private static final int DEFAULT_PORT = 22;
    private static final List<String> DEFAULT_KEYS = List.of("id_rsa", "id_ecdsa", "id_ed25519");
    /** Where UserKnownHostsFile is none: nothing is read from it, and a new key is written nowhere. */
    private static final Path NOWHERE = Path.of("/dev/null");
    /** Times such as {@code 90}, {@code 1m30s}, {@code 2h}. Source: sshd_config(5), TIME FORMATS. */
    private static final Pattern TIME = Pattern.compile("(?:[0-9]{1,9}[sSmMhHdDwW]?)+");

    private static final Pattern TIME_PART = Pattern.compile("([0-9]{1,9})([sSmMhHdDwW]?)");
    private static final Map<String, Long> SECONDS =
            Map.of("", 1L, "s", 1L, "m", 60L, "h", 3600L, "d", 86400L, "w", 604800L);

    /**
     * What is set for a host, resolved.
     *
     * @param hop the hop
     * @param tokens what the tokens of a ProxyCommand and a ProxyJump stand for
     */
    record Made(Hop hop, Tokens tokens) {}

    Made make(String alias, SshSettings settings) {
        String host = settings.hostName(alias);
        int port = settings.get("port")
                .map(setting -> Jump.port(setting.word(), setting.place()))
                .orElse(DEFAULT_PORT);
        Optional<String> keyAlias = settings.word("hostkeyalias").map(name -> name.toLowerCase(Locale.ROOT));
        Tokens known = Tokens.ofMachine(world)
                .with('h', host)
                .with('n', alias)
                .with('p', String.valueOf(port))
                .with('k', keyAlias.orElse(alias));
        String user = settings.get("user")
                .map(setting -> expanded(setting.word(), known, setting.place()))
                .orElse(world.user());
        Tokens tokens = known.with('r', user);
        Hop hop = new Hop(
                alias,
                host,
                port,
                user,
                identityFiles(settings, tokens),
                settings.flag("identitiesonly").orElse(false),
                agent(settings, tokens),
                keyAlias.orElse(host),
                keyAlias.isPresent(),
                checking(settings),
                knownHosts(settings, tokens),
                settings.get("connecttimeout").flatMap(HopMaker::timeout),
                isPasswordAllowed(settings));
        return new Made(hop, tokens);
    }

    private List<Path> identityFiles(SshSettings settings, Tokens tokens) {
        if (settings.identityFiles().isEmpty()) {
            return DEFAULT_KEYS.stream().map(world.sshFolder()::resolve).toList();
        }
        Set<Path> files = new LinkedHashSet<>();
        for (Setting setting : settings.identityFiles()) {
            if (!setting.is("none")) {
                files.add(file(setting.word(), tokens, setting.place()));
            }
        }
        return List.copyOf(files);
    }

    private Optional<Path> agent(SshSettings settings, Tokens tokens) {
        Optional<Setting> given = settings.get("identityagent");
        String value = given.map(Setting::word).orElse("SSH_AUTH_SOCK");
        ConfigLine place = given.map(Setting::place).orElse(ConfigLine.variable("SSH_AUTH_SOCK"));
        if (value.equals("none")) {
            return Optional.empty();
        }
        boolean isVariable = value.startsWith("$") && !value.startsWith("${");
        if (value.equals("SSH_AUTH_SOCK") || isVariable) {
            String name = isVariable ? value.substring(1) : value;
            return Optional.ofNullable(world.environment().get(name))
                    .filter(path -> !path.isEmpty())
                    .map(path -> world.path(path, place));
        }
        return Optional.of(file(value, tokens, place));
    }

    private List<Path> knownHosts(SshSettings settings, Tokens tokens) {
        List<Path> files = new ArrayList<>();
        Optional<Setting> user = settings.get("userknownhostsfile");
        if (user.isEmpty()) {
            files.add(world.sshFolder().resolve("known_hosts"));
            files.add(world.sshFolder().resolve("known_hosts2"));
        } else if (user.get().is("none")) {
            files.add(NOWHERE);
        } else {
            files(user.get())
                    .forEach(text -> files.add(file(text, tokens, user.get().place())));
        }
        Optional<Setting> global = settings.get("globalknownhostsfile");
        if (global.isEmpty()) {
            files.add(world.systemFolder().resolve("ssh_known_hosts"));
            files.add(world.systemFolder().resolve("ssh_known_hosts2"));
        } else if (!global.get().is("none")) {
            files(global.get())
                    .forEach(text -> files.add(world.path(text, global.get().place())));
        }
        return List.copyOf(new LinkedHashSet<>(files));
    }

    private static List<String> files(Setting setting) {
        boolean isUnclear = setting.words().stream().anyMatch(word -> word.isEmpty() || word.equalsIgnoreCase("none"));
        if (isUnclear || setting.words().isEmpty()) {
            throw setting.place().fault(setting.keyword() + " is not a list of files");
        }
        return setting.words();
    }

    private Path file(String text, Tokens tokens, ConfigLine place) {
        return world.path(expanded(world.expandHome(text, place), tokens, place), place);
    }

    private String expanded(String text, Tokens tokens, ConfigLine place) {
        return tokens.expand(world.expandVariables(text, place), place);
    }

    private static Hop.Checking checking(SshSettings settings) {
        return settings.get("stricthostkeychecking")
                .map(setting -> switch (setting.word().toLowerCase(Locale.ROOT)) {
                    case "yes", "true" -> Hop.Checking.YES;
                    case "no", "false", "off" -> Hop.Checking.NO;
                    case "ask" -> Hop.Checking.ASK;
                    case "accept-new" -> Hop.Checking.ACCEPT_NEW;
                    default ->
                        throw setting.place()
                                .fault("StrictHostKeyChecking is none of yes, no, ask, accept-new, off: "
                                        + setting.word());
                })
                .orElse(Hop.Checking.ASK);
    }

    /** 0 and none are no limit of their own. */
    private static Optional<Duration> timeout(Setting setting) {
        if (setting.is("none")) {
            return Optional.empty();
        }
        long seconds = TIME.matcher(setting.word()).matches() ? seconds(setting.word()) : Long.MAX_VALUE;
        if (seconds > Integer.MAX_VALUE) {
            throw setting.place().fault("not a time: " + setting.word());
        }
        return seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
    }

    private static long seconds(String time) {
        return TIME_PART
                .matcher(time)
                .results()
                .mapToLong(part -> Long.parseLong(part.group(1))
                        * SECONDS.get(part.group(2).toLowerCase(Locale.ROOT)))
                .sum();
    }

    private static boolean isPasswordAllowed(SshSettings settings) {
        boolean isPreferred = settings.word("preferredauthentications")
                .map(list -> Arrays.asList(list.split(",")))
                .map(methods -> methods.contains("password") || methods.contains("keyboard-interactive"))
                .orElse(true);
        return isPreferred
                && settings.flag("passwordauthentication").orElse(true)
                && !settings.flag("batchmode").orElse(false);
    }
}
