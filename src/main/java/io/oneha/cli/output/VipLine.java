package io.oneha.cli.output;

import io.oneha.app.look.Report;
import io.oneha.base.Text;
import io.oneha.observe.VipView;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** The virtual address in one line: where it belongs, who holds it, who was not seen and may hold it as well. */
final class VipLine {
    private static final Duration OLD = Duration.ofSeconds(5);

    private VipLine() {}

    static String of(VipView vip, Report report) {
        String place =
                vip.networkInterface().map(name -> " on " + Text.clean(name)).orElse("");
        return Text.clean(vip.address()) + place + holders(vip, report) + age(vip, report);
    }

    private static String holders(VipView vip, Report report) {
        if (vip.holders().isEmpty()) {
            return report.overSsh() ? ", holder unknown: no host was seen" : ", holder not looked for";
        }
        List<String> holders = vip.holders().get();
        if (holders.isEmpty()) {
            return vip.unseen().isEmpty()
                    ? ", held by nobody"
                    : ", held by nobody that was seen; not seen: " + names(vip.unseen());
        }
        String held = ", held by " + names(holders) + (holders.size() > 1 ? " at once" : "");
        return vip.unseen().isEmpty() ? held : held + "; not seen: " + names(vip.unseen());
    }

    private static String age(VipView vip, Report report) {
        return vip.seenAt()
                .map(at -> Duration.between(at, report.snapshot().observedAt()))
                .filter(age -> age.compareTo(OLD) > 0)
                .map(age -> ", seen " + age.toSeconds() + " s ago")
                .orElse("");
    }

    private static String names(List<String> names) {
        return names.stream().map(Text::clean).collect(Collectors.joining(", "));
    }
}
