package io.oneha.run.journal;

import io.oneha.base.Text;
import io.oneha.plan.ChangeRequest;
import io.oneha.plan.Intent;
import io.oneha.plan.Maintenance;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What was asked for, as a journal and a saved plan keep it: with it the same plan can be made again. */
public final class RequestDocument {
    private RequestDocument() {}

    /** Puts its keys into a document. */
    public static void put(Map<String, Object> document, ChangeRequest request) {
        document.put("asked", request.intent().words());
        document.put("adopt", request.adopt());
        document.put("even", request.evenSize());
        // The rest only the care of a running zone has.
        if (!request.intent().isCare()) {
            return;
        }
        document.put("heir", Text.clean(request.heir()));
        document.put("subjects", request.subjects().stream().map(Text::clean).toList());
        Maintenance maintenance = request.maintenance();
        // Its letters were looked at when it was asked for: it is carried out by a run that goes on.
        document.put("command", maintenance.command());
        document.put("reboot", maintenance.reboot().name().toLowerCase(Locale.ROOT));
        document.put("services", maintenance.services());
    }

    /** Reads them back; empty where there are none. */
    public static Optional<ChangeRequest> read(Map<?, ?> document) {
        JournalFields fields = new JournalFields(document);
        return intent(fields.text("asked")).map(intent -> read(fields, intent));
    }

    static ChangeRequest read(JournalFields fields, Intent intent) {
        return new ChangeRequest(
                intent,
                fields.truth("adopt"),
                fields.truth("even"),
                fields.text("heir"),
                fields.texts("subjects"),
                new Maintenance(
                        fields.text("command"),
                        Stream.of(Maintenance.Reboot.values())
                                .filter(reboot -> reboot.name().equalsIgnoreCase(fields.text("reboot")))
                                .findFirst()
                                .orElse(Maintenance.Reboot.NO),
                        fields.truth("services")));
    }

    static Optional<Intent> intent(String words) {
        return Stream.of(Intent.values())
                .filter(intent -> intent.words().equals(words))
                .findFirst();
    }
}
