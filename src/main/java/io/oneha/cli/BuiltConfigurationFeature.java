package io.oneha.cli;

import io.quarkus.runtime.configuration.QuarkusConfigFactory;
import org.graalvm.nativeimage.hosted.Feature;

/**
 * Runs while the native image is built: {@link BuiltConfiguration} takes the place of the configuration with which Quarkus was
 * built, which holds the builder's whole environment and would be in the image with it.
 */
public final class BuiltConfigurationFeature implements Feature {
    @Override
    public void beforeAnalysis(BeforeAnalysisAccess access) {
        try {
            Class.forName("io.quarkus.runner.ApplicationImpl", true, access.getApplicationClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
        QuarkusConfigFactory.setConfig(BuiltConfiguration.CONFIG);
    }
}
