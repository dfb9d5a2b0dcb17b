package io.oneha.demo.sim;

import io.oneha.demo.raft.DatabaseWrite;
import java.util.Map;
import java.util.TreeMap;

/**
 * A row of {@code cluster_pool}, that of cluster 0, and the change that writes it.
 *
 * @param hosts how many hosts are in it
 * @param template its template, sorted by name as oned keeps it; values without commas
 */
public record ClusterBody(int hosts, Map<String, String> template) implements DatabaseWrite {
    /** As oned makes it. Source: OpenNebula, src/cluster/Cluster.cc. */
    static final ClusterBody DEFAULT = new ClusterBody(2, Map.of("RESERVED_CPU", "", "RESERVED_MEM", ""));

    public ClusterBody {
        template = new TreeMap<>(template);
    }

    /** The same with attributes merged into its template. */
    ClusterBody merged(Map<String, String> attributes) {
        Map<String, String> all = new TreeMap<>(template);
        all.putAll(attributes);
        return new ClusterBody(hosts, all);
    }

    /** The XML of {@code one.cluster.info}. */
    String xml() {
        StringBuilder xml = new StringBuilder("<CLUSTER><ID>0</ID><NAME>default</NAME><HOSTS>");
        for (int i = 0; i < hosts; i++) {
            xml.append("<ID>").append(i).append("</ID>");
        }
        xml.append("</HOSTS><DATASTORES><ID>0</ID><ID>1</ID><ID>2</ID></DATASTORES><VNETS></VNETS><TEMPLATE>");
        template.forEach((name, value) -> OnedXml.value(xml, name, value));
        return xml.append("</TEMPLATE></CLUSTER>").toString();
    }
}
