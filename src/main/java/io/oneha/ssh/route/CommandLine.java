package io.oneha.ssh.route;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the options of a call of ssh say. Source: OpenSSH 9.2, ssh.c (main).
 *
 * @param settings as they would stand in ssh_config, in the order in which they count
 * @param configFile {@code -F}; {@code none} reads none
 * @param destination the first word that is no option
 * @param hasCommand whether words follow it
 * @param forward {@code -W}
 * @param notes what is not followed
 */
record CommandLine(
        List<Setting> settings,
        Optional<String> configFile,
        Optional<Jump> destination,
        boolean hasCommand,
        Optional<String> forward,
        List<String> notes) {
    private static final String WITH_VALUE = "BDEFIJLOPQRSWbceilmopw";
    private static final String WITHOUT_VALUE = "1246ACGKMNTVXYZafgknqstvxy";
    private static final String MISSED = "46BIbcm";
    private static final Set<String> TO_THE_HOST = Set.of("%h:%p", "[%h]:%p");
    private static final String SHELL = "$`;&|<>()\n";

    /** Nothing but these settings. */
    static CommandLine of(List<Setting> settings, Optional<String> configFile) {
        return new CommandLine(List.copyOf(settings), configFile, Optional.empty(), false, Optional.empty(), List.of());
    }

    /**
     * The same with more settings.
     *
     * @param earlier those that come before all others, as options that stand to the left
     * @param later those that come after all others, as those of the destination
     */
    CommandLine with(List<Setting> earlier, List<Setting> later) {
        List<Setting> all =
                Stream.of(earlier, settings, later).flatMap(List::stream).toList();
        return new CommandLine(all, configFile, destination, hasCommand, forward, notes);
    }

    /** The words after {@code ssh}. */
    static CommandLine parse(List<String> words, ConfigLine place, RouteSettings world) {
        return new Reader(place, world).read(words);
    }

    /**
     * The call of ssh that a ProxyCommand is. One kind can be followed, for it is a jump: {@code ssh ... -W %h:%p HOST}; empty
     * when it is something else.
     *
     * @throws io.oneha.ssh.SshException it is a call of ssh that ssh would not understand
     */
    static Optional<CommandLine> jump(Setting command, Tokens tokens, RouteSettings world) {
        String text = command.text().strip().replaceFirst("\\s+2>\\s*/dev/null$", "");
        if (text.chars().anyMatch(c -> SHELL.indexOf(c) >= 0)) {
            return Optional.empty();
        }
        List<String> words = ShellWords.split(text, command.place());
        boolean isSsh = !words.isEmpty()
                && Path.of(words.get(0)).endsWith("ssh")
                && words.stream().anyMatch(word -> TO_THE_HOST.stream().anyMatch(word::endsWith));
        if (!isSsh) {
            return Optional.empty();
        }
        List<String> options = new ArrayList<>();
        for (String word : words.subList(1, words.size())) {
            boolean isTarget = TO_THE_HOST.stream().anyMatch(word::endsWith);
            options.add(isTarget ? word : tokens.expand(world.expandHome(word, command.place()), command.place()));
        }
        CommandLine call = parse(options, command.place(), world);
        boolean isJump = call.forward().filter(TO_THE_HOST::contains).isPresent()
                && call.destination().isPresent()
                && !call.hasCommand();
        return isJump ? Optional.of(call) : Optional.empty();
    }

    private static final class Reader {
        private final ConfigLine place;
        private final RouteSettings world;
        private final List<Setting> settings = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private Optional<String> configFile = Optional.empty();
        private Optional<Jump> destination = Optional.empty();
        private Optional<String> forward = Optional.empty();

        Reader(ConfigLine place, RouteSettings world) {
            this.place = place;
            this.world = world;
        }

        CommandLine read(List<String> words) {
            boolean hasCommand = false;
            boolean optionsEnded = false;
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (word.equals("--") && !optionsEnded) {
                    optionsEnded = true;
                } else if (word.startsWith("-") && word.length() > 1 && !optionsEnded) {
                    i += cluster(word, i + 1 < words.size() ? Optional.of(words.get(i + 1)) : Optional.empty());
                } else if (destination.isEmpty()) {
                    destination = Optional.of(Jump.destination(word, place));
                } else {
                    hasCommand = true;
                    break;
                }
            }
            return new CommandLine(
                    List.copyOf(settings), configFile, destination, hasCommand, forward, List.copyOf(notes));
        }

        /** Reads {@code -abcVALUE}; returns how many of the following words it took. */
        private int cluster(String word, Optional<String> next) {
            for (int i = 1; i < word.length(); i++) {
                char option = word.charAt(i);
                if (MISSED.indexOf(option) >= 0) {
                    notes.add(place.note("-" + option + " is not followed"));
                }
                if (WITH_VALUE.indexOf(option) >= 0) {
                    boolean isInside = i + 1 < word.length();
                    if (!isInside && next.isEmpty()) {
                        throw place.fault("-" + option + " has no value");
                    }
                    option(option, isInside ? word.substring(i + 1) : next.orElseThrow());
                    return isInside ? 0 : 1;
                }
                if (WITHOUT_VALUE.indexOf(option) < 0) {
                    throw place.fault("ssh has no option -" + option + " (in " + word + ")");
                }
            }
            return 0;
        }

        private void option(char option, String value) {
            switch (option) {
                case 'F' -> configFile = Optional.of(value);
                case 'J' -> jump(value);
                case 'W' -> forward = Optional.of(value);
                case 'P' -> settings.add(Setting.of("tag", value, place));
                case 'i' -> identity(value);
                case 'l' -> settings.add(Setting.of("user", value, place));
                case 'o' -> keyword(value);
                case 'p' -> {
                    Jump.port(value, place);
                    settings.add(Setting.of("port", value, place));
                }
                default -> {}
            }
        }

        private void jump(String value) {
            if (has("proxyjump")) {
                throw place.fault("two jumps: several hosts of one are separated by commas");
            }
            if (has("proxycommand")) {
                throw place.fault("-J after a ProxyCommand");
            }
            settings.add(Setting.of("proxyjump", value, place));
        }

        private void identity(String value) {
            if (world.isFile(value, place)) {
                settings.add(Setting.of("identityfile", value, place));
            } else {
                notes.add(place.note("-i " + value + " does not exist"));
            }
        }

        private void keyword(String text) {
            Setting setting = Setting.parse(text, place).orElseThrow(() -> place.fault("-o has no value"));
            switch (setting.keyword()) {
                case "host", "match", "include" -> throw place.fault(setting.keyword() + " cannot be an option");
                default -> settings.add(setting);
            }
        }

        private boolean has(String keyword) {
            return settings.stream().anyMatch(setting -> setting.keyword().equals(keyword));
        }
    }
}
