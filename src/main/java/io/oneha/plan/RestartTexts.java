package io.oneha.plan;

import io.oneha.base.Text;
import io.oneha.plan.Maintenance.Reboot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the operator should know before front-ends are restarted, and what is confirmed. */
final class RestartTexts {
    /** From its start to its election: the warm-up of a server that has heard no leader. */
    private static final int ALONE_SECONDS = 25;

    private final ChangeRequest request;
    private final List<StepSpec> steps;
    private final int size;
    private final HarmlessWrite write;

    /**
     * @param size how many servers the zone has
     * @param write what is written to it beside the steps
     */
    RestartTexts(ChangeRequest request, List<StepSpec> steps, int size, HarmlessWrite write) {
        this.request = request;
        this.steps = steps;
        this.size = size;
        this.write = write;
    }

    /** What the operator types for a switchover, or for a drill of one. */
    static String command(ChangeRequest request) {
        return request.intent() == Intent.DRILL ? "drill" : "switchover";
    }

    List<String> notices() {
        List<String> notices = new ArrayList<>();
        if (request.intent() == Intent.DRILL) {
            handover()
                    .ifPresent(leads -> notices.add("this is an exercise on the zone that is in use, and the switchover"
                            + " is a real one: " + leads.host() + " leads afterwards, until `oneha switchover --to "
                            + leads.from() + "` hands back"));
        }
        for (StepSpec step : steps) {
            if (step instanceof StepSpec.LowerTimeout lower) {
                notices.add(lower.host() + " starts with ELECTION_TIMEOUT_MS = " + lower.millis() + " instead of "
                        + lower.own()
                        + ", so that it wins the election; its oned.conf is put back at once, and the oned that runs keeps the"
                        + " low value until its next restart");
            }
        }
        if (stops()) {
            outage().ifPresent(notices::add);
        }
        if (stops() && size > 2) {
            notices.add("while the run works, oneha writes " + write.attribute()
                    + ", unchanged, every 0.5 s, to measure how long nobody can write");
        }
        return notices;
    }

    private boolean stops() {
        return steps.stream().anyMatch(StepSpec.StopServer.class::isInstance);
    }

    private Optional<String> outage() {
        boolean works = !request.maintenance().command().isEmpty()
                || request.maintenance().reboot() != Reboot.NO;
        String during = works ? ", for as long as its maintenance takes" : "";
        if (size == 1) {
            return Optional.of("the zone has no other server: nobody can read or write while it is stopped" + during
                    + ", and about " + ALONE_SECONDS + " s more until it leads");
        }
        if (size == 2) {
            return Optional.of("the zone has two servers: nobody can write while one of them is stopped" + during);
        }
        Optional<String> plain = steps.stream()
                .filter(StepSpec.HandOver.class::isInstance)
                .map(step -> (StepSpec.HandOver) step)
                .findFirst()
                .map(step -> step.other() + " is stopped first, then " + step.host() + " in the same second in which "
                        + step.other() + " is started, so that only " + step.heir()
                        + " can win the election; nobody can write for about " + PlainSwitchover.GAP_SECONDS
                        + " s, and for about twice as long if " + step.other() + " starts late");
        return plain.isPresent()
                ? plain
                : heirTimeout()
                        .map(millis -> "while another server is elected, nobody can write for about "
                                + (millis + 1200) / 1000 + " s");
    }

    private Optional<Integer> heirTimeout() {
        return steps.stream()
                .filter(StepSpec.LowerTimeout.class::isInstance)
                .map(step -> ((StepSpec.LowerTimeout) step).millis())
                .findFirst();
    }

    private Optional<StepSpec.Leads> handover() {
        return steps.stream()
                .filter(StepSpec.Leads.class::isInstance)
                .map(StepSpec.Leads.class::cast)
                .filter(leads -> !leads.host().equals(leads.from()))
                .findFirst();
    }

    Plan.Consent consent(String leader) {
        Optional<StepSpec.Leads> leads = handover();
        if (request.intent().handsOver() && leads.isPresent()) {
            String heir = leads.get().host();
            String drill = request.intent() == Intent.DRILL ? ", as an exercise on the zone that is in use" : "";
            return new Plan.Consent(heir + " leads instead of " + leads.get().from() + drill, heir);
        }
        List<String> hosts = steps.stream()
                .filter(StepSpec.Calm.class::isInstance)
                .map(StepSpec::host)
                .distinct()
                .toList();
        if (hosts.isEmpty()) {
            return back(leader);
        }
        String last = hosts.get(hosts.size() - 1);
        String what = hosts.size() < 2
                ? last + " is restarted"
                : String.join(", ", hosts.subList(0, hosts.size() - 1)) + " and " + last
                        + " are restarted, one after another";
        String command = request.maintenance().command();
        return new Plan.Consent(
                what + (command.isEmpty() ? "" : ", with `" + Text.clean(command) + "` run as root"), last);
    }

    private Plan.Consent back(String leader) {
        String host = steps.stream()
                .filter(StepSpec.StartServer.class::isInstance)
                .map(StepSpec::host)
                .findFirst()
                .orElse(leader);
        return new Plan.Consent(
                host + ", which this run has stopped, is started again; the rest is planned then", host);
    }
}
