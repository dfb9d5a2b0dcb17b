package io.oneha.zone.xmlrpc;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.oneha.base.Text;
import io.oneha.zone.FailureKind;
import io.oneha.zone.xmlrpc.ExchangeResult.Problem;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.ProcessingException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;

/** Says in a kind and a line what an exception of the HTTP client means. */
final class CallFailures {
    private CallFailures() {}

    /** Of a connection to this host that did not come about. */
    static Problem connecting(Throwable thrown, String host) {
        Throwable cause = unwrap(thrown);
        String message = String.valueOf(cause.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (cause instanceof UnknownHostException) {
            return new Problem(FailureKind.UNRESOLVED, host(host) + " does not resolve");
        }
        if (cause instanceof SSLException) {
            return new Problem(FailureKind.MALFORMED, "no TLS connection: " + Text.clean(message, 200));
        }
        if (lower.contains("connection refused")) {
            return new Problem(FailureKind.REFUSED, "connection refused");
        }
        if (cause instanceof NoRouteToHostException || lower.contains("no route to host")) {
            return new Problem(FailureKind.UNREACHABLE, "no route to host");
        }
        if (lower.contains("network is unreachable")) {
            return new Problem(FailureKind.UNREACHABLE, "network is unreachable");
        }
        return new Problem(FailureKind.UNREACHABLE, "cannot connect: " + Text.clean(message, 200));
    }

    /**
     * Of an exchange that broke off.
     *
     * @param received bytes of the body that had come
     */
    static Problem reading(Throwable thrown, long received) {
        Throwable cause = unwrap(thrown);
        String text;
        if (cause instanceof HttpClosedException
                || cause instanceof PrematureChannelClosureException
                || cause instanceof IOException) {
            text = received == 0 ? "connection closed without an answer" : "answer cut after " + received + " bytes";
        } else {
            boolean isNoHttp = cause instanceof DecoderException || cause instanceof IllegalArgumentException;
            text = (isNoHttp ? "not HTTP: " : "unreadable answer: ")
                    + Text.clean(String.valueOf(cause.getMessage()), 200);
        }
        return new Problem(FailureKind.MALFORMED, text);
    }

    /** A host's name as it can be shown. */
    static String host(String name) {
        return Text.clean(name, 100);
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable cause = thrown;
        while ((cause instanceof ProcessingException || cause instanceof CompletionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
