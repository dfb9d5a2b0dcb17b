package io.oneha.cli;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import org.graalvm.word.UnsignedWord;
import org.graalvm.word.WordFactory;

/**
 * Only in the native image: how large the heap and its young part may grow, in bytes. For each new array the collector asks for
 * both and looks them up by name among its options, which was a ninth of what an idle dashboard does. They are the build's own
 * {@code -R:MaxHeapSize} and {@code -R:MaxNewSize}.
 */
@SuppressWarnings("unused") // by the image only
@TargetClass(className = "com.oracle.svm.core.genscavenge.BasicCollectionPolicies$BasicPolicy")
final class HeapSizes {
    private HeapSizes() {}

    @Substitute
    public UnsignedWord getMaximumHeapSize() {
        return WordFactory.unsigned(256L << 20);
    }

    @Substitute
    public UnsignedWord getMaximumYoungGenerationSize() {
        return WordFactory.unsigned(16L << 20);
    }
}
