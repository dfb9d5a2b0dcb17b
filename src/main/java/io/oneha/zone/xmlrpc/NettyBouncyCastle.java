package io.oneha.zone.xmlrpc;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;

/**
 * Only in the native image: Netty looks for BouncyCastle, which is on the class path for sshj's sake, to use it for TLS. The JDK does
 * that as well, and the look alone would bring the whole BouncyCastle provider into the image.
 */
@SuppressWarnings("unused") // by the image only
@TargetClass(className = "io.netty.handler.ssl.util.BouncyCastleUtil")
final class NettyBouncyCastle {
    private NettyBouncyCastle() {}

    /** Not there. */
    @Substitute
    public static boolean isBcProvAvailable() {
        return false;
    }

    /** Not there. */
    @Substitute
    public static boolean isBcPkixAvailable() {
        return false;
    }

    /** Not there. */
    @Substitute
    public static boolean isBcTlsAvailable() {
        return false;
    }

    /** Looks nowhere. */
    @Substitute
    private static void tryLoading() {}
}
