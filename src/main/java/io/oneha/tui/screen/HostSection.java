package io.oneha.tui.screen;

import io.oneha.base.Text;
import io.oneha.observe.ServerView;
import io.oneha.observe.Snapshot;
import io.oneha.observe.Via;
import io.oneha.observe.host.HostFacts;
import io.oneha.observe.host.HostFailure;
import io.oneha.observe.host.HostView;
import io.oneha.observe.host.NicAddress;
import io.oneha.tui.frame.Glyphs;
import io.oneha.tui.frame.Span;
import io.oneha.tui.frame.Tone;
import io.oneha.tui.model.Model;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What SSH tells of a server's host, section by section; why it tells nothing where it does not. */
final class HostSection {
    private static final long SECOND = 1000;

    private HostSection() {}

    static void add(Sheet sheet, ServerView server, Model model, Glyphs glyphs) {
        HostView view = server.host();
        if (!view.asked()) {
            return;
        }
        sheet.heading("Host");
        Span sign = HostSigns.ssh(view, model.now(), glyphs);
        sheet.value("SSH", sign.text(), sign.tone());
        view.failure().ifPresent(failure -> failure(sheet, failure, model));
        sheet.value("XML-RPC", server.via() == Via.SSH ? "through SSH" : "directly");
        ages(sheet, view, model);
        view.known().ifPresent(facts -> identity(sheet, facts));
        nics(view).ifPresent(nics -> addresses(sheet, nics, model, glyphs));
        if (view.known().isEmpty()) {
            return;
        }
        HostFacts facts = view.known().get();
        lines(sheet, "Could not be seen", facts.unseen(), glyphs.warning() + " ", Tone.WARN);
        HostFindings findings = HostFindings.of(model, server);
        ServiceSection.add(sheet, facts, findings, glyphs);
        ConfigurationSection.add(sheet, server, facts, glyphs);
        DriftSection.add(sheet, server, facts, model, glyphs);
        StorageSection.add(sheet, facts, findings, glyphs);
        lines(sheet, "Elections, by oned.log", facts.elections(), "", Tone.DIM);
    }

    /** The addresses, which are looked for more often than the rest. */
    static Optional<List<NicAddress>> nics(HostView view) {
        return view.nics().or(() -> view.known().map(HostFacts::addresses));
    }

    private static void failure(Sheet sheet, HostFailure failure, Model model) {
        sheet.value("Failure", Text.clean(failure.text()), Tone.BAD);
        sheet.value("Since", NumberTexts.when(failure.since(), model));
    }

    private static void ages(Sheet sheet, HostView view, Model model) {
        if (!view.elapsed().isZero()) {
            sheet.value("Round trip", NumberTexts.latency(view.elapsed(), " "));
        }
        view.facts()
                .ifPresent(facts -> sheet.value(
                        "Facts",
                        NumberTexts.ago(facts.at(), model),
                        HostSigns.isOld(facts, model.now()) ? Tone.WARN : Tone.TEXT));
        view.addresses()
                .ifPresent(seen -> sheet.value(
                        "Addresses",
                        NumberTexts.ago(seen.at(), model),
                        HostSigns.isOldAddress(seen.at(), model.now()) ? Tone.WARN : Tone.TEXT));
    }

    private static void identity(Sheet sheet, HostFacts facts) {
        sheet.value("Hostname", Text.clean(facts.hostname()));
        HostFacts.OperatingSystem os = facts.os();
        String system = os.name().isEmpty() ? os.id() + " " + os.version() : os.name();
        sheet.value("System", system.isBlank() ? "unknown" : Text.clean(system));
        sheet.value("Package", facts.packageVersion().map(Text::clean).orElse("not known"));
        String user = Text.clean(facts.user());
        if (facts.privileged()) {
            sheet.value("User", user.equals("root") ? user : user + ", root by sudo");
        } else {
            sheet.value("User", user + ", limited: may not become root", Tone.WARN);
        }
        facts.clockOffset().ifPresent(offset -> sheet.value("Clock", clock(offset, facts.clockError())));
    }

    /** How far off the host's clock is, and how exactly that is known. */
    static String clock(Duration offset, Duration error) {
        String sign = offset.isNegative() ? "-" : "+";
        return sign + span(offset.abs()) + ", to within " + span(error);
    }

    private static String span(Duration duration) {
        long millis = duration.toMillis();
        if (millis < SECOND) {
            return millis + " ms";
        }
        return millis < 60 * SECOND
                ? millis / SECOND + "." + millis % SECOND / 100 + " s"
                : NumberTexts.duration(duration);
    }

    private static void addresses(Sheet sheet, List<NicAddress> nics, Model model, Glyphs glyphs) {
        sheet.heading("Addresses");
        Optional<String> vip = model.watch().latest().flatMap(Snapshot::vip).map(seen -> seen.address()
                .split("/", 2)[0]);
        if (nics.isEmpty()) {
            sheet.paragraph("none", Tone.WARN);
        }
        for (NicAddress nic : nics) {
            String address = Text.clean(nic.address()) + "/" + nic.prefix();
            boolean isVip = vip.filter(nic.address()::equalsIgnoreCase).isPresent();
            sheet.value(
                    Text.clean(nic.networkInterface()),
                    isVip ? address + " " + glyphs.check() + " VIP" : address,
                    isVip ? Tone.ACCENT : Tone.TEXT);
        }
    }

    private static void lines(Sheet sheet, String title, List<String> lines, String sign, Tone tone) {
        if (!lines.isEmpty()) {
            sheet.heading(title);
        }
        lines.forEach(line -> sheet.paragraph(sign + Text.clean(line), tone));
    }
}
