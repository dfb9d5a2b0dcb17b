package io.oneha.tui.model;

import io.oneha.health.ZoneEvent;
import io.oneha.term.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * All that the screens are drawn from.
 *
 * @param session what stays the same
 * @param live what is known now
 * @param paused what was known when the display was paused
 * @param place where the user is
 * @param typing the line being typed
 * @param filter only rows that hold this are shown; empty for all
 * @param notice what the status bar tells
 * @param clockTimes whether events show clock times, and not how long ago they were
 * @param asking whether an answer is awaited that was asked for by hand, or the first one
 * @param now the time
 * @param size the terminal's size
 * @param changing what is being changed
 */
public record Model(
        DashboardSession session,
        Watch live,
        Optional<Watch> paused,
        Navigation place,
        Typing typing,
        String filter,
        Optional<Notice> notice,
        boolean clockTimes,
        boolean asking,
        Instant now,
        Size size,
        ChangeState changing) {
    private static final Duration NOTICE = Duration.ofSeconds(5);
    private static final Duration ERROR_NOTICE = Duration.ofSeconds(10);

    /** The dashboard before its first snapshot. */
    public static Model start(DashboardSession session, Watch watch, Instant now, Size size) {
        return new Model(
                session,
                watch,
                Optional.empty(),
                Navigation.HOME,
                Typing.NOTHING,
                "",
                Optional.empty(),
                false,
                true,
                now,
                size,
                ChangeState.NOTHING);
    }

    /** What is shown: what is known, or what was when the display was paused. */
    public Watch watch() {
        return paused.orElse(live);
    }

    /** How long ago something was. */
    public Duration age(Instant at) {
        return Duration.between(at, now);
    }

    /** The screen on top. */
    public View view() {
        return place.view();
    }

    /** The same, with how far the top screen can be scrolled. */
    public Model scrollable(int lines) {
        return place.scrollLimit() == lines ? this : with(place.limit(lines));
    }

    Model with(Watch known) {
        return new Model(session, known, paused, place, typing, filter, notice, clockTimes, false, now, size, changing);
    }

    Model happened(ZoneEvent event) {
        Watch more = live.happened(event);
        return new Model(session, more, paused, place, typing, filter, notice, clockTimes, asking, now, size, changing);
    }

    Model pausedAt(Optional<Watch> shown) {
        return new Model(session, live, shown, place, typing, filter, notice, clockTimes, asking, now, size, changing);
    }

    Model with(Navigation there) {
        return new Model(session, live, paused, there, typing, filter, notice, clockTimes, asking, now, size, changing);
    }

    Model with(Typing line) {
        return new Model(session, live, paused, place, line, filter, notice, clockTimes, asking, now, size, changing);
    }

    /** With a line being typed. */
    Model typing(Prompt.Kind kind, String text) {
        return with(typing.in(Prompt.of(kind, text)));
    }

    Model filtered(String text) {
        return new Model(session, live, paused, place, typing, text, notice, clockTimes, asking, now, size, changing);
    }

    Model told(String text, boolean isError) {
        return told(text, isError ? Notice.Kind.ERROR : Notice.Kind.DONE);
    }

    Model told(String text, Notice.Kind kind) {
        Instant until = now.plus(kind == Notice.Kind.ERROR ? ERROR_NOTICE : NOTICE);
        return telling(Optional.of(new Notice(text, kind, until)));
    }

    Model untold() {
        return telling(Optional.empty());
    }

    private Model telling(Optional<Notice> line) {
        return new Model(session, live, paused, place, typing, filter, line, clockTimes, asking, now, size, changing);
    }

    Model withClockTimes(boolean clock) {
        return new Model(session, live, paused, place, typing, filter, notice, clock, asking, now, size, changing);
    }

    Model awaiting() {
        return new Model(session, live, paused, place, typing, filter, notice, clockTimes, true, now, size, changing);
    }

    Model at(Instant time) {
        Optional<Notice> still = notice.filter(line -> time.isBefore(line.until()));
        return new Model(session, live, paused, place, typing, filter, still, clockTimes, asking, time, size, changing);
    }

    Model with(Size area) {
        return new Model(session, live, paused, place, typing, filter, notice, clockTimes, asking, now, area, changing);
    }

    Model with(ChangeState changes) {
        return new Model(session, live, paused, place, typing, filter, notice, clockTimes, asking, now, size, changes);
    }
}
