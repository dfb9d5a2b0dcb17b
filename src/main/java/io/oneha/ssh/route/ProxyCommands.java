package io.oneha.ssh.route;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The one kind of ProxyCommand that can be followed, for it is a jump: {@code ssh ... -W %h:%p HOST}. */
final class ProxyCommands {
    private static final Set<String> TO_THE_HOST = Set.of("%h:%p", "[%h]:%p");
    private static final String SHELL = "$`;&|<>()\n";

    private final PathExpansion paths;

    ProxyCommands(PathExpansion paths) {
        this.paths = paths;
    }

    /**
     * The call of ssh that a ProxyCommand is; empty when it is something else.
     *
     * @throws io.oneha.ssh.SshException it is a call of ssh that ssh would not understand
     */
    Optional<CommandLine> jump(Setting command, Tokens tokens) {
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
            options.add(isTarget ? word : tokens.expand(paths.home(word, command.place()), command.place()));
        }
        CommandLine call = CommandLine.parse(options, command.place(), paths);
        boolean isJump = call.forward().filter(TO_THE_HOST::contains).isPresent()
                && call.destination().isPresent()
                && !call.hasCommand();
        return isJump ? Optional.of(call) : Optional.empty();
    }
}
