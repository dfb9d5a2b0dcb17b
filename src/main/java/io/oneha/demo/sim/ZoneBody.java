package io.oneha.demo.sim;

import io.oneha.demo.raft.DatabaseWrite;
import io.oneha.zone.TemplateAttribute;
import io.oneha.zone.ZoneState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A row of {@code zone_pool}, and the change that writes it: oned replaces the whole body with each write.
 *
 * @param id its id
 * @param name its name
 * @param state whether it is enabled
 * @param template its template, sorted by name as oned keeps it
 * @param servers its pool: the attributes of each SERVER, sorted by name
 */
public record ZoneBody(
        int id, String name, ZoneState state, List<TemplateAttribute> template, List<SortedMap<String, String>> servers)
        implements DatabaseWrite {
    /** Sorts what oned sorts. */
    public ZoneBody {
        template = template.stream()
                .sorted(Comparator.comparing(TemplateAttribute::name))
                .toList();
        servers = List.copyOf(servers);
    }

    /** A zone with servers, each given by name and endpoint; ids count from 0. ENDPOINT_GRPC is empty, as the CLI leaves it. */
    public static ZoneBody of(String endpoint, List<String> names, List<String> endpoints) {
        List<SortedMap<String, String>> servers = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String id = Integer.toString(i);
            servers.add(new TreeMap<>(
                    Map.of("ENDPOINT", endpoints.get(i), "ENDPOINT_GRPC", "", "ID", id, "NAME", names.get(i))));
        }
        List<TemplateAttribute> template = List.of(
                new TemplateAttribute.Single("ENDPOINT", endpoint),
                new TemplateAttribute.Single("ENDPOINT_GRPC", "localhost:2634"));
        return new ZoneBody(0, "OpenNebula", ZoneState.ENABLED, template, servers);
    }

    /** The same, enabled or disabled. */
    public ZoneBody withState(ZoneState newState) {
        return new ZoneBody(id, name, newState, template, servers);
    }

    /** The same with another pool. */
    public ZoneBody withServers(List<SortedMap<String, String>> newServers) {
        return new ZoneBody(id, name, state, template, newServers);
    }

    /**
     * The template after {@code one.zone.update}.
     *
     * @param attributes the new attributes
     * @param append whether they are added to the old ones, replacing those of the same name, or replace all
     */
    public ZoneBody updated(List<TemplateAttribute> attributes, boolean append) {
        List<TemplateAttribute> merged = new ArrayList<>(attributes);
        if (append) {
            template.stream()
                    .filter(old -> attributes.stream().noneMatch(a -> a.name().equals(old.name())))
                    .forEach(merged::add);
        }
        merged.removeIf(attribute -> attribute.name().equals("SERVER"));
        if (merged.stream().noneMatch(attribute -> attribute.name().equals("ENDPOINT"))) {
            merged.add(new TemplateAttribute.Single("ENDPOINT", "-"));
        }
        return new ZoneBody(id, name, state, merged, servers);
    }

    /** The endpoints by id. Of two servers with one id, the first counts. */
    public SortedMap<Integer, String> endpoints() {
        SortedMap<Integer, String> endpoints = new TreeMap<>();
        servers.forEach(server ->
                endpoints.putIfAbsent(Integer.valueOf(server.get("ID")), server.getOrDefault("ENDPOINT", "")));
        return endpoints;
    }

    /** The id that the next server gets: one more than the highest. */
    public int nextServerId() {
        SortedMap<Integer, String> endpoints = endpoints();
        return endpoints.isEmpty() ? 0 : endpoints.lastKey() + 1;
    }

    /** The XML of {@code one.zone.info}. */
    public String xml() {
        StringBuilder xml = new StringBuilder(1024);
        xml.append("<ZONE><ID>").append(id).append("</ID><NAME>").append(name);
        xml.append("</NAME><STATE>").append(state.ordinal()).append("</STATE><TEMPLATE>");
        for (TemplateAttribute attribute : template) {
            if (attribute instanceof TemplateAttribute.Single single) {
                OnedXml.value(xml, single.name(), single.value());
            } else if (attribute instanceof TemplateAttribute.Vector vector) {
                xml.append('<').append(vector.name()).append('>');
                vector.values().forEach(value -> OnedXml.value(xml, value.name(), value.value()));
                xml.append("</").append(vector.name()).append('>');
            }
        }
        xml.append("</TEMPLATE><SERVER_POOL>");
        for (SortedMap<String, String> server : servers) {
            xml.append("<SERVER>");
            server.forEach((key, value) -> OnedXml.value(xml, key, value));
            xml.append("</SERVER>");
        }
        return xml.append("</SERVER_POOL></ZONE>").toString();
    }
}
