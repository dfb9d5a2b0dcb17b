package io.oneha.lab.oned;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** {@code /var/log/one/oned.log}: each line is appended on its own, as oned does, so that the file can be rotated or read any time. */
final class OnedLog {
    private static final DateTimeFormatter CTIME =
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.ENGLISH);

    private final Path file;
    private final Clock clock;

    OnedLog(Path file, Clock clock) {
        this.file = file;
        this.clock = clock;
    }

    void info(String module, String text) {
        append(module, 'I', text);
    }

    void error(String module, String text) {
        append(module, 'E', text);
    }

    private synchronized void append(String module, char level, String text) {
        String line = CTIME.format(LocalDateTime.now(clock)) + " [Z0][" + module + "][" + level + "]: " + text + "\n";
        try {
            Files.writeString(file, line, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
