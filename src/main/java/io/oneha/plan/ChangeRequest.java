package io.oneha.plan;

import io.oneha.health.Finding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator asked for, beside the inventory.
 *
 * @param intent what may be planned
 * @param adopt whether a front-end that runs without HA may be taken into it, with the outage that this costs
 * @param evenSize whether the zone may stay at an even number of servers
 * @param heir the front-end that is to lead after a leader is stopped; empty: the plan chooses one
 * @param subjects the front-ends, or of a fix the finding and its server, that it is about; none: the plan chooses. Of a recovery
 *     the server, and perhaps {@link #RESTORE}; of a switchover or a drill perhaps {@link #UNCHANGED}. After the two of a fix comes what its plan was found to need: {@link #RESTORE},
 *     {@link #ISOLATE}, {@link #DATABASE}
 * @param maintenance what is done to each front-end while its oned is stopped
 */
public record ChangeRequest(
        Intent intent, boolean adopt, boolean evenSize, String heir, List<String> subjects, Maintenance maintenance) {
    /** Second among the subjects of a recovery: the database is copied, whatever is found. */
    static final String RESTORE = "restore";

    /** Of a fix: its server is stopped before the zone elects, and is never taken for one that is only stopped. */
    static final String ISOLATE = "isolate";

    /** Of a fix: its server's database is started. */
    static final String DATABASE = "start-database";

    /** Of a switchover: no configuration is changed for it. */
    static final String UNCHANGED = "no-config-change";

    /** A request that is about no front-end in particular. */
    public ChangeRequest(Intent intent, boolean adopt, boolean evenSize) {
        this(intent, adopt, evenSize, "", List.of(), Maintenance.NONE);
    }

    /** Another leader. */
    public static ChangeRequest switchover(Optional<String> heir) {
        return new ChangeRequest(Intent.SWITCHOVER, false, false, heir.orElse(""), List.of(), Maintenance.NONE);
    }

    /** Another leader, without a change of configuration. */
    public static ChangeRequest plainSwitchover(Optional<String> heir) {
        return new ChangeRequest(
                Intent.SWITCHOVER, false, false, heir.orElse(""), List.of(UNCHANGED), Maintenance.NONE);
    }

    /**
     * Another leader, as an exercise.
     *
     * @param unchanged whether without a change of configuration
     */
    public static ChangeRequest drill(Optional<String> heir, boolean unchanged) {
        List<String> about = unchanged ? List.of(UNCHANGED) : List.of();
        return new ChangeRequest(Intent.DRILL, false, false, heir.orElse(""), about, Maintenance.NONE);
    }

    /** Whether a switchover, or a drill of one, is to change no configuration. */
    public boolean changesNoConfiguration() {
        return intent.handsOver() && subjects.contains(UNCHANGED);
    }

    /** Front-ends restarted one after another; none named: all. */
    public static ChangeRequest restart(List<String> servers, Maintenance maintenance) {
        return new ChangeRequest(Intent.RESTART, false, false, "", List.copyOf(servers), maintenance);
    }

    /** One server cured. */
    public static ChangeRequest recover(String server) {
        return recover(server, false);
    }

    /**
     * One server cured.
     *
     * @param restores whether by a copy of the leader's database, although less might do
     */
    public static ChangeRequest recover(String server, boolean restores) {
        List<String> about = restores ? List.of(server, RESTORE) : List.of(server);
        return new ChangeRequest(Intent.RECOVER, false, false, "", about, Maintenance.NONE);
    }

    /** Whether a recovery is to copy the database, whatever is found. */
    boolean restores() {
        return intent == Intent.RECOVER
                && subjects.size() > 1
                && subjects.get(1).equals(RESTORE);
    }

    /** A finding of this code, or of this server, mended; empty: the worst. */
    public static ChangeRequest fix(Optional<String> subject) {
        return new ChangeRequest(Intent.FIX, false, false, "", subject.stream().toList(), Maintenance.NONE);
    }

    /** This finding mended. */
    public static ChangeRequest fix(Finding.Key finding) {
        List<String> about = List.of(finding.code().name(), finding.subject());
        return new ChangeRequest(Intent.FIX, false, false, "", about, Maintenance.NONE);
    }

    /**
     * The same with what a plan has chosen for it. A run that goes on wants that, and nothing that would be chosen by then: chosen
     * anew, it would hand over a second time, and restart what is done.
     */
    public ChangeRequest settledBy(Plan plan) {
        String leads = hosts(plan, StepSpec.Leads.class::isInstance).findFirst().orElse(heir);
        if (intent == Intent.RECOVER && !restores()) {
            boolean copies =
                    hosts(plan, StepSpec.Database.class::isInstance).findAny().isPresent();
            return copies ? recover(subjects.get(0), true) : this;
        }
        boolean chosen = intent == Intent.RESTART && subjects.isEmpty();
        List<String> about = chosen
                ? hosts(plan, StepSpec.StopServer.class::isInstance).toList()
                : plan.mends().map(finding -> settled(finding, plan)).orElse(subjects);
        return new ChangeRequest(intent, adopt, evenSize, leads, about, maintenance);
    }

    /** The rest of a plan shows no more what the whole of it was: what was settled before stays. */
    private List<String> settled(Finding.Key finding, Plan plan) {
        Stream<String> before = intent == Intent.FIX ? subjects.stream().skip(2) : Stream.empty();
        Set<String> stopped = hosts(plan, StepSpec.StopServer.class::isInstance).collect(Collectors.toSet());
        boolean isolates = hosts(plan, StepSpec.LeaderAgain.class::isInstance).anyMatch(stopped::contains);
        Stream<String> found = Stream.of(
                hosts(plan, StepSpec.Database.class::isInstance).findAny().isPresent() ? RESTORE : "",
                isolates ? ISOLATE : "",
                hosts(plan, StepSpec.StartDatabase.class::isInstance).findAny().isPresent() ? DATABASE : "");
        return Stream.of(Stream.of(finding.code().name(), finding.subject()), before, found)
                .flatMap(words -> words)
                .filter(word -> !word.isEmpty())
                .distinct()
                .toList();
    }

    private static Stream<String> hosts(Plan plan, Predicate<StepSpec> which) {
        return plan.steps().stream()
                .map(Step::spec)
                .filter(which)
                .map(StepSpec::host)
                .distinct();
    }
}
