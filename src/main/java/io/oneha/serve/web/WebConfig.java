package io.oneha.serve.web;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How an exporter is protected, by a file as Prometheus' own exporters take it. Source: exporter-toolkit, docs/web-configuration.md.
 *
 * @param tls the certificate and its key; empty for plain HTTP
 * @param users bcrypt hashes by name; empty where everybody may ask
 */
public record WebConfig(Optional<TlsFiles> tls, Map<String, String> users) {
    /** No TLS, and no passwords. */
    public static final WebConfig OPEN = new WebConfig(Optional.empty(), Map.of());

    /**
     * PEM files.
     *
     * @param certificate the certificate, and behind it those that it rests on
     * @param key its private key, unencrypted
     */
    public record TlsFiles(Path certificate, Path key) {}
}
