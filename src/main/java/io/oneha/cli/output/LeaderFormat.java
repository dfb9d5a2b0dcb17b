package io.oneha.cli.output;

import static io.oneha.cli.output.Document.map;

import io.oneha.app.look.LeaderLook;
import io.oneha.base.Json;
import io.oneha.base.Text;
import io.oneha.observe.ServerView;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Zone;
import java.io.PrintWriter;
import java.util.Locale;

/** The formats of {@code leader}. */
public enum LeaderFormat {
    /** The name that the server has in the zone's pool. */
    NAME,
    /** Where it answered. */
    URL,
    /** One line, also where nobody leads; keys may be added, none is renamed while {@code schema} stays 1. */
    JSON;

    private static final int SCHEMA = 1;

    /** Prints who leads; only {@link #JSON} says anything where nobody does. */
    public void print(LeaderLook look, PrintWriter out) {
        switch (this) {
            case NAME -> look.leader().ifPresent(view -> out.print(Text.clean(view.name()) + "\n"));
            case URL -> look.leader().ifPresent(view -> out.print(Text.clean(view.asked()) + "\n"));
            case JSON ->
                out.print(Json.write(map(
                        "schema",
                        SCHEMA,
                        "zone",
                        look.snapshot().zone().value().map(Zone::id),
                        "leader",
                        look.leader().map(LeaderFormat::leader),
                        "reason",
                        look.leader().isPresent()
                                ? null
                                : Text.clean(look.absence().line()))));
        }
    }

    private static Object leader(ServerView view) {
        return map(
                "id",
                view.status().map(RaftStatus::serverId).filter(id -> id >= 0),
                "name",
                Text.clean(view.name()),
                "url",
                Text.clean(view.asked()),
                "state",
                view.status().map(raft -> raft.state().word()),
                "term",
                view.status().map(RaftStatus::term));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
