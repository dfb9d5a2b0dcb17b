package io.oneha.plan;

import io.oneha.plan.PlanInput.Host;
import io.oneha.zone.RaftStatus;
import io.oneha.zone.ServerState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the operator should know before a server is recovered, and what is confirmed. */
final class RecoveryTexts {
    private final String host;
    private final List<Step> steps;
    private final int size;

    /** @param size how many servers the zone has */
    RecoveryTexts(String host, List<Step> steps, int size) {
        this.host = host;
        this.steps = steps;
        this.size = size;
    }

    /** @param term that of the server itself, where it says one */
    List<String> notices(Host leader, Host patient, Optional<Long> term) {
        List<String> notices = new ArrayList<>();
        if (has(StepSpec.StopServer.class) && size == 2) {
            notices.add("the zone has two servers: nobody can write while " + host + " is stopped");
        }
        Optional<Long> leads = leader.view().status().map(RaftStatus::term);
        if (has(StepSpec.ResetTerm.class)) {
            String why = leads.isPresent() && term.isPresent() && term.get() > leads.get()
                    ? "the term of " + host + " is " + term.get() + ", that of " + leader.name() + " " + leads.get()
                    : "the term of " + host + " may have run ahead while it was cut off";
            notices.add(why + ": it is set back before its oned starts, so that " + leader.name()
                    + " stays the leader; where its log has an entry of such a term, the run ends with its oned stopped, and"
                    + " `oneha recover " + host + " --restore` copies the database instead");
        }
        mayDepose(leader, patient, leads, term).ifPresent(notices::add);
        if (has(StepSpec.Database.class)) {
            notices.add("the database of " + host
                    + " is set aside until its copy is proved; until then its oned does not start" + " at boot");
            if (!JoinSteps.copiesDirectly(leader, patient)) {
                notices.add(Notices.ofRelay(leader, patient));
            }
        }
        return List.copyOf(notices);
    }

    /**
     * What nothing can rule out of a server that may have stood for election while it was cut off: until its oned is stopped, its return
     * makes the leader step down. Source: facts of real zones, a leader deposed by the higher term in 10 of 10, and elected again.
     */
    private Optional<String> mayDepose(Host leader, Host patient, Optional<Long> leads, Optional<Long> term) {
        if (!has(StepSpec.StopServer.class)) {
            return Optional.empty();
        }
        boolean ahead = leads.isPresent() && term.isPresent() && term.get() > leads.get();
        if (!ahead && !patient.is(ServerState.CANDIDATE) && patient.answers()) {
            return Optional.empty();
        }
        String why = patient.answers()
                ? host + " stands for election in term " + term.orElse(0L)
                : host + " does not tell its term, which has run ahead if it was cut off or stood still";
        return Optional.of(why + ": if the other servers hear of it before its oned is stopped, " + leader.name()
                + " steps down, and the zone changes its leader once, with about 5 s in which nobody can write");
    }

    private boolean has(Class<? extends StepSpec> kind) {
        return steps.stream().map(Step::spec).anyMatch(kind::isInstance);
    }

    /** The same for each part of a run, whoever leads by then. */
    Plan.Consent consent(boolean restores) {
        return new Plan.Consent(
                restores
                        ? host
                                + " is recovered by a copy of the leader's database: its own is replaced, and set aside until the"
                                + " end"
                        : host + " is recovered on its own database, and its oned is stopped and started for that",
                host);
    }
}
