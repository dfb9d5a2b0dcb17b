package io.oneha.app.look;

import io.oneha.observe.via.ForwardingZoneApi;
import io.oneha.zone.Reply;
import io.oneha.zone.ZoneApi;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Tells what was asked of whom, how long it took and how it ended. */
final class NarratedZoneApi extends ForwardingZoneApi {
    private static final double NANOS_PER_MILLI = 1e6;

    private final Consumer<String> narrator;

    NarratedZoneApi(ZoneApi api, Consumer<String> narrator) {
        super(api);
        this.narrator = narrator;
    }

    @Override
    protected <T> CompletableFuture<Reply<T>> ask(String name, String endpoint, Duration timeout, Call<T> call) {
        return call.at(endpoint, timeout).whenComplete((reply, impossible) -> {
            if (reply != null) {
                String end = reply.failure()
                        .map(failure -> failure.kind() + ": " + failure.text())
                        .orElse("answered");
                double millis = reply.elapsed().toNanos() / NANOS_PER_MILLI;
                narrator.accept(String.format(Locale.ROOT, "%s %s %.1f ms, %s", name, endpoint, millis, end));
            }
        });
    }
}
