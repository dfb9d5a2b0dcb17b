/** The HTTP server, its TLS and its passwords: bounded in threads, connections and time, so that no client keeps others waiting. */
package io.oneha.serve.web;
