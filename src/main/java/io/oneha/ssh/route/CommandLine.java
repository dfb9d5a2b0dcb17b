package io.oneha.ssh.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** Nothing but these settings. */
    static CommandLine of(List<Setting> settings, Optional<String> configFile) {
        return new CommandLine(List.copyOf(settings), configFile, Optional.empty(), false, Optional.empty(), List.of());
    }

    /** The same with settings that come before all others, as options that stand to the left. */
    CommandLine after(List<Setting> earlier) {
        List<Setting> all = new ArrayList<>(earlier);
        all.addAll(settings);
        return new CommandLine(List.copyOf(all), configFile, destination, hasCommand, forward, notes);
    }

    /** The same with settings that come after all others, as those of the destination. */
    CommandLine before(List<Setting> later) {
        List<Setting> all = new ArrayList<>(settings);
        all.addAll(later);
        return new CommandLine(List.copyOf(all), configFile, destination, hasCommand, forward, notes);
    }

    /** The words after {@code ssh}. */
    static CommandLine parse(List<String> words, ConfigLine place, PathExpansion paths) {
        return new Reader(place, paths).read(words);
    }

    private static final class Reader {
        private final ConfigLine place;
        private final PathExpansion paths;
        private final List<Setting> settings = new ArrayList<>();
        private final List<String> notes = new ArrayList<>();
        private Optional<String> configFile = Optional.empty();
        private Optional<Jump> destination = Optional.empty();
        private Optional<String> forward = Optional.empty();

        Reader(ConfigLine place, PathExpansion paths) {
            this.place = place;
            this.paths = paths;
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
            if (paths.isFile(value, place)) {
                settings.add(Setting.of("identityfile", value, place));
            } else {
                notes.add(place.note("-i " + value + " does not exist"));
            }
        }

        private void keyword(String text) {
            Setting setting = ConfigText.parse(text, place).orElseThrow(() -> place.fault("-o has no value"));
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
