package io.oneha.app.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.oneha.app.session.CommandException;
import io.oneha.app.session.ExitCode;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Decision;
import io.oneha.plan.EarlierSteps;
import io.oneha.plan.Intent;
import io.oneha.plan.Maintenance;
import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.plan.Step;
import io.oneha.plan.StepSpec;
import io.oneha.run.Happenings;
import io.oneha.run.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(20)
class BackgroundChangesTest {
    private static final ChangeRequest WANTED = new ChangeRequest(Intent.SCALE_UP, true, false);

    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final Zone zone = new Zone();
    private final BackgroundChanges changes = new BackgroundChanges(zone);

    @Test
    void whatIsWantedIsWhatIsPlanned() throws InterruptedException {
        changes.plan(WANTED, told::add);

        assertThat(next()).isEqualTo(zone.decision);
        assertThat(zone.wishes).containsExactly(new ChangeRequest(Intent.SCALE_UP, true, false));
    }

    @Test
    void aLookThatFailsIsARefusal() throws InterruptedException {
        zone.failure = Optional.of(new CommandException(ExitCode.UNREACHABLE, "nobody answers"));
        changes.plan(WANTED, told::add);

        assertThat(next()).isInstanceOfSatisfying(Decision.Refusal.class, refusal -> assertThat(refusal.reason())
                .isEqualTo("nobody answers"));
    }

    @Test
    void aPlanThatIsNoLongerTrueIsNotCarriedOut() throws InterruptedException {
        zone.decision = Plans.deploy();
        changes.start(WANTED, Plans.join(), told::add, told::add);

        assertThat((String) next()).contains("plan again");
        assertThat(zone.carriedOut).isEmpty();
    }

    static Stream<Arguments> ends() {
        RunEvent started = Happenings.started(0);
        RunEvent begins = Happenings.begins(1, 1);
        RunEvent skipped = Happenings.skipped(2, 1);
        RunEvent done = Happenings.done(3, 2, 1);
        return Stream.of(
                arguments(List.of(started, begins), "Left in the middle of step 1 of 15; nothing is running"),
                arguments(List.of(started, begins, skipped), "Left in the middle of step 2 of 15; nothing is running"),
                arguments(
                        List.of(started, begins, skipped, done, Happenings.stopped(4, 3)),
                        "Stopped after step 2 of 15; nothing is running"),
                arguments(
                        List.of(started, Happenings.stopped(4, 1)), "Stopped before step 1 of 15; nothing is running"),
                arguments(
                        List.of(started, begins, skipped, Happenings.failed(4, 2, "no", "")),
                        "Failed in step 2 of 15; nothing is running"));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aRunThatWasLeftSaysHowFarItCameAndHowItIsResumed(List<RunEvent> events, String words)
            throws InterruptedException {
        happens(events);

        assertThat(changes.left()).contains(words + ". To resume it: oneha apply --resume " + Happenings.RUN);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void aRunThatEndsWithItsProgramSaysHowFarItCameAndNamesNoCommand(List<RunEvent> events, String words)
            throws InterruptedException {
        zone.resume = Optional.empty();
        happens(events);

        assertThat(changes.left()).contains(words + ".");
    }

    @Test
    void theSameThatIsAskedForAgainContinuesTheRunThatWasLeftAndAnotherThingDoesNot() throws InterruptedException {
        RunEvent started = Happenings.started(0);
        List<RunEvent> left = List.of(started, Happenings.begins(1, 1), Happenings.failed(4, 1, "no", ""));
        happens(left);
        happens(left);
        changes.start(new ChangeRequest(Intent.FORCE_HA, false, false), Plans.join(), told::add, told::add);
        for (int i = 0; i < left.size(); i++) {
            next();
        }

        assertThat(zone.continued).containsExactly(Optional.empty(), Optional.of(Happenings.RUN), Optional.empty());
    }

    private void happens(List<RunEvent> events) throws InterruptedException {
        zone.events = events;
        changes.start(WANTED, Plans.join(), told::add, told::add);
        for (int i = 0; i < events.size(); i++) {
            next();
        }
    }

    @Test
    void whatARunThatFailedHasBegunIsGoneOnWithByTheNextOne() throws InterruptedException {
        zone.events = List.of(Happenings.started(0), Happenings.begins(1, 1), Happenings.failed(2, 1, "no", ""));
        changes.start(WANTED, Plans.join(), told::add, told::add);
        next();
        next();
        next();
        changes.plan(WANTED, told::add);
        next();

        assertThat(zone.begun).containsExactly(Set.of(), Set.of("n1a3"));
    }

    @Test
    void whatWasProvedCountsOnlyForTheSameRequestAndTheHostsThatWereLeftForAny() throws InterruptedException {
        ChangeRequest other = ChangeRequest.restart(List.of("n1a3"), Maintenance.NONE);
        String proved = Happenings.step(1).id();
        happens(List.of(
                Happenings.started(0),
                Happenings.begins(1, 1),
                Happenings.done(2, 1, 1),
                Happenings.failed(3, 2, "no", "")));
        changes.plan(WANTED, told::add);
        next();
        changes.plan(other, told::add);
        next();
        assertThat(zone.earlier).extracting(EarlierSteps::proved).containsExactly(Set.of(), Set.of(proved), Set.of());
        assertThat(zone.begun.get(2)).containsExactly("n1a3");

        // A run of its own begins with nothing proved, and that stays so when it is the last one.
        zone.events = List.of(Happenings.started(4), Happenings.failed(5, 1, "no", ""));
        changes.start(other, Plans.join(), told::add, told::add);
        next();
        next();
        changes.plan(other, told::add);
        next();
        assertThat(zone.earlier.get(4).proved()).isEmpty();
        assertThat(zone.begun.get(4)).containsExactly("n1a3");
    }

    @Test
    void aSwitchoverThatFailedGoesOnWithTheServerThatItHasChosen() throws InterruptedException {
        Step leads = new Step(
                new StepSpec.Leads("n1a2", "n1a1"), new Step.Text("", Step.Kind.READ, "", List.of(), "", ""), false);
        Plan plan = new Plan(Intent.SWITCHOVER, "", "n1a1", List.of(leads), List.of(), List.of(), "");
        ChangeRequest wanted = ChangeRequest.switchover(Optional.empty());
        zone.decision = plan;
        zone.events = List.of(Happenings.started(0), Happenings.begins(1, 1), Happenings.failed(2, 1, "no", ""));
        changes.start(wanted, plan, told::add, told::add);
        next();
        next();
        next();
        changes.plan(wanted, told::add);
        next();
        changes.plan(ChangeRequest.switchover(Optional.of("n1a3")), told::add);
        next();

        assertThat(zone.wishes).extracting(ChangeRequest::heir).containsExactly("", "n1a2", "n1a3");
    }

    @Test
    void aRunThatIsDoneLeavesNothingToGoOnWith() throws InterruptedException {
        zone.events = List.of(Happenings.started(0), Happenings.finished(1));
        changes.start(WANTED, Plans.join(), told::add, told::add);
        next();
        next();

        assertThat(changes.left()).isEmpty();
    }

    @Test
    void aStopBeforeTheFirstStepIsNotForgotten() throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        zone.look = looked;
        changes.start(WANTED, Plans.join(), told::add, told::add);
        changes.stop();
        looked.countDown();

        assertThat((String) next()).contains("before anything was changed");
        assertThat(zone.carriedOut).isEmpty();
    }

    @Test
    void whyARunCouldNotBeginIsTold() throws InterruptedException {
        zone.held = Optional.of(new CommandException(ExitCode.REFUSED, "another run has the zone"));
        changes.start(WANTED, Plans.join(), told::add, told::add);

        assertThat(next()).isEqualTo("another run has the zone");
    }

    private Object next() throws InterruptedException {
        return Optional.ofNullable(told.poll(10, TimeUnit.SECONDS)).orElseThrow();
    }

    private static final class Zone implements ChangeTarget {
        private final List<ChangeRequest> wishes = new ArrayList<>();
        private final List<Set<String>> begun = new ArrayList<>();
        private final List<EarlierSteps> earlier = new ArrayList<>();
        private final List<Plan> carriedOut = new ArrayList<>();
        private final List<Optional<String>> continued = new ArrayList<>();
        private Decision decision = Plans.join();
        private Optional<RuntimeException> failure = Optional.empty();
        private Optional<RuntimeException> held = Optional.empty();
        private List<RunEvent> events = List.of();
        private Optional<String> resume = Optional.of("oneha apply --resume");
        private CountDownLatch look = new CountDownLatch(0);

        @Override
        public Decision decide(ChangeRequest request, EarlierSteps before) {
            wishes.add(request);
            earlier.add(before);
            begun.add(before.hosts());
            try {
                look.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            failure.ifPresent(why -> {
                throw why;
            });
            return decision;
        }

        @Override
        public void carryOut(
                Plan plan,
                ChangeRequest request,
                Optional<String> before,
                Consumer<RunEvent> listener,
                Consumer<Runnable> begins) {
            continued.add(before);
            held.ifPresent(why -> {
                throw why;
            });
            carriedOut.add(plan);
            begins.accept(() -> {});
            events.forEach(listener);
        }

        @Override
        public Optional<String> resume() {
            return resume;
        }
    }
}
