package io.oneha.run.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.oneha.run.Happenings;
import io.oneha.run.RunEvent;
import io.oneha.testing.SealedSamples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The audit has a line for whatever can happen. */
class EventDocumentTest {
    @Test
    void everyKindOfEventHasAWordOfItsOwn() {
        EventDocument documents = new EventDocument(Happenings.ORIGIN);
        List<Object> words = SealedSamples.of(RunEvent.class)
                .map(event -> documents.of(event).get("event"))
                .toList();

        assertThat(words).doesNotContainNull().doesNotHaveDuplicates().hasSizeGreaterThan(8);
    }
}
