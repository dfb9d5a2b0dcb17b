package io.oneha.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code oneha exporter}. */
@Command(
        name = "exporter",
        description =
                "Serve the zone's state over HTTP until it is stopped: metrics for Prometheus, and who leads for balancers.")
public final class ExporterCommand extends Subcommand {
    @Option(
            names = "--listen",
            paramLabel = "ADDR",
            defaultValue = "127.0.0.1:9836",
            description = "Where to listen, as HOST:PORT, or :PORT for all addresses; ${DEFAULT-VALUE} by default.")
    String listen;

    @Option(
            names = "--web-config",
            paramLabel = "FILE",
            description = "TLS and passwords, by a web.yml as Prometheus' exporters take it: tls_server_config with"
                    + " cert_file and key_file, and basic_auth_users with bcrypt hashes.")
    Path webConfig;

    @Override
    public Integer call() {
        return new ExporterRun(session(), top.version()).run(listen, webConfig);
    }
}
