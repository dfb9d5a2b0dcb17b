package io.oneha.app.look;

import io.oneha.base.Json;
import io.oneha.base.Text;
import io.oneha.health.History;
import io.oneha.health.ZoneEvent;
import io.oneha.observe.Target;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A target's timeline in the state folder: JSON lines, readable by the owner only, at most {@link #MAX_BYTES} and {@link
 * #MAX_AGE}. Lines are appended in one write each; when the file has grown too long it is written anew and moved into place.
 * Several programs may use it at once: a lock file keeps an append from falling between reading and moving.
 *
 * @param file the file; its folder is made when the first event is kept
 * @param clock tells events' ages
 * @param warnings gets a line when events cannot be kept or read
 */
public record EventLogFile(Path file, Clock clock, Consumer<String> warnings) implements EventLog {
    /** The file's length above which it is written anew. */
    static final long MAX_BYTES = 1024 * 1024;
    /** The age at which events are dropped. */
    static final Duration MAX_AGE = Duration.ofDays(30);
    /** How much of its end is read to know what others have written lately. */
    private static final long TAIL_BYTES = 64 * 1024;

    private static final int LOCK_ATTEMPTS = 20;
    private static final long LOCK_MILLIS = 25;

    private static final Set<StandardOpenOption> APPEND =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);

    /** The file's name for a target: readable, and different for targets of the same name in different places. */
    public static String nameFor(Target target) {
        StringBuilder name = new StringBuilder("events-");
        String label = target.label()
                .substring(target.label().lastIndexOf('/', target.label().length() - 2) + 1);
        label.chars()
                .map(c -> Character.isLetterOrDigit(c) && c < 128 ? c : '-')
                .limit(40)
                .forEach(c -> name.append((char) c));
        Set<String> endpoints = new TreeSet<>(target.endpoints());
        target.inventory().ifPresent(inventory -> inventory
                .frontEnds()
                .forEach(frontEnd -> endpoints.add(frontEnd.name() + "=" + frontEnd.endpoint())));
        String identity = endpoints + target.zone().orElse("");
        return name + "-" + Integer.toHexString(identity.hashCode()) + ".jsonl";
    }

    @Override
    public List<ZoneEvent> past() {
        try {
            List<ZoneEvent> events = recent(Files.readAllBytes(file));
            return List.copyOf(events.subList(Math.max(0, events.size() - History.MAX_EVENTS), events.size()));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            warnings.accept("the events in " + file + " cannot be read: " + e);
            return List.of();
        }
    }

    private List<ZoneEvent> recent(byte[] content) {
        Instant oldest = clock.instant().minus(MAX_AGE);
        List<ZoneEvent> events = new ArrayList<>();
        for (String line : new String(content, StandardCharsets.UTF_8).split("\n")) {
            Optional<ZoneEvent> event = event(line);
            if (event.isPresent() && event.get().at().isAfter(oldest) && !hasSame(events, event.get())) {
                events.add(event.get());
            }
        }
        events.sort(Comparator.comparing(ZoneEvent::at));
        return events;
    }

    /** Whether it was written already; not if something else has happened to the same subject in between. */
    private static boolean hasSame(List<ZoneEvent> events, ZoneEvent event) {
        return events.stream().filter(event::isSameAs).anyMatch(before -> events.stream()
                .noneMatch(other -> isBetween(before, other, event)));
    }

    private static boolean isBetween(ZoneEvent before, ZoneEvent other, ZoneEvent after) {
        return other.kind() != after.kind()
                && other.subject().equals(after.subject())
                && other.at().isAfter(before.at())
                && other.at().isBefore(after.at());
    }

    @Override
    public void keep(List<ZoneEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(file.getParent(), ownerOnly("rwx------"));
            Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, APPEND, ownerOnly("rw-------"));
                    FileLock lock = lock(channel)) {
                append(unknown(events));
                if (lock != null && Files.size(file) > MAX_BYTES) {
                    shorten();
                }
            }
        } catch (IOException e) {
            warnings.accept("the events in " + file + " cannot be kept: " + e);
        }
    }

    /** Without a lock the file is only appended to, which is the worst that another's long work can cost us. */
    private static FileLock lock(FileChannel channel) throws IOException {
        for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return lock;
                }
            } catch (OverlappingFileLockException e) {
                // Another thread of this program has it.
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOCK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
        return null;
    }

    /** Those that no other program has written, by the end of the file. */
    private List<ZoneEvent> unknown(List<ZoneEvent> events) throws IOException {
        List<ZoneEvent> known = new ArrayList<>(newest());
        List<ZoneEvent> fresh = new ArrayList<>();
        for (ZoneEvent event : events) {
            if (!hasSame(known, event)) {
                known.add(event);
                fresh.add(event);
            }
        }
        return fresh;
    }

    private List<ZoneEvent> newest() throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(TAIL_BYTES, channel.size()));
            channel.read(end, channel.size() - end.capacity());
            return recent(Arrays.copyOf(end.array(), end.position()));
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private void append(List<ZoneEvent> events) throws IOException {
        String lines = events.stream().map(EventLogFile::line).collect(Collectors.joining());
        try (FileChannel channel = FileChannel.open(file, APPEND, ownerOnly("rw-------"))) {
            channel.write(ByteBuffer.wrap(lines.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** Keeps the younger half, so that this is not needed again soon. */
    private void shorten() throws IOException {
        List<ZoneEvent> events = recent(Files.readAllBytes(file));
        List<String> lines = new ArrayList<>();
        long bytes = 0;
        for (int i = events.size() - 1; i >= 0 && bytes < MAX_BYTES / 2; i--) {
            String line = line(events.get(i));
            bytes += line.length();
            lines.add(0, line);
        }
        Path whole = Files.createTempFile(file.getParent(), "events-", ".tmp", ownerOnly("rw-------"));
        try {
            Files.writeString(whole, String.join("", lines));
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static FileAttribute<?>[] ownerOnly(String permissions) {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /** An event as a line of JSON. */
    private static String line(ZoneEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("at", event.at().toString());
        fields.put("kind", event.kind().name());
        fields.put("subject", event.subject());
        fields.put("text", event.text());
        return Json.write(fields);
    }

    /** The event; empty when the line is none: cut off, edited, or of another version. */
    private static Optional<ZoneEvent> event(String line) {
        Map<String, Object> fields = Json.read(line).orElse(Map.of());
        try {
            return Optional.of(new ZoneEvent(
                    Instant.parse(text(fields, "at")),
                    ZoneEvent.Kind.valueOf(text(fields, "kind")),
                    text(fields, "subject"),
                    text(fields, "text")));
        } catch (DateTimeException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String text(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof String text ? Text.clean(text) : "";
    }
}
