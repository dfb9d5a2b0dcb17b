package io.oneha.cli;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.configuration.ConfigRecorder;
import io.quarkus.runtime.configuration.NameIterator;
import io.smallrye.config.ConfigValue;
import java.util.List;
import java.util.Map;

/**
 * Only in the native image: at each start Quarkus goes through all names of its own configuration, for those that it does not
 * know, that are deprecated, and that have other values than the build had. It would only warn, and warnings are not shown
 * here; it was more than half of what a start costs.
 */
@TargetClass(className = "io.quarkus.runtime.generated.Config")
final class StartChecks {
    private StartChecks() {}

    /** Whether Quarkus knows a name. */
    @Substitute
    private static boolean isMapped(NameIterator name) {
        return true;
    }

    /** What is checked of names that are known. */
    @TargetClass(ConfigRecorder.class)
    static final class OfKnownNames {
        private OfKnownNames() {}

        @Substitute
        public void handleConfigChange(List<ConfigValue> builtWith) {
            // Nothing that the build has fixed is read anew.
        }

        @Substitute
        public void deprecatedProperties(Map<String, String> deprecated) {
            // Whoever sets one is not told so in any case.
        }
    }
}
