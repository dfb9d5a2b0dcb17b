package io.oneha.zone.xmlrpc;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.vertx.runtime.EventConsumerInfo;
import io.quarkus.vertx.runtime.VertxEventBusConsumerRecorder;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Only in the native image: Vert.x starts when {@link HttpZoneApi} asks for it, and not with every command. At a start Quarkus
 * wants it for consumers of its event bus, of which there are none, and for reloading certificates, of which none are configured: nobody
 * looks at the one that it gets here.
 */
@SuppressWarnings("unused") // by the image only
@TargetClass(VertxEventBusConsumerRecorder.class)
final class VertxOnDemand {
    private VertxOnDemand() {}

    @Substitute
    public void configureVertx(
            Supplier<Vertx> vertx,
            List<EventConsumerInfo> consumers,
            LaunchMode mode,
            ShutdownContext shutdown,
            Map<Class<?>, Class<?>> codecs,
            List<Class<?>> selectors) {}

    @Substitute
    public RuntimeValue<Vertx> forceStart(Supplier<Vertx> vertx) {
        return new NoVertx();
    }
}
