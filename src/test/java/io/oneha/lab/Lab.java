package io.oneha.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Front-ends, jump hosts and an operator's machine on a switch, in namespaces of their own. Nothing of it is in this machine's
 * network, mount table or process list but the first processes' parents; two labs know nothing of each other and have the same
 * addresses. All goes when it is closed, and also when this JVM ends in any way: see {@link Namespace}.
 */
public final class Lab implements AutoCloseable {
    /** oneadmin's credentials on every front-end, those of the recordings. */
    public static final String CREDENTIALS = "oneadmin:oneadminlab";

    /** The database of the zone, on every front-end. */
    public static final String DATABASE = "opennebula";

    /** The password of the database's user oneadmin. */
    public static final String DATABASE_PASSWORD = "database-secret-of-the-lab";

    /** What sudo asks the user {@code asks} for. */
    public static final String PASSWORD = "password-of-asks";

    /** The passphrase of the operator's encrypted key. */
    public static final String PASSPHRASE = "passphrase of the lab";

    private final LabPlan plan;
    private final Path folder;
    private final Thread hook = new Thread(this::end, "lab-end");
    private final List<Namespace> namespaces = new ArrayList<>();
    private final List<Frontend> frontends = new ArrayList<>();
    private final List<Machine> jumps = new ArrayList<>();
    private volatile Namespace network;
    private volatile Operator operator;

    private Lab(LabPlan plan, Path folder) {
        this.plan = plan;
        this.folder = folder;
    }

    static Lab start(LabPlan plan) throws IOException {
        if (plan.frontends() > Addresses.MOST_FRONTENDS) {
            throw new IOException("a lab has at most " + Addresses.MOST_FRONTENDS + " front-ends");
        }
        Optional<Path> bootRoot = Optional.empty();
        if (plan.release().isPresent()) {
            bootRoot = Optional.of(BootRoot.of(plan.release().get()));
        }
        Path folder = LabFolder.create();
        Lab lab = new Lab(plan, folder);
        Runtime.getRuntime().addShutdownHook(lab.hook);
        try {
            lab.begin(bootRoot);
            return lab;
        } catch (IOException | RuntimeException | Error e) {
            lab.close();
            throw e;
        }
    }

    private void begin(Optional<Path> bootRoot) throws IOException {
        Addresses addresses = new Addresses(plan);
        LabFiles files = new LabFiles(folder, plan, addresses);
        files.layOut(bootRoot);
        List<Callable<Machine>> starts = new ArrayList<>();
        // What takes the switch some seconds, and the machines' keys, are made at the same time.
        all(List.<Callable<Object>>of(
                () -> network = startSwitch(addresses), () -> starts.addAll(machines(files, addresses))));
        if (plan.oned().isPresent()) {
            // On the lab's own disks, which only its namespace has mounted.
            Path disks = Path.of("/proc", String.valueOf(pid()), "root", folder.toString(), "disks");
            ClassPath.copy(disks.resolve("class-path"));
        }
        List<Machine> machines = all(starts).stream().filter(Objects::nonNull).toList();
        for (Machine machine : machines) {
            if (machine instanceof Frontend frontend) {
                frontends.add(frontend);
            } else if (machine.name().startsWith("jump")) {
                jumps.add(machine);
            }
        }
        files.writeKnownHosts(machines);
        if (bootRoot.isPresent()) {
            frontends.parallelStream().forEach(Lab::boots);
        }
        if (plan.isReal()) {
            for (Frontend frontend : frontends) {
                RealOned.installOn(frontend);
            }
        }
        if (plan.databases()) {
            frontends.stream().skip(plan.members()).forEach(Frontend::hasAnEmptyDatabase);
        }
        if (plan.sharedDatastores()) {
            frontends.forEach(SharedDatastores::mount);
        }
    }

    private Namespace startSwitch(Addresses addresses) throws IOException {
        List<String> first = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork", "--kill-child=KILL"));
        first.addAll(List.of("--net", "--uts", "--ipc", "--propagation", "private", "--", "/bin/bash"));
        first.add(folder.resolve("scripts/lab.sh").toString());
        first.add(folder.toString());
        first.addAll(addresses.segments());
        return Namespace.start(first, 1, folder.resolve("log"));
    }

    private List<Callable<Machine>> machines(LabFiles files, Addresses addresses) throws IOException {
        List<Callable<Machine>> starts = new ArrayList<>();
        for (int i = 1; i <= plan.frontends(); i++) {
            files.layOutFrontend(i);
            String name = Addresses.frontendName(i);
            List<Addresses.Cable> cables = addresses.frontend(i);
            starts.add(() -> new Frontend(this, name, cables, machine(files, name), network, files.machine(name)));
        }
        for (int i = 1; i <= plan.jumps(); i++) {
            starts.add(plain(files, "jump" + i, addresses.jump(i)));
        }
        if (plan.sharedDatastores()) {
            starts.add(plain(files, "storage", addresses.storage()));
        }
        files.layOut("ops", "operator", "", addresses.operator());
        starts.add(() -> {
            operator = new Operator(machine(files, "ops"), files.home(), files.keys());
            return null;
        });
        return starts;
    }

    private Callable<Machine> plain(LabFiles files, String name, List<Addresses.Cable> cables) throws IOException {
        files.layOut(name, "plain", "ssh", cables);
        return () -> new Machine(name, cables, machine(files, name), network, files.machine(name));
    }

    private Namespace machine(LabFiles files, String name) throws IOException {
        List<String> command = new ArrayList<>(List.of("nsenter", "--target", String.valueOf(pid())));
        command.addAll(List.of("--mount", "--pid", "--", "unshare", "--mount", "--net", "--uts", "--ipc"));
        command.addAll(
                List.of("--", "/bin/bash", folder.resolve("scripts/machine.sh").toString()));
        command.addAll(List.of(folder.toString(), name));
        Path log = files.machine(name).resolve("log");
        boolean boots = plan.release().isPresent() && Addresses.isFrontend(name);
        Namespace namespace = boots ? Namespace.startBooting(command, 2, log) : Namespace.start(command, 2, log);
        synchronized (namespaces) {
            namespaces.add(namespace);
        }
        return namespace;
    }

    /** Units that an installation enables are enabled after the first boot, so that none of them is started by it. */
    private static void boots(Frontend frontend) {
        frontend.power().awaitsBoot();
        frontend.runs("cd /usr/lib/systemd/system && systemctl enable -q $(grep -l '^WantedBy=' opennebula*)");
    }

    private static <T> List<T> all(List<Callable<T>> tasks) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(tasks.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> future : pool.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    LabPlan plan() {
        return plan;
    }

    /** Whether its oned is OpenNebula's own, which does nothing at the lab's word. */
    public boolean isReal() {
        return plan.isReal();
    }

    /** Where its files and logs lie on this machine; goes with the lab. */
    public Path folder() {
        return folder;
    }

    public Frontend frontend(String name) {
        return frontends.stream()
                .filter(frontend -> frontend.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the lab has no " + name));
    }

    public List<Frontend> frontends() {
        return List.copyOf(frontends);
    }

    /** Those that are servers of the zone. */
    public List<Frontend> members() {
        return frontends().subList(0, plan.members());
    }

    /** The jump hosts, the operator's neighbour first. */
    public List<Machine> jumps() {
        return List.copyOf(jumps);
    }

    public Operator operator() {
        return operator;
    }

    public LabZone zone() {
        return new LabZone(this);
    }

    /** The inventory of its front-ends: as root, with the ed25519 key, through the jump hosts. */
    public LabInventory inventory() {
        return LabInventory.of(this);
    }

    /** The process id of the switch's first process, as this machine sees it. */
    long pid() {
        return network.outerPid();
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The JVM is ending already.
        }
    }

    /** The switch's first process ends, and the kernel ends the machines with it. */
    private void end() {
        if (network != null) {
            network.close();
        }
        synchronized (namespaces) {
            namespaces.forEach(Namespace::close);
            namespaces.clear();
        }
        LabFolder.delete(folder);
    }
}
