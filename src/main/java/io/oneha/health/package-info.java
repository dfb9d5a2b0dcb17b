/** Pure: from snapshots to findings, a verdict and a timeline. */
package io.oneha.health;
