package io.oneha.term;

/**
 * Whether this is the native image, where libc can be called. In a class of its own, because a JVM cannot load one that names
 * the image's types.
 */
public final class NativeImage {
    private NativeImage() {}

    /** Whether it is, by the property that GraalVM sets. */
    public static boolean isHere() {
        return "runtime".equals(System.getProperty("org.graalvm.nativeimage.imagecode"));
    }
}
