package io.oneha.zone.xmlrpc;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.vertx.core.http.impl.HttpClientBase;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.spi.metrics.ClientMetrics;

/**
 * Only in the native image: Vert.x's client speaks HTTP/2 where it is asked to, which is never done here: oned speaks HTTP/1.1, and
 * so does the client unless ALPN is switched on. This one call would bring the whole HTTP/2 codec into the image.
 */
@TargetClass(className = "io.vertx.core.http.impl.Http2ClientConnection")
final class VertxHttp2 {
    private VertxHttp2() {}

    /** Never reached without ALPN; Vert.x reports the exception as a failure to connect. */
    @Substitute
    public static Handler createHttp2ConnectionHandler(
            HttpClientBase client,
            ClientMetrics<?, ?, ?, ?> metrics,
            ContextInternal context,
            boolean upgrade,
            Object socketMetric) {
        throw new IllegalStateException("HTTP/2 is off");
    }

    /** The class that the method returns, which is not public. */
    @TargetClass(className = "io.vertx.core.http.impl.VertxHttp2ConnectionHandler")
    static final class Handler {
        private Handler() {}
    }
}
