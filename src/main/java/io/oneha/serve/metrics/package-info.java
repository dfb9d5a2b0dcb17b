/** The metrics of a poll, and the formats in which Prometheus reads them. */
package io.oneha.serve.metrics;
