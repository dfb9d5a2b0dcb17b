package io.oneha.ssh;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command for a remote shell. This is the one place where words become a command line: each is quoted here, so that no
 * value is ever read as shell. Secrets belong into the input, for everybody on the host can read a command line.
 *
 * @param words a program and its arguments, each a word of its own whatever it holds
 * @param become as whom it runs
 * @param input what it reads on standard input
 * @param outputLimit how many bytes it may print on each of its two outputs
 * @param limit its deadline on the host, if it has one
 */
public record RemoteCommand(
        List<String> words, Become become, byte[] input, int outputLimit, Optional<Duration> limit) {
    /** How much output is kept unless a command says otherwise, in bytes. */
    public static final int DEFAULT_OUTPUT_LIMIT = 4 << 20;

    /** How long after a TERM what still runs is killed. */
    private static final String KILL_AFTER_SECONDS = "5";

    private static final String PLAIN = "%+,-./:=@_";

    public RemoteCommand {
        words = List.copyOf(words);
        input = input.clone();
    }

    /** What it reads on standard input; a copy, for a command that is shown is the one that is run. */
    @Override
    public byte[] input() {
        return input.clone();
    }

    /** A program and its arguments, each a word of its own whatever it holds. */
    public static RemoteCommand of(String program, String... arguments) {
        List<String> words =
                Stream.concat(Stream.of(program), Stream.of(arguments)).toList();
        return new RemoteCommand(words, Become.NOBODY_ELSE, new byte[0], DEFAULT_OUTPUT_LIMIT, Optional.empty());
    }

    /** A POSIX shell script, which travels as the input; its arguments are {@code $1}, {@code $2}, …. */
    public static RemoteCommand script(String script, String... arguments) {
        String[] words =
                Stream.concat(Stream.of("-s", "--"), Stream.of(arguments)).toArray(String[]::new);
        return of("sh", words).withInput(script.getBytes(StandardCharsets.UTF_8));
    }

    /** The same as another user. */
    public RemoteCommand as(Become other) {
        return new RemoteCommand(words, other, input, outputLimit, limit);
    }

    /** The same with something to read on standard input; of a script, after the script. */
    public RemoteCommand withInput(byte[] more) {
        byte[] all = Arrays.copyOf(input, input.length + more.length);
        System.arraycopy(more, 0, all, input.length, more.length);
        return new RemoteCommand(words, become, all, outputLimit, limit);
    }

    /** The same with another limit for what it may print, in bytes, on each of its two outputs. */
    public RemoteCommand limitedTo(int bytes) {
        return new RemoteCommand(words, become, input, bytes, limit);
    }

    /**
     * The same with a deadline on the host, which ends it there with all that it started, whoever still listens; of two the
     * earlier counts. Without this a command may stay behind on a host for ever.
     */
    public RemoteCommand endingWithin(Duration other) {
        Duration earlier = limit.filter(own -> own.compareTo(other) < 0).orElse(other);
        return new RemoteCommand(words, become, input, outputLimit, Optional.of(earlier));
    }

    /**
     * The command line for a login as this user. Where sudo is needed it is {@code sudo -n}, which never asks and so never
     * hangs.
     */
    public String line(String loginUser) {
        List<String> all = new ArrayList<>();
        if (become != Become.NOBODY_ELSE && !become.user().equals(loginUser)) {
            all.addAll(List.of("sudo", "-n"));
            if (become != Become.ROOT) {
                all.addAll(List.of("-H", "-u", become.user()));
            }
            all.add("--");
        }
        // With sudo's rights, for else it could not end what root runs.
        limit.ifPresent(own ->
                all.addAll(List.of("timeout", "-k", KILL_AFTER_SECONDS, String.valueOf(Math.max(1, own.toSeconds())))));
        all.addAll(words);
        return all.stream().map(RemoteCommand::quoted).collect(Collectors.joining(" "));
    }

    /** A word as every POSIX shell reads it back, whatever bytes it holds. Source: POSIX, Shell Command Language, 2.2.2. */
    public static String quoted(String word) {
        boolean plain = !word.isEmpty()
                && word.chars().allMatch(c -> c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0));
        if (word.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("a NUL cannot be part of a command line");
        }
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** The words, without the input: nothing in them is secret. */
    @Override
    public String toString() {
        return words.stream().map(RemoteCommand::quoted).collect(Collectors.joining(" "));
    }
}
