package io.oneha.app.look;

import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.SystemSettings;
import io.oneha.zone.Zone;
import io.oneha.zone.ZoneApi;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Tells what was asked of whom, how long it took and how it ended. */
final class NarratedZoneApi implements ZoneApi {
    private static final double NANOS_PER_MILLI = 1e6;

    private final ZoneApi api;
    private final Consumer<String> narrator;

    NarratedZoneApi(ZoneApi api, Consumer<String> narrator) {
        this.api = api;
        this.narrator = narrator;
    }

    private <T> CompletableFuture<Reply<T>> told(String call, String endpoint, CompletableFuture<Reply<T>> asked) {
        return asked.whenComplete((reply, impossible) -> {
            if (reply != null) {
                String end = reply.failure()
                        .map(failure -> failure.kind() + ": " + failure.text())
                        .orElse("answered");
                double millis = reply.elapsed().toNanos() / NANOS_PER_MILLI;
                narrator.accept(String.format(Locale.ROOT, "%s %s %.1f ms, %s", call, endpoint, millis, end));
            }
        });
    }

    @Override
    public CompletableFuture<Reply<RaftStatus>> raftStatus(String endpoint, Duration timeout) {
        return told("one.zone.raftstatus", endpoint, api.raftStatus(endpoint, timeout));
    }

    @Override
    public CompletableFuture<Reply<Zone>> zone(String endpoint, int zoneId, Duration timeout) {
        return told("one.zone.info", endpoint, api.zone(endpoint, zoneId, timeout));
    }

    @Override
    public CompletableFuture<Reply<List<Zone>>> zonePool(String endpoint, Duration timeout) {
        return told("one.zonepool.info", endpoint, api.zonePool(endpoint, timeout));
    }

    @Override
    public CompletableFuture<Reply<String>> version(String endpoint, Duration timeout) {
        return told("one.system.version", endpoint, api.version(endpoint, timeout));
    }

    @Override
    public CompletableFuture<Reply<SystemSettings>> settings(String endpoint, Duration timeout) {
        return told("one.system.config", endpoint, api.settings(endpoint, timeout));
    }
}
