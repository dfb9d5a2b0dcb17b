package io.oneha.lab.oned;

import io.oneha.demo.http.Port;
import io.oneha.demo.raft.RaftNode;
import io.oneha.demo.raft.RaftSettings;
import io.oneha.demo.raft.StorageException;
import io.oneha.demo.sim.OnedApi;
import io.oneha.demo.sim.UserSessions;
import io.oneha.zone.TemplateAttribute;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mariadb.jdbc.Driver;

/**
 * oned, as far as the lab needs one: {@code java -cp … io.oneha.lab.oned.SimOned [/etc/one/oned.conf]}. It runs in the foreground
 * until SIGTERM, and then exits with 0, a candidate only after its election; where it cannot start it says why as oned does and exits with 255.
 *
 * <p>It wants little: {@code -Xmx96m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC} and {@link #classPath()}. System properties: {@value #VAR} and {@value #LOG} for other places than {@code /var/lib/one} and
 * {@code /var/log/one/oned.log}, {@value Settings#WARM_UP}, {@value DatabaseWatch#AGONY}.
 */
public final class SimOned {
    /** The folder that stands for {@code /var/lib/one}. */
    static final String VAR = "sim.oned.var";
    /** The file that stands for {@code /var/log/one/oned.log}. */
    static final String LOG = "sim.oned.log";

    private static final String VERSION = "7.4.0";
    private static final int FAILED = 255;
    /** How long the end waits for the follower hook to have run, in milliseconds. */
    private static final long LAST_HOOKS = 8_000;

    private final Random random = new Random();
    private final Path var = Path.of(System.getProperty(VAR, "/var/lib/one"));
    private final OnedLog log =
            new OnedLog(Path.of(System.getProperty(LOG, "/var/log/one/oned.log")), Clock.systemDefaultZone());
    private final Hooks hooks = new Hooks(var.resolve("remotes"), log);
    private final RealTime time = new RealTime(RuntimeException::printStackTrace);

    private SimOned() {}

    /** Runs it. */
    public static void main(String[] arguments) throws InterruptedException {
        // Names may appear in /etc/hosts after they were first asked for.
        java.security.Security.setProperty("networkaddress.cache.ttl", "1");
        java.security.Security.setProperty("networkaddress.cache.negative.ttl", "0");
        Path conf = Path.of(arguments.length > 0 ? arguments[0] : "/etc/one/oned.conf");
        try {
            new SimOned().start(conf);
        } catch (StartException | StorageException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(FAILED);
        }
        new CountDownLatch(1).await();
    }

    /** The class path it needs: as short as can be, for it is searched at each of many starts. */
    public static String classPath() {
        return Stream.of(SimOned.class, RaftNode.class, Driver.class)
                .map(type -> Path.of(URI.create(
                        type.getProtectionDomain().getCodeSource().getLocation().toString())))
                .map(Path::toString)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void start(Path confFile) throws IOException {
        List<TemplateAttribute> conf = OnedConfFile.parse(Files.readString(confFile));
        Settings settings = Settings.of(conf);
        String session = secret("one_auth");
        writeHooks(settings);
        MariaDb db = new MariaDb(settings.database());
        prepare(db, settings, session);
        log.info("HKM", "Starting Hook Manager...");
        SqlZone zone = new SqlZone(db, log);
        RaftSettings raft = settings.raft();
        HttpPeers peers = new HttpPeers(time, raft.rpcTimeout(), () -> secret("one_auth"));
        RaftNode node = new RaftNode(
                settings.serverId(),
                new SqlStorage(db, settings.limitPurge()),
                zone,
                () -> raft,
                time,
                peers,
                random,
                new RaftDiary(log, hooks, settings));
        ConfigXml configuration = new ConfigXml(conf, secret("one_key"));
        OnedApi api = new OnedApi(
                node,
                zone,
                new UserSessions(zone, time::now, settings.sessionMillis()),
                user -> configuration.of(user.isAdmin()),
                peers,
                () -> false);
        Requests requests = new Requests(time, node, api, new LabCalls(node, db));
        Port port = new Port(
                Executors.newCachedThreadPool(),
                Clock.systemUTC(),
                settings.listenAddress(),
                settings.port(),
                requests);
        // From here on everything happens on one thread, the database included.
        StartException[] refused = new StartException[1];
        time.await(() -> {
            try {
                port.open();
                node.start();
                new DatabaseWatch(time, db, random, () -> Runtime.getRuntime().halt(1)).look();
            } catch (IOException e) {
                refused[0] = new StartException(e.getMessage());
            }
        });
        if (refused[0] != null) {
            throw refused[0];
        }
        notifyServiceManager();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> finish(node, port), "finish"));
    }

    private void prepare(MariaDb db, Settings settings, String session) throws IOException {
        log.info("ONE", "Checking database version.");
        if (Bootstrap.isWanted(db)) {
            if (settings.serverId() >= 0) {
                throw new StartException("Database has to be bootstraped to start oned in HA");
            }
            log.info("ONE", "Bootstrapping OpenNebula database, stage 1.");
            log.info("ONE", "Bootstrapping OpenNebula database, stage 2.");
            Bootstrap.run(db, session);
            Bootstrap.writeCredentials(var.resolve(".one"));
            return;
        }
        for (String table : List.of("local_db_versioning", "db_versioning")) {
            String version = db.first(
                            "SELECT version FROM " + table + " WHERE oid = (SELECT MAX(oid) FROM " + table + ")",
                            row -> row.getString(1))
                    .orElse("");
            if (!version.equals(VERSION)) {
                log.error(
                        "ONE",
                        "Database version mismatch ( " + table + "). Installed OpenNebula " + VERSION
                                + " needs DB version '" + VERSION + "', and existing DB version is '" + version
                                + "'.");
                throw new StartException("Database version mismatch. Check oned.log.");
            }
            log.info("ONE", "oned is using version " + VERSION + " for " + table);
        }
    }

    /** Where oned keeps the settings that it runs with: what runs after its end calls the hook by them. */
    private void writeHooks(Settings settings) throws IOException {
        String lines = Stream.of(settings.leaderHook(), settings.followerHook())
                .flatMap(Optional::stream)
                .map(hook -> hook.name() + "="
                        + (hook.arguments().isEmpty() ? "" : "ARGUMENTS=" + String.join(" ", hook.arguments()) + ",")
                        + "COMMAND=" + hook.command() + "\n")
                .collect(Collectors.joining());
        Files.writeString(var.resolve("config"), lines);
    }

    /** Says that it is up where somebody waits for that, as systemd does for a unit of the type notify. */
    private static void notifyServiceManager() throws IOException {
        if (System.getenv("NOTIFY_SOCKET") != null) {
            new ProcessBuilder("systemd-notify", "--ready").inheritIO().start();
        }
    }

    private void finish(RaftNode node, Port port) {
        try {
            CountDownLatch ended = new CountDownLatch(1);
            time.await(() -> {
                node.finish(ended::countDown);
                if (ended.getCount() > 0) {
                    // A candidate is deaf at once, and ends with its election.
                    port.close();
                }
            });
            ended.await();
            hooks.await(LAST_HOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        log.info("ONE", "All modules finalized, exiting.");
        // A JVM that a signal ends would exit with 143.
        Runtime.getRuntime().halt(0);
    }

    private String secret(String name) {
        Path file = var.resolve(".one").resolve(name);
        try {
            return Files.exists(file)
                    ? Files.readString(file).lines().findFirst().orElse("").strip()
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
