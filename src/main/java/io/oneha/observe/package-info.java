/** Asks every server at once and holds what came back as an immutable {@link io.oneha.observe.Snapshot}. */
package io.oneha.observe;
