package io.oneha.zone;

import java.util.Optional;

/**
 * A server in the zone's pool.
 *
 * @param id its id in the pool
 * @param name its name
 * @param endpoint its XML-RPC endpoint; empty where it has only a gRPC endpoint
 * @param grpcEndpoint its gRPC endpoint; empty where oned sends none or an empty one
 */
public record ZoneServer(int id, String name, String endpoint, Optional<String> grpcEndpoint) {}
