package io.oneha.health;

import java.util.List;
import java.util.Locale;

/** What a mount's type and source say about whether two hosts see the same files. Types: filesystems(5), mount(8). */
enum SharedStorage {
    /** On a disk of the host, or in its memory. */
    LOCAL,
    /** From a server, which the source names: the same source is the same storage. */
    SERVED,
    /** Of a cluster that each host mounts by a node of its choice; what follows the colon is the volume. */
    VOLUME,
    /** Of a cluster whose members see the same files, whatever they call their device. */
    CLUSTER,
    UNKNOWN;

    private static final List<String> LOCALS = List.of(
            "ext2",
            "ext3",
            "ext4",
            "xfs",
            "btrfs",
            "zfs",
            "overlay",
            "tmpfs",
            "ramfs",
            "f2fs",
            "jfs",
            "reiserfs",
            "vfat",
            "bcachefs");
    private static final List<String> SERVED_BY =
            List.of("nfs", "nfs4", "cifs", "smb3", "ceph", "virtiofs", "9p", "afs");
    private static final List<String> CLUSTERS =
            List.of("ocfs2", "gfs2", "lustre", "gpfs", "beegfs", "pvfs2", "orangefs");

    static SharedStorage of(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        if (LOCALS.contains(name)) {
            return LOCAL;
        }
        if (name.equals("glusterfs") || name.equals("fuse.glusterfs")) {
            return VOLUME;
        }
        if (CLUSTERS.contains(name)) {
            return CLUSTER;
        }
        return SERVED_BY.contains(name) || name.startsWith("fuse.") ? SERVED : UNKNOWN;
    }

    /** What has to be equal of two sources for them to be one storage. */
    String key(String source) {
        String trimmed =
                source.endsWith("/") && source.length() > 1 ? source.substring(0, source.length() - 1) : source;
        return switch (this) {
            case VOLUME -> trimmed.substring(trimmed.lastIndexOf(':') + 1);
            case CLUSTER -> "";
            default -> trimmed;
        };
    }
}
