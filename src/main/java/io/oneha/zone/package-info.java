/**
 * The zone as its servers tell it: records, the XML that oned sends, and the {@link io.oneha.zone.ZoneApi} port. Pure but
 * for {@code zone.xmlrpc}, where the port is kept over HTTP.
 */
package io.oneha.zone;
