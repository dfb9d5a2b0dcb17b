package io.oneha.demo.host;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files of a host that must be the same on all front-ends, and what made them differ. */
final class HostFiles {
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
    private boolean configDrifts;
    private boolean authDrifts;

    /**
     * @param host the host's name, which makes a drift its own
     * @param session what one_auth holds
     */
    HostFiles(String host, String session) {
        this.host = host;
        this.session = session;
    }

    void setConfigDrifts(boolean drifts) {
        configDrifts = drifts;
    }

    boolean configDrifts() {
        return configDrifts;
    }

    void setAuthDrifts(boolean drifts) {
        authDrifts = drifts;
    }

    boolean authDrifts() {
        return authDrifts;
    }

    /**
     * Contents of the files under {@code /etc/one}, by path.
     *
     * @param oned of oned.conf
     * @param monitord of monitord.conf
     */
    Map<String, byte[]> config(List<ConfigFiles.Section> oned, List<ConfigFiles.Section> monitord) {
        Map<String, byte[]> files = all(CONFIG, DRIFTING_CONFIG, configDrifts);
        files.put(ONED_CONF, bytes(lines(oned)));
        files.put(MONITORD_CONF, bytes(lines(monitord)));
        return files;
    }

    /** Contents of the files under {@code /var/lib/one/.one}, by path. */
    Map<String, byte[]> auth() {
        Map<String, byte[]> files = all(AUTH, DRIFTING_AUTH, authDrifts);
        files.put(ONE_AUTH, bytes(session + "\n"));
        return files;
    }

    /** Contents of the files under {@code /var/lib/one/.ssh}, by path. */
    Map<String, byte[]> ssh() {
        return all(SSH, "", false);
    }

    private Map<String, byte[]> all(List<String> paths, String drifting, boolean drifts) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String path : paths) {
            files.put(path, bytes(path + (drifts && path.equals(drifting) ? " of " + host : "") + "\n"));
        }
        return files;
    }

    private static String lines(List<ConfigFiles.Section> sections) {
        return sections.stream().map(section -> section + "\n").collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
