package io.oneha.zone;

import java.util.List;

/** An attribute of an OpenNebula template, in the order oned sent it; names may repeat. */
public sealed interface TemplateAttribute {
    /** The attribute's name. */
    String name();

    /** {@code NAME="VALUE"}. */
    record Single(String name, String value) implements TemplateAttribute {
        /** As oned reads it. Source: OpenNebula, src/template/template_parser.y. */
        public String text() {
            return name + "=\"" + value.replace("\"", "\\\"") + '"';
        }
    }

    /** {@code NAME=[ A="B", ... ]}. */
    record Vector(String name, List<Single> values) implements TemplateAttribute {}
}
