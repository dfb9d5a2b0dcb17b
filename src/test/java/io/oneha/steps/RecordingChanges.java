package io.oneha.steps;

import io.oneha.zone.Reply;
import io.oneha.zone.ZoneChanges;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * Calls that change a zone, which are all taken.
 *
 * @param called gets where each was asked, and its name
 */
record RecordingChanges(BiConsumer<String, String> called) implements ZoneChanges {
    @Override
    public CompletableFuture<Reply<Long>> addServer(
            String endpoint, int zoneId, String name, String server, Duration timeout) {
        return takes(endpoint, "one.zone.addserver");
    }

    @Override
    public CompletableFuture<Reply<Long>> resetServer(String endpoint, int zoneId, int server, Duration timeout) {
        return takes(endpoint, "one.zone.resetserver");
    }

    @Override
    public CompletableFuture<Reply<Long>> deleteServer(String endpoint, int zoneId, int server, Duration timeout) {
        return takes(endpoint, "one.zone.delserver");
    }

    @Override
    public CompletableFuture<Reply<Long>> setAttribute(
            String endpoint, int zoneId, String name, String value, Duration timeout) {
        return takes(endpoint, "one.zone.update");
    }

    @Override
    public CompletableFuture<Reply<Long>> setClusterAttribute(
            String endpoint, int cluster, String name, String value, Duration timeout) {
        return takes(endpoint, "one.cluster.update");
    }

    private CompletableFuture<Reply<Long>> takes(String endpoint, String call) {
        called.accept(endpoint, call);
        return CompletableFuture.completedFuture(new Reply.Answer<>(0L, Duration.ZERO));
    }
}
