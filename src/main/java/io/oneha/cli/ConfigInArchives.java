package io.oneha.cli;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import io.smallrye.common.classloader.ClassPathUtils;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * Only in the native image: configuration is read from plain files and never from inside an archive, for which the JDK's file system
 * of zip files would be in the image.
 */
@SuppressWarnings("unused") // by the image only
@TargetClass(ClassPathUtils.class)
final class ConfigInArchives {
    private ConfigInArchives() {}

    @Substitute
    private static <R> R processAsJarPath(Path archive, String path, Function<Path, R> reader) {
        throw new IllegalStateException("oneha reads no configuration from archives");
    }
}
