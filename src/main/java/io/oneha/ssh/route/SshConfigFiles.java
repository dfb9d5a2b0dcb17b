package io.oneha.ssh.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/**
 * Reads ssh_config for one host: the user's file, then the machine's. Source: OpenSSH 9.2, readconf.c
 * (read_config_file_depth, process_config_line_depth).
 */
final class SshConfigFiles {
    private static final int MAX_DEPTH = 16;

    /** What people name where they want no file to be read. */
    private static final Path NOTHING = Path.of("/dev/null");

    private static final int MAX_BYTES = 4 << 20;
    private static final int WRITABLE_BY_GROUP = 020;
    private static final int WRITABLE_BY_OTHERS = 002;

    private final RouteSettings world;
    private final SshSettings settings;
    private final String originalHost;
    private final String host;
    private final boolean isFinal;
    private boolean wantsFinal;

    private SshConfigFiles(
            RouteSettings world, SshSettings settings, String originalHost, String host, boolean isFinal) {
        this.world = world;
        this.settings = settings;
        this.originalHost = originalHost;
        this.host = host;
        this.isFinal = isFinal;
    }

    /** What the command line and the files set for a host. */
    static SshSettings read(RouteSettings world, String host, CommandLine command) {
        SshSettings settings = new SshSettings();
        command.settings().forEach(settings::offer);
        command.notes().forEach(settings::note);
        SshConfigFiles first = new SshConfigFiles(world, settings, host, host, false);
        first.readAll(command.configFile());
        if (first.wantsFinal) {
            String resolved = settings.hostName(host);
            new SshConfigFiles(world, settings, host, resolved, true).readAll(command.configFile());
        }
        return settings;
    }

    private void readAll(Optional<String> given) {
        if (given.isPresent()) {
            ConfigLine place = new ConfigLine(given.get(), 0, true);
            boolean isNone = given.get().equalsIgnoreCase("none");
            if (!isNone && !readFile(world.path(given.get(), place), true, false, 0)) {
                throw place.fault("the ssh configuration file does not exist");
            }
            return;
        }
        readFile(world.sshFolder().resolve("config"), true, true, 0);
        readFile(world.systemFolder().resolve("ssh_config"), false, false, 0);
    }

    /** Returns whether the file is there. */
    private boolean readFile(Path file, boolean isUsers, boolean checked, int depth) {
        ConfigLine whole = new ConfigLine(file.toString(), 0, isUsers);
        if (depth > MAX_DEPTH) {
            throw whole.fault("files include each other more than " + MAX_DEPTH + " deep");
        }
        String text;
        try {
            if (checked) {
                checkOwner(file, whole);
            }
            boolean isNothing = file.toRealPath().equals(NOTHING);
            if (!isNothing && !Files.isRegularFile(file)) {
                throw whole.fault("is no regular file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw whole.fault("larger than " + MAX_BYTES + " bytes");
                }
                text = new String(bytes, StandardCharsets.UTF_8);
            }
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw whole.fault("cannot be read");
        }
        boolean active = true;
        int number = 0;
        for (String line : text.split("\n", -1)) {
            active = line(line, new ConfigLine(file.toString(), ++number, isUsers), active, depth);
        }
        return true;
    }

    /** Returns whether the lines that follow apply. */
    private boolean line(String text, ConfigLine place, boolean isActive, int depth) {
        Optional<Setting> parsed = Setting.parse(text, place);
        if (parsed.isEmpty()) {
            return isActive;
        }
        Setting line = parsed.get();
        switch (line.keyword()) {
            case "host" -> {
                return Wildcards.anyMatches(host, line.words());
            }
            case "match" -> {
                return matchApplies(line);
            }
            case "include" -> {
                if (isActive) {
                    include(line, depth);
                }
            }
            default -> {
                if (isActive) {
                    settings.offer(line);
                }
            }
        }
        return isActive;
    }

    private boolean matchApplies(Setting line) {
        String now = isFinal ? host : settings.givenHostName(originalHost);
        MatchLine match = MatchLine.of(
                line,
                new MatchLine.Known(
                        now,
                        originalHost,
                        settings.word("user").orElse(world.user()),
                        world.user(),
                        settings.word("tag").orElse(""),
                        isFinal));
        wantsFinal |= match.wantsFinal();
        match.unsupported()
                .ifPresent(what ->
                        settings.note(line.place().note("Match " + what + " is not followed: its lines are skipped")));
        return match.applies();
    }

    private void include(Setting line, int depth) {
        boolean isUsers = line.place().isUsers();
        for (String written : line.words()) {
            String word = world.expandVariables(written, line.place());
            String text = word.contains("%") ? tokens().expand(word, line.place()) : word;
            if (text.startsWith("~") && !isUsers) {
                throw line.place().fault("the machine's file cannot include " + text);
            }
            Path folder = isUsers ? world.sshFolder() : world.systemFolder();
            Path pattern = folder.resolve(world.path(world.expandHome(text, line.place()), line.place()));
            for (Path file : matching(pattern)) {
                readFile(file, isUsers, true, depth + 1);
            }
        }
    }

    private Tokens tokens() {
        String now = settings.givenHostName(originalHost);
        return Tokens.ofMachine(world)
                .with('h', now)
                .with('n', originalHost)
                .with('p', settings.word("port").orElse("22"))
                .with('r', settings.word("user").orElse(world.user()));
    }

    /**
     * ssh refuses a file that others can write, since it says where passwords and keys go. A group that is the user's own
     * may write, as distributions that give each user a group have it.
     */
    private static void checkOwner(Path file, ConfigLine place) throws IOException {
        Map<String, Object> unix = Files.readAttributes(file, "unix:uid,gid,mode");
        int owner = ((Number) unix.get("uid")).intValue();
        int group = ((Number) unix.get("gid")).intValue();
        int mode = ((Number) unix.get("mode")).intValue();
        int self = ((Number) Files.getAttribute(Path.of("/proc/self"), "unix:uid")).intValue();
        boolean groupWrites = (mode & WRITABLE_BY_GROUP) != 0 && group != owner;
        if (owner != 0 && owner != self || (mode & WRITABLE_BY_OTHERS) != 0 || groupWrites) {
            throw place.fault(
                    String.format(Locale.ROOT, "bad owner or permissions (owner %d, mode %03o)", owner, mode & 0777));
        }
    }

    /**
     * The files and folders that a pattern stands for, as glob(3) finds them: sorted, hidden ones only where a dot is written.
     * A pattern that is none must exist as it is.
     */
    private static List<Path> matching(Path pattern) {
        List<Path> found = List.of(pattern.isAbsolute() ? pattern.getRoot() : Path.of(""));
        for (Path part : pattern) {
            List<Path> deeper = new ArrayList<>();
            for (Path folder : found) {
                deeper.addAll(step(folder, part.toString()));
            }
            found = deeper;
        }
        return found.stream().filter(Files::exists).toList();
    }

    private static List<Path> step(Path folder, String part) {
        if (part.chars().noneMatch(c -> "*?[".indexOf(c) >= 0)) {
            return List.of(folder.resolve(part));
        }
        PathMatcher matcher = matcher(folder, part);
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> matcher.matches(entry.getFileName()))
                    .filter(entry -> part.startsWith(".")
                            || !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static PathMatcher matcher(Path folder, String part) {
        String glob = part.replace("{", "\\{").replace("}", "\\}");
        try {
            return folder.getFileSystem().getPathMatcher("glob:" + glob);
        } catch (PatternSyntaxException e) {
            return name -> name.toString().equals(part);
        }
    }
}
