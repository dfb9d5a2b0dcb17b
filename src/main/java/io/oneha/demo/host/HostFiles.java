package io.oneha.demo.host;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The files of a host that must be the same on all front-ends, and what made them differ. A folder may be missing. */
public final class HostFiles {
    /** Where the configuration is. */
    public static final String ETC = "/etc/one";

    /** Where oneadmin's credentials are. */
    public static final String ONE = "/var/lib/one/.one";

    private static final String KEYS = "/var/lib/one/.ssh";
    static final String ONED_CONF = "/etc/one/oned.conf";
    static final String MONITORD_CONF = "/etc/one/monitord.conf";
    static final String ONE_AUTH = "/var/lib/one/.one/one_auth";

    /** The names of the files of each folder, of which the first may drift; those with a content of their own are not among them. */
    private static final Map<String, String> NAMES = Map.of(
            ETC,
            "fireedge-server.conf oneflow-server.conf oneform-server.conf onegate-server.conf schedulers/rank.conf"
                    + " vmm_exec/vmm_exec_kvm.conf",
            ONE,
            "oneflow_auth fireedge_key one_key oneform_auth onegate_auth oneks_auth sunstone_auth",
            KEYS,
            "authorized_keys config id_rsa id_rsa.pub known_hosts");

    private final String host;
    private final String session;
    private final Set<String> folders = new HashSet<>();

    /** By folder the host on which a file of it was changed. */
    private final Map<String, String> drifts = new HashMap<>();

    /**
     * @param host the host's name, which makes a drift its own
     * @param session what one_auth holds
     * @param there whether there are any files
     */
    HostFiles(String host, String session, boolean there) {
        this.host = host;
        this.session = session;
        if (there) {
            folders.addAll(NAMES.keySet());
        }
    }

    /** Takes over another host's folder as it is. */
    void copy(String folder, HostFiles from) {
        folders.add(folder);
        drifts.compute(folder, (any, own) -> from.drifts.get(folder));
    }

    boolean hasConfig() {
        return folders.contains(ETC);
    }

    /** Changes a file of a folder, or puts it back; whether it is changed then. */
    public boolean drift(String folder) {
        return drifts.remove(folder) == null && drifts.put(folder, host) == null;
    }

    /** Puts back every file that was changed; whether there was one. */
    public boolean putBack() {
        return drifts.keySet().removeIf(folder -> true);
    }

    /**
     * Contents of the files under {@code /etc/one}, by path.
     *
     * @param oned of oned.conf
     * @param monitord of monitord.conf
     */
    Map<String, byte[]> config(List<SimConfigFiles.Section> oned, List<SimConfigFiles.Section> monitord) {
        Map<String, byte[]> files = all(ETC);
        if (hasConfig()) {
            files.put(ONED_CONF, bytes(lines(oned)));
            files.put(MONITORD_CONF, bytes(lines(monitord)));
        }
        return files;
    }

    /** Contents of the files under {@code /var/lib/one/.one}, by path. */
    Map<String, byte[]> auth() {
        Map<String, byte[]> files = all(ONE);
        if (folders.contains(ONE)) {
            files.put(ONE_AUTH, bytes(session + "\n"));
        }
        return files;
    }

    /** Contents of the files under {@code /var/lib/one/.ssh}, by path. */
    Map<String, byte[]> ssh() {
        return all(KEYS);
    }

    private Map<String, byte[]> all(String folder) {
        Map<String, byte[]> files = new TreeMap<>();
        if (folders.contains(folder)) {
            String drift = drifts.containsKey(folder) ? " of " + drifts.get(folder) : "";
            for (String name : NAMES.getOrDefault(folder, "").split(" ")) {
                String path = folder + "/" + name;
                files.put(path, bytes(path + (files.isEmpty() ? drift : "") + "\n"));
            }
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
