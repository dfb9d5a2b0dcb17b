package io.oneha.steps.serverdel;

import io.oneha.inventory.FrontEnd;
import io.oneha.inventory.Inventory;
import io.oneha.observe.host.DatabaseTrouble;
import io.oneha.observe.host.HostFacts;
import io.oneha.plan.StepSpec;
import io.oneha.steps.site.BoundedWait;
import io.oneha.steps.site.ConfFile;
import io.oneha.steps.site.Description;
import io.oneha.steps.site.Oned;
import io.oneha.steps.site.RunContext;
import io.oneha.steps.site.SiteWorker;
import io.oneha.steps.site.StepException;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.Reply;
import io.oneha.zone.ServerState;
import io.oneha.zone.ZoneServer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * server-del on the leader of an entry that nobody runs as: a second one of a server, or one whose oned never ran. The pool is read again
 * before the call, and instead of repeating it: a call that gave no answer may be carried out later.
 */
public final class ServerDelStep implements SiteWorker {
    private static final Duration LATE = Duration.ofSeconds(30);

    private final RunContext context;
    private final StepSpec.ServerDel spec;
    private final Duration late;

    public ServerDelStep(RunContext context, StepSpec.ServerDel spec) {
        this(context, spec, LATE);
    }

    /** @param late how long a call may take that gave no answer */
    ServerDelStep(RunContext context, StepSpec.ServerDel spec, Duration late) {
        this.context = context;
        this.spec = spec;
        this.late = late;
    }

    public static Description describe(StepSpec.ServerDel spec, Inventory inventory) {
        return Description.interrupts(
                        spec, "Remove the entry " + spec.server() + " of " + spec.name() + " from the zone")
                .expects(spec.host() + " leads, and no oned is the server " + spec.server()
                        + ", nor ever was; each is checked again")
                .calls(spec.host(), Oned.DELETE_SERVER, spec.server() + ", " + spec.name() + " " + spec.endpoint())
                .proves("the pool has it no more", "");
    }

    @Override
    public RunContext context() {
        return context;
    }

    @Override
    public StepSpec spec() {
        return spec;
    }

    private Oned leading() {
        return context.site().oned(spec.host());
    }

    @Override
    public boolean holds(Progress progress) {
        return leading().servers().stream().noneMatch(this::isIt);
    }

    private boolean isIt(ZoneServer server) {
        return server.id() == spec.server();
    }

    @Override
    public void run(Progress progress) {
        if (!leading().is(ServerState.LEADER)) {
            throw StepException.leaderLost(spec.host() + " does not lead any more");
        }
        List<ZoneServer> pool = leading().servers();
        against(pool).ifPresent(why -> {
            throw new StepException(
                    "the entry " + spec.server() + " of " + spec.name() + " is not removed: " + why,
                    "`oneha check` says what the zone has now");
        });
        Optional<Reply.Failure<Long>> failure =
                leading().deleteServer(spec.server()).failure();
        if (failure.isEmpty()) {
            return;
        }
        String said = spec.host() + ": server-del: " + failure.get().text();
        progress.line(said + "; whether it was done is unknown, the pool is read again");
        BoundedWait.until(
                late,
                "the pool to have the entry no more",
                progress,
                () -> holds(progress),
                () -> new StepException(
                        said + ", and the pool still has the entry: it may still be carried out later",
                        "look with `oneha status` what the zone has; a resumed run looks before it tries again"));
    }

    private Optional<String> against(List<ZoneServer> pool) {
        Optional<ZoneServer> entry = pool.stream().filter(this::isIt).findFirst();
        if (entry.filter(server ->
                        server.name().equals(spec.name()) && server.endpoint().equals(spec.endpoint()))
                .isEmpty()) {
            return Optional.of("the pool has another server under that number");
        }
        boolean twice =
                pool.stream().anyMatch(server -> !isIt(server) && Oned.isOf(server, spec.name(), spec.endpoint()));
        for (FrontEnd frontEnd : context.site().inventory().frontEnds()) {
            Optional<String> why = runsAsIt(frontEnd.name(), twice);
            if (why.isPresent()) {
                return why;
            }
        }
        return twice ? Optional.empty() : hasRun(entry.get());
    }

    /** @param twice whether the pool has the server under another number as well, so that its oned.conf has to have that */
    private Optional<String> runsAsIt(String name, boolean twice) {
        boolean runs = context.site()
                .oned(name)
                .raft()
                .value()
                .map(RaftStatus::serverId)
                .filter(id -> id == spec.server())
                .isPresent();
        if (runs) {
            return Optional.of("oned on " + name + " is the server " + spec.server());
        }
        boolean will = twice
                && new ConfFile(context.shell(name), ConfFile.ONED)
                        .find()
                        .flatMap(conf -> conf.value("FEDERATION", "SERVER_ID"))
                        .filter(String.valueOf(spec.server())::equals)
                        .isPresent();
        return will ? Optional.of("oned.conf on " + name + " has SERVER_ID = " + spec.server()) : Optional.empty();
    }

    /** One that ran has what the zone has committed, and is brought back rather than removed. */
    private Optional<String> hasRun(ZoneServer entry) {
        Optional<String> name = Oned.frontEnd(context.site().inventory(), entry).map(FrontEnd::name);
        if (name.isEmpty()) {
            return Optional.of("the inventory has no such front-end, so that oneha cannot tell whether it ever ran");
        }
        if (context.site().oned(name.get()).raft().value().isPresent()) {
            return Optional.of("oned on " + name.get() + " answers");
        }
        HostFacts facts = context.facts(name.get());
        boolean up = Optional.ofNullable(facts.services().get("opennebula"))
                .filter(HostFacts.ServiceState::isUp)
                .isPresent();
        if (up) {
            return Optional.of("opennebula.service runs on " + name.get());
        }
        boolean bare = facts.packageVersion().isEmpty() && facts.oned().isEmpty();
        boolean empty = facts.database()
                .filter(database -> database.reachable()
                        ? database.lastIndex().isEmpty()
                        : database.isKeptBy(DatabaseTrouble.EMPTY))
                .isPresent();
        return bare || empty
                ? Optional.empty()
                : Optional.of("the database on " + name.get() + " has a zone's log, or cannot be read");
    }
}
