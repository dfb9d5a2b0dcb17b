package io.oneha.lab.oned;

import io.oneha.zone.TemplateAttribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code one.system.config}: oned.conf and what oned adds where it says nothing, sorted by name. */
final class ConfigXml {
    private static final Map<String, String> DEFAULTS = Map.ofEntries(
            Map.entry("API_LIST_ORDER", "DESC"),
            Map.entry("DATASTORE_LOCATION", "/var/lib/one//////datastores"),
            Map.entry("DEFAULT_AUTH", "default"),
            Map.entry("DEFAULT_IMAGE_PERSISTENT", ""),
            Map.entry("DEFAULT_IMAGE_PERSISTENT_NEW", ""),
            Map.entry("DS_MONITOR_VM_DISK", "10"),
            Map.entry("ENABLE_OTHER_PERMISSIONS", "YES"),
            Map.entry("KEEPALIVE_MAX_CONN", "30"),
            Map.entry("KEEPALIVE_TIMEOUT", "15"),
            Map.entry("LISTEN_ADDRESS", "0.0.0.0"),
            Map.entry("LOG_CALL_FORMAT", "Req:%i UID:%u IP:%A %m invoked %l"),
            Map.entry("LOG_RESULT_LENGTH", "20"),
            Map.entry("MANAGER_TIMER", "15"),
            Map.entry("MAX_CONN", "15"),
            Map.entry("MAX_CONN_BACKLOG", "15"),
            Map.entry("MESSAGE_SIZE", "1073741824"),
            Map.entry("PCI_PASSTHROUGH_BUS", "0x01"),
            Map.entry("PORT", "2633"),
            Map.entry("RPC_LOG", "NO"),
            Map.entry("SCRIPTS_REMOTE_DIR", "/var/tmp/one"),
            Map.entry("TIMEOUT", "15"),
            Map.entry("VM_SUBMIT_ON_HOLD", "NO"));
    private static final String DRIVERS =
            """
            DS_MAD_CONF = [ NAME = "shared", PERSISTENT_ONLY = "NO", REQUIRED_ATTRS = "" ]
            DS_MAD_CONF = [ NAME = "ssh", PERSISTENT_ONLY = "NO", REQUIRED_ATTRS = "" ]
            DS_MAD_CONF = [ NAME = "vmfs", PERSISTENT_ONLY = "NO", REQUIRED_ATTRS = "BRIDGE_LIST" ]
            """;
    private static final Set<String> ADMINS_ONLY = Set.of("BACKEND", "DB_NAME", "PASSWD", "PORT", "SERVER", "USER");

    private final List<TemplateAttribute> attributes = new ArrayList<>();

    /** @param oneKey what {@code .one/one_key} holds */
    ConfigXml(List<TemplateAttribute> conf, String oneKey) {
        attributes.addAll(conf);
        attributes.addAll(OnedConfFile.parse(DRIVERS));
        attributes.add(new TemplateAttribute.Single("ONE_KEY", oneKey));
        DEFAULTS.forEach((name, value) -> {
            if (conf.stream().noneMatch(attribute -> attribute.name().equals(name))) {
                attributes.add(new TemplateAttribute.Single(name, value));
            }
        });
        attributes.sort(Comparator.comparing(TemplateAttribute::name));
    }

    /** The XML, without what only oneadmin may see. */
    String of(boolean admin) {
        StringBuilder xml = new StringBuilder(1 << 15).append("<OPENNEBULA_CONFIGURATION>");
        for (TemplateAttribute attribute : attributes) {
            if (attribute instanceof TemplateAttribute.Single single) {
                append(xml, single);
            } else if (attribute instanceof TemplateAttribute.Vector vector) {
                xml.append('<').append(vector.name()).append('>');
                boolean masked = !admin && vector.name().equals("DB");
                vector.values().stream()
                        .sorted(Comparator.comparing(TemplateAttribute.Single::name))
                        .forEach(value -> {
                            if (masked && ADMINS_ONLY.contains(value.name())) {
                                xml.append('<').append(value.name()).append(">***</");
                                xml.append(value.name()).append('>');
                            } else {
                                append(xml, value);
                            }
                        });
                xml.append("</").append(vector.name()).append('>');
            }
        }
        return xml.append("</OPENNEBULA_CONFIGURATION>").toString();
    }

    private static void append(StringBuilder xml, TemplateAttribute.Single single) {
        xml.append('<').append(single.name()).append("><![CDATA[").append(single.value());
        xml.append("]]></").append(single.name()).append('>');
    }
}
