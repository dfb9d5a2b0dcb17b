package io.oneha.cli;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.AbstractConfigBuilder;
import io.quarkus.runtime.configuration.ConfigRecorder;
import io.quarkus.runtime.configuration.QuarkusConfigBuilderCustomizer;
import io.quarkus.runtime.configuration.QuarkusConfigFactory;
import io.quarkus.value.registry.ValueRegistry;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Only in the native image: Quarkus' own configuration is what application.properties said when the image was built, and lies
 * ready in it. Reading it at each start (a hundred settings and more from the environment, system properties and files below the
 * working folder, to be overridden there) was three quarters of what a start costs, for settings that are none of our users'
 * business: oneha's own are read elsewhere.
 */
final class BuiltConfiguration {
    /** Made while the image is built, as everything static; it knows neither the builder's environment nor its properties. */
    static final SmallRyeConfig CONFIG = read();

    private BuiltConfiguration() {}

    private static SmallRyeConfig read() {
        SmallRyeConfig ofTheBuild = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .forClassLoader(Thread.currentThread().getContextClassLoader())
                .addDefaultInterceptors()
                .withCustomizers(new QuarkusConfigBuilderCustomizer())
                .withSources(
                        ofTheBuild.getConfigSource("BuildTime RunTime Fixed").orElseThrow());
        AbstractConfigBuilder.withCustomizer(builder, "io.quarkus.runtime.generated.RunTimeConfigCustomizer");
        return builder.build();
    }

    /** Where Quarkus would read it at each start. */
    @TargetClass(className = "io.quarkus.runtime.generated.Config")
    static final class Reader {
        private Reader() {}

        @Substitute
        public void readConfig(ValueRegistry registry) {
            QuarkusConfigFactory.setConfig(CONFIG);
        }
    }

    /** What is checked at each start of a configuration that cannot have changed; it would only warn. */
    @TargetClass(ConfigRecorder.class)
    static final class Checks {
        private Checks() {}

        @Substitute
        public void handleConfigChange(List<ConfigValue> builtWith) {}

        @Substitute
        public void deprecatedProperties(Map<String, String> deprecated) {}

        @Substitute
        public void unknownConfigFiles() {}
    }
}
