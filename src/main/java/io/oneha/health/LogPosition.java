package io.oneha.health;

import java.math.BigInteger;
import java.time.Instant;

/**
 * Where a server's log stood when it last answered as a follower or leader.
 *
 * @param at when
 * @param index its last log index
 */
public record LogPosition(Instant at, BigInteger index) {}
