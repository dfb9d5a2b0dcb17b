package io.oneha.observe.host;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.oneha.observe.host.HostFacts.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalLong;

/** What the tests of this package have in common. */
final class Samples {
    /** As {@code systemctl show} of systemd 252 prints it. */
    static final String UNITS =
            """
            Id=opennebula.service
            LoadState=loaded
            ActiveState=active
            UnitFileState=enabled

            Id=opennebula-flow.service
            LoadState=loaded
            ActiveState=failed
            UnitFileState=enabled

            Id=opennebula-gate.service
            LoadState=loaded
            ActiveState=activating
            UnitFileState=enabled

            Id=opennebula-form.service
            LoadState=not-found
            ActiveState=inactive
            UnitFileState=

            Id=opennebula-hem.service
            LoadState=masked
            ActiveState=inactive
            UnitFileState=masked

            Id=opennebula-fireedge.service
            LoadState=loaded
            ActiveState=inactive
            UnitFileState=disabled

            Id=opennebula-showback.timer
            LoadState=loaded
            ActiveState=active
            UnitFileState=enabled

            Id=mariadb.service
            LoadState=loaded
            ActiveState=active
            UnitFileState=enabled

            Id=mariadb.service
            LoadState=loaded
            ActiveState=active
            UnitFileState=enabled
            """;

    private Samples() {}

    static String recorded(String name) {
        try {
            return Files.readString(
                    Path.of("src/test/resources/recordings/host").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Database database(long first, long last, long rows) {
        return new Database(true, "", OptionalLong.of(first), OptionalLong.of(last), OptionalLong.of(rows));
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
