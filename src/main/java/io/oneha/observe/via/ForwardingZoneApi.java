package io.oneha.observe.via;

import io.oneha.zone.Cluster;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.SystemSettings;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Does something about each call of another API, whatever is asked. */
public abstract class ForwardingZoneApi implements ZoneApi {
    /** The other one. */
    protected final ZoneApi api;

    protected ForwardingZoneApi(ZoneApi api) {
        this.api = api;
    }

    /** A call of the API at some endpoint. */
    @FunctionalInterface
    protected interface Call<T> {
        CompletableFuture<Reply<T>> at(String endpoint, Duration timeout);
    }

    /**
     * Asks by the way that this one has.
     *
     * @param name the call's, as OpenNebula has it
     */
    protected abstract <T> CompletableFuture<Reply<T>> ask(
            String name, String endpoint, Duration timeout, Call<T> call);

    @Override
    public CompletableFuture<Reply<RaftStatus>> raftStatus(String endpoint, Duration timeout) {
        return ask("one.zone.raftstatus", endpoint, timeout, api::raftStatus);
    }

    @Override
    public CompletableFuture<Reply<Zone>> zone(String endpoint, int zoneId, Duration timeout) {
        return ask("one.zone.info", endpoint, timeout, (at, left) -> api.zone(at, zoneId, left));
    }

    @Override
    public CompletableFuture<Reply<List<Zone>>> zonePool(String endpoint, Duration timeout) {
        return ask("one.zonepool.info", endpoint, timeout, api::zonePool);
    }

    @Override
    public CompletableFuture<Reply<Cluster>> cluster(String endpoint, int cluster, Duration timeout) {
        return ask("one.cluster.info", endpoint, timeout, (at, left) -> api.cluster(at, cluster, left));
    }

    @Override
    public CompletableFuture<Reply<String>> version(String endpoint, Duration timeout) {
        return ask("one.system.version", endpoint, timeout, api::version);
    }

    @Override
    public CompletableFuture<Reply<SystemSettings>> settings(String endpoint, Duration timeout) {
        return ask("one.system.config", endpoint, timeout, api::settings);
    }
}
