package io.oneha.observe;

import io.oneha.base.Endpoint;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneServer;
import java.util.Optional;

/** One endpoint that is asked in a look, and what it said so far. */
final class Probe {
    final String endpoint;
    Optional<Reply<RaftStatus>> raft = Optional.empty();
    Optional<Reply<Zone>> zone = Optional.empty();

    /** The pool entry by which it was found, for one that another server named. */
    Optional<ZoneServer> named = Optional.empty();

    boolean zoneAsked;

    Probe(String endpoint) {
        this.endpoint = endpoint;
    }

    String key() {
        return Endpoint.key(endpoint);
    }

    Optional<RaftStatus> status() {
        return raft.flatMap(Reply::value);
    }

    /** Whether nothing that it was asked is open any more. */
    boolean isHeard() {
        return raft.isPresent() && (!zoneAsked || zone.isPresent());
    }
}
