package io.oneha.zone.xmlrpc;

import com.oracle.svm.core.annotate.Substitute;
import com.oracle.svm.core.annotate.TargetClass;
import java.io.IOException;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;

/**
 * Only in the native image: URLs of http and https are parsed, as Quarkus' client wants it, but nothing is ever fetched through
 * them; oned is asked by Vert.x. Without this the JDK's own HTTP client would be in the image as well.
 */
@SuppressWarnings("unused") // by the image only
@TargetClass(className = "sun.net.www.protocol.http.Handler")
final class JdkHttpClient {
    private JdkHttpClient() {}

    @Substitute
    private URLConnection openConnection(URL url) throws IOException {
        return openConnection(url, null);
    }

    @Substitute
    private URLConnection openConnection(URL url, Proxy proxy) throws IOException {
        throw new IOException("the JDK's HTTP client is not part of this program");
    }

    /** The same for https. */
    @TargetClass(className = "sun.net.www.protocol.https.Handler")
    static final class Https {
        private Https() {}

        @Substitute
        private URLConnection openConnection(URL url) throws IOException {
            return openConnection(url, null);
        }

        @Substitute
        private URLConnection openConnection(URL url, Proxy proxy) throws IOException {
            throw new IOException("the JDK's HTTP client is not part of this program");
        }
    }
}
