package io.oneha.cli;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.logging.LogCleanupFilter;
import io.quarkus.runtime.logging.LogRuntimeConfig;
import io.quarkus.runtime.logging.LoggingSetupRecorder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.ErrorManager;
import java.util.logging.Filter;
import java.util.logging.Formatter;
import java.util.logging.Handler;

/**
 * Only in the native image: Quarkus logs to the console or not at all here. Files that rotate, syslog and sockets are never
 * configured, and would be in the image all the same.
 */
@SuppressWarnings("unused") // by the image only
@TargetClass(LoggingSetupRecorder.class)
final class LogHandlers {
    private LogHandlers() {}

    @Substitute
    private static Handler configureFileHandler(
            LogRuntimeConfig.FileConfig config,
            ErrorManager errors,
            LogCleanupFilter cleanup,
            Map<String, Filter> filters,
            List<RuntimeValue<Optional<Formatter>>> formatters,
            boolean validate) {
        throw new IllegalStateException("oneha logs to the console only");
    }

    @Substitute
    private static Handler configureSyslogHandler(
            LogRuntimeConfig.SyslogConfig config,
            ErrorManager errors,
            LogCleanupFilter cleanup,
            Map<String, Filter> filters,
            List<RuntimeValue<Optional<Formatter>>> formatters,
            boolean validate) {
        throw new IllegalStateException("oneha logs to the console only");
    }

    @Substitute
    private static Handler configureSocketHandler(
            LogRuntimeConfig.SocketConfig config,
            ErrorManager errors,
            LogCleanupFilter cleanup,
            Map<String, Filter> filters,
            List<RuntimeValue<Optional<Formatter>>> formatters,
            boolean validate) {
        throw new IllegalStateException("oneha logs to the console only");
    }
}
