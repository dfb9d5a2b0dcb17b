package io.oneha.zone.xmlrpc;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.File;
import java.io.InputStream;
import java.security.PrivateKey;

/**
 * Only in the native image: Netty reads a TLS <em>server's</em> private key with BouncyCastle when that is on the class path, as it
 * is for sshj's sake. oneha is no TLS server, and this one call would bring the whole BouncyCastle provider into the image.
 */
@TargetClass(className = "io.netty.handler.ssl.BouncyCastlePemReader")
final class NettyPemReader {
    private NettyPemReader() {}

    /** As if it could not read the key, upon which Netty uses the JDK. */
    @Substitute
    public static PrivateKey getPrivateKey(InputStream key, String password) {
        return null;
    }

    /** As if it could not read the key, upon which Netty uses the JDK. */
    @Substitute
    public static PrivateKey getPrivateKey(File key, String password) {
        return null;
    }
}
