package io.oneha.app.change;

import io.oneha.app.look.Report;
import io.oneha.app.look.ServerRow;
import io.oneha.base.Text;
import io.oneha.health.Finding;
import io.oneha.health.FindingCode;
import io.oneha.health.Severity;
import io.oneha.observe.VipView;
import io.oneha.run.RunEvent;
import io.oneha.run.RunSight;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Looks at the zone when a run begins, and once it has ended and given the zone back, and tells that among the run's events. A look that
 * fails is one that has shown nothing: the run goes its way.
 */
final class ZoneSights implements Consumer<RunEvent> {
    private static final int LONG_BITS = 64;

    private final Consumer<RunEvent> told;
    private final Supplier<Report> looks;
    private final Supplier<RunSight.Costs> costs;
    private final Clock clock;
    /** What it has cost; empty until its end was told. */
    private Optional<RunSight.Costs> all = Optional.empty();

    /** @param costs what the run has cost so far */
    ZoneSights(Consumer<RunEvent> told, Supplier<Report> looks, Supplier<RunSight.Costs> costs, Clock clock) {
        this.told = told;
        this.looks = looks;
        this.costs = costs;
        this.clock = clock;
    }

    @Override
    public void accept(RunEvent event) {
        told.accept(event);
        if (event instanceof RunEvent.Started) {
            tells(false, costs.get());
        } else if (event.isEnd()) {
            all = Optional.of(costs.get());
        }
    }

    /** The zone is given back: no mark of the run keeps anything quiet any more. Without an end there is nothing to tell. */
    void givenBack() {
        all.ifPresent(measured -> tells(true, measured));
    }

    private void tells(boolean ends, RunSight.Costs measured) {
        RunSight sight;
        try {
            sight = of(looks.get(), ends, measured);
        } catch (RuntimeException e) {
            sight = RunSight.none(ends).with(measured);
        }
        told.accept(new RunEvent.Looked(clock.instant(), sight));
    }

    static RunSight of(Report report, boolean ends, RunSight.Costs costs) {
        return new RunSight(
                ends,
                Text.clean(report.snapshot().version().orElse("")),
                report.verdict().overall(),
                report.verdict().findings().stream()
                        .filter(finding -> !isTheRun(finding))
                        .map(ZoneSights::found)
                        .toList(),
                report.servers().stream()
                        .filter(row -> row.inPool() || report.holdsVip(row).orElse(false))
                        .map(row -> server(row, report.holdsVip(row)))
                        .toList(),
                Text.clean(report.snapshot().vip().map(VipView::address).orElse("")),
                costs);
    }

    /** That a run is under way is no news in its own report. */
    private static boolean isTheRun(Finding finding) {
        return finding.code() == FindingCode.RUN_UNFINISHED && finding.severity() == Severity.INFO;
    }

    private static RunSight.Found found(Finding finding) {
        return new RunSight.Found(finding.code().name(), finding.severity().word(), Text.clean(finding.subject()));
    }

    private static RunSight.Server server(ServerRow row, Optional<Boolean> vip) {
        return new RunSight.Server(
                row.name(),
                row.state(),
                row.raft().map(raft -> raft.term()).orElse(RunSight.UNKNOWN),
                row.raft().map(raft -> number(raft.logIndex())).orElse(RunSight.UNKNOWN),
                row.raft().map(raft -> number(raft.commit())).orElse(RunSight.UNKNOWN),
                vip);
    }

    private static long number(BigInteger value) {
        return value.bitLength() < LONG_BITS ? value.longValue() : RunSight.UNKNOWN;
    }
}
