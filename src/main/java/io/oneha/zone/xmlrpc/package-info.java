/** The {@link io.oneha.zone.ZoneApi} over HTTP, by the Quarkus REST client on Vert.x: the only part that knows of either. */
package io.oneha.zone.xmlrpc;
