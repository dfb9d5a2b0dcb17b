package io.oneha.demo.host;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files of a host that must be the same on all front-ends, and what made them differ. A folder may be missing. */
final class HostFiles {
    private static final String ETC = "/etc/one";
    private static final String ONE = "/var/lib/one/.one";
    private static final String KEYS = "/var/lib/one/.ssh";
    static final String ONED_CONF = "/etc/one/oned.conf";
    static final String MONITORD_CONF = "/etc/one/monitord.conf";
    static final String ONE_AUTH = "/var/lib/one/.one/one_auth";
    private static final String DRIFTING_CONFIG = "/etc/one/fireedge-server.conf";
    private static final String DRIFTING_AUTH = "/var/lib/one/.one/oneflow_auth";
    private static final List<String> CONFIG = List.of(
            DRIFTING_CONFIG,
            "/etc/one/oneflow-server.conf",
            "/etc/one/oneform-server.conf",
            "/etc/one/onegate-server.conf",
            "/etc/one/schedulers/rank.conf",
            "/etc/one/vmm_exec/vmm_exec_kvm.conf");
    private static final List<String> AUTH = List.of(
            "/var/lib/one/.one/fireedge_key",
            "/var/lib/one/.one/one_key",
            DRIFTING_AUTH,
            "/var/lib/one/.one/oneform_auth",
            "/var/lib/one/.one/onegate_auth",
            "/var/lib/one/.one/oneks_auth",
            "/var/lib/one/.one/sunstone_auth");
    private static final List<String> SSH = List.of(
            "/var/lib/one/.ssh/authorized_keys",
            "/var/lib/one/.ssh/config",
            "/var/lib/one/.ssh/id_rsa",
            "/var/lib/one/.ssh/id_rsa.pub",
            "/var/lib/one/.ssh/known_hosts");

    private final String host;
    private final String session;
    private final Set<String> folders = new HashSet<>();
    private String drift = "";
    private String authDrift = "";

    /**
     * @param host the host's name, which makes a drift its own
     * @param session what one_auth holds
     * @param there whether there are any files
     */
    HostFiles(String host, String session, boolean there) {
        this.host = host;
        this.session = session;
        if (there) {
            folders.addAll(List.of(ETC, ONE, KEYS));
        }
    }

    /** Takes over another host's folder as it is. */
    void copy(String folder, HostFiles from) {
        folders.add(folder);
        drift = folder.equals(ETC) ? from.drift : drift;
        authDrift = folder.equals(ONE) ? from.authDrift : authDrift;
    }

    boolean hasConfig() {
        return folders.contains(ETC);
    }

    void setConfigDrifts(boolean drifts) {
        drift = drifts ? host : "";
    }

    boolean configDrifts() {
        return !drift.isEmpty();
    }

    void setAuthDrifts(boolean drifts) {
        authDrift = drifts ? host : "";
    }

    boolean authDrifts() {
        return !authDrift.isEmpty();
    }

    /**
     * Contents of the files under {@code /etc/one}, by path.
     *
     * @param oned of oned.conf
     * @param monitord of monitord.conf
     */
    Map<String, byte[]> config(List<SimConfigFiles.Section> oned, List<SimConfigFiles.Section> monitord) {
        if (!hasConfig()) {
            return Map.of();
        }
        Map<String, byte[]> files = all(CONFIG, DRIFTING_CONFIG, drift);
        files.put(ONED_CONF, bytes(lines(oned)));
        files.put(MONITORD_CONF, bytes(lines(monitord)));
        return files;
    }

    /** Contents of the files under {@code /var/lib/one/.one}, by path. */
    Map<String, byte[]> auth() {
        if (!folders.contains(ONE)) {
            return Map.of();
        }
        Map<String, byte[]> files = all(AUTH, DRIFTING_AUTH, authDrift);
        files.put(ONE_AUTH, bytes(session + "\n"));
        return files;
    }

    /** Contents of the files under {@code /var/lib/one/.ssh}, by path. */
    Map<String, byte[]> ssh() {
        return folders.contains(KEYS) ? all(SSH, "", "") : Map.of();
    }

    private static Map<String, byte[]> all(List<String> paths, String drifting, String drift) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String path : paths) {
            files.put(path, bytes(path + (!drift.isEmpty() && path.equals(drifting) ? " of " + drift : "") + "\n"));
        }
        return files;
    }

    /** A file of sections as text. */
    static String lines(List<SimConfigFiles.Section> sections) {
        return sections.stream().map(section -> section + "\n").collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
