package io.oneha.cli.bundle;

import static io.oneha.cli.output.Document.map;

import io.oneha.base.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A zip archive that is being made: each text without secrets, none larger than 2 MB and all together at most 20 MB, and at its
 * end a manifest that says what is in it and what was left out.
 */
public final class BundleFile {
    static final int MOST_OF_ONE = 2 << 20;
    static final int MOST = 20 << 20;

    private final Redaction redaction;
    private final String folder;
    private final Instant at;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);
    private final List<Object> files = new ArrayList<>();
    private final List<Object> leftOut = new ArrayList<>();
    private int size;

    /**
     * @param folder the one folder that everything lies in
     * @param at when it is made
     */
    public BundleFile(Redaction redaction, String folder, Instant at) {
        this.redaction = redaction;
        this.folder = folder;
        this.at = at;
    }

    /** Adds a text; its end is what is kept where it is too large. */
    public void add(String name, String text) {
        put(name, redaction.applied(text));
    }

    /** Adds a JSON document. */
    public void add(String name, Map<String, Object> document) {
        put(name, Json.write(Json.fields(redaction.applied((Object) document))));
    }

    /** Says in the manifest what is not there, and why. */
    public void leavesOut(String what, String why) {
        leftOut.add(map("what", what, "why", redaction.applied(why)));
    }

    private void put(String name, String text) {
        byte[] all = text.getBytes(StandardCharsets.UTF_8);
        if (size + Math.min(all.length, MOST_OF_ONE) > MOST) {
            leavesOut(name, "the archive would be over " + (MOST >> 20) + " MB");
            return;
        }
        int from = Math.max(0, all.length - MOST_OF_ONE);
        byte[] kept = Arrays.copyOfRange(all, from, all.length);
        size += kept.length;
        files.add(map("name", name, "bytes", kept.length, "sha256", digest(kept)));
        if (from > 0) {
            leavesOut(name, "its first " + from + " bytes: a file is kept up to " + (MOST_OF_ONE >> 20) + " MB");
        }
        write(name, kept);
    }

    private void write(String name, byte[] content) {
        try {
            ZipEntry entry = new ZipEntry(folder + "/" + name);
            entry.setTime(at.toEpochMilli());
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Ends it with its manifest and gives all of it.
     *
     * @param about what else the manifest says
     */
    public byte[] ended(Map<String, Object> about) {
        Map<String, Object> manifest = new LinkedHashMap<>(Json.fields(redaction.applied((Object) about)));
        manifest.put("madeAt", at.toString());
        manifest.put("files", files);
        manifest.put("leftOut", leftOut);
        write("manifest.json", Json.write(manifest).getBytes(StandardCharsets.UTF_8));
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
