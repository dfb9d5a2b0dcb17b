package io.oneha.ssh.client;

import io.oneha.ssh.SshException.Kind;
import io.oneha.ssh.route.Hop;

/** How far an attempt to connect has come: what to say of a host when the time is over. */
enum ConnectStage {
    /** Waiting for TCP, or for the jump host to get through. */
    REACHING(Kind.UNREACHABLE, " does not answer"),
    /** Waiting for sshd's banner, or within the key exchange. */
    GREETING(Kind.SILENT, " accepts the connection and does not answer"),
    /** Waiting for an answer to the login. */
    LOGGING_IN(Kind.SILENT, " does not answer the login");

    private final Kind kind;
    private final String text;

    ConnectStage(Kind kind, String text) {
        this.kind = kind;
        this.text = text;
    }

    HopFailure late(Hop hop, String waited) {
        return new HopFailure(kind, place(hop) + text + " (waited " + waited + ")");
    }

    /** Host and port as messages have them. */
    static String place(Hop hop) {
        return (hop.host().contains(":") ? "[" + hop.host() + "]" : hop.host()) + ":" + hop.port();
    }
}
