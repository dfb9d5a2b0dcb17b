package io.oneha.zone.xmlrpc;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.net.URI;

/**
 * oned's one HTTP resource. Quarkus writes the implementation when it builds, native images included. The client is not
 * registered: Quarkus would read some hundred settings for it at each start, which nobody can want to set.
 */
@Path("")
interface OnedClient {
    /**
     * Posts a call.
     *
     * @param endpoint the whole URL of this call
     * @return the body piece by piece, so that a caller who has had enough can stop it
     */
    @POST
    @Consumes("text/xml; charset=utf-8")
    Multi<byte[]> call(@Url URI endpoint, byte[] body);
}
