/**
 * What other programs ask oneha over HTTP: one poll of the zone at a time, however many ask, and the pages that are made of it. Pages are
 * pure; the server is in {@link io.oneha.serve.web}, the metrics are in {@link io.oneha.serve.metrics}.
 */
package io.oneha.serve;
