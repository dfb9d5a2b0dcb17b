package io.oneha.demo.host;

import io.oneha.demo.raft.RaftEvent;
import io.oneha.demo.sim.SimServer;
import io.oneha.demo.sim.SimZone;
import io.oneha.zone.ServerState;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A front-end's machine: what outlives its oned, and what oned's hooks do to it. Not thread-safe. */
public final class SimHost {
    /** What SIGTERM leaves oned to do before it runs the follower's hook, in milliseconds. */
    private static final long LAST_HOOK = 5000;
    /** From a reboot's end of sshd to its next start, in milliseconds. */
    private static final long BOOT = 8000;

    private static final String GATE = "ONEGATE_ENDPOINT";
    private static final Pattern SERVER_ID = Pattern.compile("SERVER_ID *= *\"?(-?[0-9]+)");

    private static final Pattern ELECTION_TIMEOUT = Pattern.compile("ELECTION_TIMEOUT_MS *= *\"?([0-9]{1,9})");

    private final SimZone zone;
    private final SimServer server;
    final String address;
    private final Optional<SimVip> vip;
    private final Optional<VipScript> hooks;
    final Set<SimVip> held = new LinkedHashSet<>();
    final SimInstallation setup;
    private final SimUnits units;
    private final HostFiles files;
    final OnedLog log;
    final SimWork work;
    private boolean reachable = true;
    private int boots;
    /** The number of the boot in which each file of that was written. */
    private final Map<String, Integer> bootsKept = new HashMap<>();

    boolean full;
    Duration skew = Duration.ZERO;

    /**
     * @param address its own address on eth0
     * @param vip what its raft hooks move; empty where there is none
     * @param session what its one_auth holds
     * @param setup what is installed
     */
    SimHost(
            SimZone zone,
            SimServer server,
            String address,
            Optional<SimVip> vip,
            String session,
            SimInstallation setup) {
        this.zone = zone;
        this.server = server;
        this.address = address;
        this.vip = vip;
        this.setup = setup;
        this.units = new SimUnits(server, setup);
        this.files = new HostFiles(server.name(), session, setup.packages);
        this.log = new OnedLog(() -> zone.clock().now());
        this.work = new SimWork(() -> zone.clock().now());
        this.hooks = vip.map(its -> new VipScript(zone, its, held, units));
        server.events(event -> heard(event, hooks.filter(its -> setup.hooks)));
    }

    /** The front-end's name. */
    public String name() {
        return server.name();
    }

    /** Its oned. */
    public SimServer server() {
        return server;
    }

    /** Whether OpenNebula is installed on it. */
    public boolean isFrontEnd() {
        return setup.packages;
    }

    /** {@code ip address add} of the virtual address; false where there is none, or it holds it. */
    public boolean addVip() {
        return vip.filter(held::add).isPresent();
    }

    /** {@code ip address del} of the virtual address; false when it does not hold it. */
    public boolean removeVip() {
        return vip.filter(held::remove).isPresent();
    }

    /** Whether its sshd answers. */
    public boolean isReachable() {
        return reachable;
    }

    /** Stops or starts its sshd. */
    public void setReachable(boolean answers) {
        reachable = answers;
    }

    /**
     * Reboots it: it is away for a while, and what starts at boot runs again then.
     *
     * @param note the file in which the number of this boot is kept
     */
    void reboot(String note) {
        bootsKept.put(note, boots);
        if (server.isRunning()) {
            server.stop();
        }
        reachable = false;
        hooks.ifPresent(VipScript::end);
        zone.clock().after(BOOT, () -> {
            boots++;
            reachable = true;
            if (setup.enabled && !server.isRunning()) {
                server.start();
            }
        });
    }

    /** Whether it was rebooted since the number of a boot was kept. */
    boolean hasRebooted(String note) {
        return bootsKept.containsKey(note) && bootsKept.get(note) != boots;
    }

    /** What a run has kept there goes. */
    void forget(String kept) {
        bootsKept.keySet().removeIf(note -> note.startsWith(kept + "/"));
        work.forget(kept);
    }

    /** Runs its raft hook for a leader or a follower, as somebody other than oned does. */
    void runHook(boolean leads) {
        hooks.filter(its -> setup.hooks).ifPresent(leads ? VipScript::leader : VipScript::follower);
    }

    /** Whether its raft hooks are at work. */
    boolean movesVip() {
        return hooks.filter(VipScript::isRunning).isPresent();
    }

    /** Fills its disk, or frees it; whether it is all but full then. */
    public boolean fill() {
        full = !full;
        return full;
    }

    /** Changes a row of its database behind oned's back, or puts it back; whether it is changed then. */
    public boolean diverge() {
        setup.diverged = !setup.diverged;
        return setup.diverged;
    }

    /** Sets how far its clock is ahead; negative is behind. */
    public void setSkew(Duration ahead) {
        skew = ahead;
    }

    /** Its systemd units. */
    public SimUnits units() {
        return units;
    }

    /** Its files that are the same on all front-ends. */
    public HostFiles files() {
        return files;
    }

    List<SimConfigFiles.Section> onedConf() {
        return SimConfigFiles.oned(
                server.serverId(), zone.federationMode(), server.settings(), vip.filter(its -> setup.hooks));
    }

    /** The text of its oned.conf, as far as it matters. */
    String onedText() {
        String gate = vip.filter(its -> setup.gate)
                .map(its -> GATE + " = \"http://" + its.address() + ":5030\"\n")
                .orElse("");
        return HostFiles.lines(onedConf()) + gate;
    }

    List<SimConfigFiles.Section> monitordConf() {
        return SimConfigFiles.monitord(vip.filter(its -> setup.hooks));
    }

    /** Its oned.conf is written anew: of that, its number, its election time-out and whether there are hooks and a gate can change. */
    void writeOnedConf(String text) {
        Matcher id = SERVER_ID.matcher(text);
        server.serverId(id.find() ? Integer.parseInt(id.group(1)) : -1);
        Matcher timeout = ELECTION_TIMEOUT.matcher(text);
        if (timeout.find()) {
            server.electionTimeout(Long.parseLong(timeout.group(1)));
        }
        setup.hooks = text.contains("RAFT_LEADER_HOOK");
        setup.gate = text.contains(GATE);
    }

    /** A part of another host's database arrives, and with the last all of it is there. */
    void takeCopy(SimHost from) {
        setup.copied++;
        if (setup.copied == SimInstallation.PARTS) {
            server.database().restore(from.server.database());
            setup.tables = true;
            setup.diverged = from.setup.diverged;
        }
    }

    /** Whether packets of this host reach another. */
    boolean connects(SimHost other) {
        return zone.network().connects(server, other.server);
    }

    /** Milliseconds since something happened. */
    long since(long then) {
        return zone.clock().now() - then;
    }

    /** What oned writes to its log, and the hooks it runs. Source: RaftManager.cc of OpenNebula 7.4, and a recorded log. */
    private void heard(RaftEvent event, Optional<VipScript> hooks) {
        if (event instanceof RaftEvent.Started started && started.state() == ServerState.FOLLOWER) {
            log.add("RCM", "I", "oned started in follower mode");
            hooks.ifPresent(VipScript::follower);
        } else if (event instanceof RaftEvent.LeaderLost) {
            log.add("RRM", "E", "Failed to get heartbeat from leader. Starting election proccess");
        } else if (event instanceof RaftEvent.Elected elected) {
            String records = "Last log record: " + elected.lastIndex() + " last applied record: " + elected.applied();
            log.add("RCM", "I", "Becoming leader of the zone. " + records);
            hooks.ifPresent(VipScript::leader);
        } else if (event instanceof RaftEvent.Leads) {
            log.add("RCM", "I", "oned is now the leader of the zone");
        } else if (event instanceof RaftEvent.Follows follows) {
            log.add("RCM", "I", "oned is set to follower mode");
            if (follows.led()) {
                hooks.ifPresent(this::deposed);
            }
        } else if (event instanceof RaftEvent.FollowerAdded added) {
            log.add("RCM", "I", "Starting replication and heartbeat threads for follower: " + added.id());
        } else if (event instanceof RaftEvent.RecordMissing missing) {
            log.addMissing(missing.index());
        }
    }

    /** Whether SIGTERM deposed it shows only when this call is over: oned has ended then. */
    private void deposed(VipScript hooks) {
        zone.clock().after(0, () -> zone.clock().after(server.isRunning() ? 0 : LAST_HOOK, hooks::follower));
    }
}
