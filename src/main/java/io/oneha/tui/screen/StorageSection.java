package io.oneha.tui.screen;

import io.oneha.base.Text;
import io.oneha.health.FindingCode;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFacts.Datastore;
import io.oneha.observe.host.HostFacts.Disk;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Line;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.frame.Width;
import java.util.Locale;
import java.util.Set;

/** A host's file systems and the datastores on them. */
final class StorageSection {
    private static final int BAR = 10;
    private static final int BAR_NEEDS = 60;
    private static final int PATH_MOST = 24;
    private static final long KIB = 1024;
    private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB", "PiB"};

    /** File systems of one host alone. */
    private static final Set<String> OWN = Set.of(
            "ext2", "ext3", "ext4", "xfs", "btrfs", "zfs", "overlay", "tmpfs", "ramfs", "f2fs", "jfs", "bcachefs");

    /** File systems that several hosts can have mounted at once. */
    private static final Set<String> SHARED = Set.of(
            "nfs nfs4 cifs smb3 ceph glusterfs gfs2 ocfs2 lustre gpfs beegfs orangefs afs 9p virtiofs".split(" "));

    private StorageSection() {}

    static void add(Sheet sheet, HostFacts facts, HostFindings findings, Glyphs glyphs) {
        if (!facts.disks().isEmpty()) {
            sheet.heading("Disks");
            int path = Width.widest(facts.disks(), Disk::path);
            for (Disk disk : facts.disks()) {
                boolean low = findings.name(FindingCode.DISK_LOW, disk.path());
                disk(sheet, disk, low, Math.min(PATH_MOST, path), glyphs);
            }
        }
        if (!facts.datastores().isEmpty()) {
            sheet.heading("Datastores");
            facts.datastores().forEach(datastore -> datastore(sheet, datastore));
        }
    }

    private static void disk(Sheet sheet, Disk disk, boolean low, int pathWidth, Glyphs glyphs) {
        long used = Math.max(0, disk.size() - disk.free());
        long percent = disk.size() <= 0 ? 0 : Math.min(100, Math.round(100.0 * used / disk.size()));
        Tone tone = low ? Tone.WARN : Tone.TEXT;
        String path = Width.truncate(Text.clean(disk.path()), pathWidth, glyphs);
        Line line = Line.of(" " + Width.pad(path, pathWidth + 2), Tone.LABEL);
        if (sheet.width() >= BAR_NEEDS) {
            line = line.and(bar(percent, glyphs) + "  ", low ? Tone.WARN : Tone.CHART);
        }
        String mount = disk.mount().equals(disk.path()) ? "" : "  on " + Text.clean(disk.mount());
        sheet.line(line.and(size(disk.free()) + " free of " + size(disk.size()), tone)
                .and(", " + percent + "% used" + (low ? " " + glyphs.warning() + " low" : ""), tone)
                .and(mount, Tone.DIM));
    }

    private static String bar(long percent, Glyphs glyphs) {
        int filled = (int) Math.round(percent * BAR / 100.0);
        return glyphs.bar(glyphs.levels() - 1).repeat(filled) + glyphs.bar(0).repeat(BAR - filled);
    }

    private static void datastore(Sheet sheet, Datastore datastore) {
        sheet.value(
                datastore.id() + (datastore.images() ? " images" : ""),
                datastore.isKnown()
                        ? Text.clean(datastore.source() + ", " + datastore.type()) + kind(datastore.type())
                        : "not known",
                datastore.isKnown() ? Tone.TEXT : Tone.DIM);
    }

    private static String kind(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        if (SHARED.contains(name) || name.startsWith("fuse.")) {
            return ", shared";
        }
        return OWN.contains(name) ? ", this host's own" : "";
    }

    /** {@code 62 GiB}, {@code 512 MiB}; below ten with one decimal. */
    static String size(long bytes) {
        double value = bytes / (double) KIB;
        int unit = 0;
        while (value >= KIB && unit < UNITS.length - 1) {
            value /= KIB;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
    }
}
