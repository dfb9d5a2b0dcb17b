package io.oneha;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who tells the kinds of a sealed type apart tells all of them apart: a new kind fails here until somebody has thought of it. */
@AnalyzeClasses(packages = "io.oneha", importOptions = ImportOption.DoNotIncludeTests.class)
class ClosedChoicesTest {
    private static final int LADDER = 3;

    /**
     * Those that are about a few kinds and have one answer for all others, and how many kinds there were when that was thought
     * through: a further one is to be thought through here too.
     */
    private static final Map<String, Integer> ABOUT_A_FEW = Map.of(
            "LockKeeper StepSpec", 42,
            "LockKeeper RunEvent", 12,
            "BackgroundChanges RunEvent", 12,
            "RunPosition RunEvent", 12,
            "RunTimeline RunEvent", 12,
            "RunDocument RunEvent", 12,
            "UnprovedSteps StepSpec", 42,
            "RecoverySteps StepSpec", 42,
            "RestartSteps StepSpec", 42,
            "SimHost RaftEvent", 9);

    @ArchTest
    static void eachLadderKnowsEachKind(JavaClasses classes) {
        List<String> gaps = new ArrayList<>();
        for (JavaClass owner : classes) {
            Map<String, Set<String>> asked = new TreeMap<>();
            for (InstanceofCheck check : owner.getInstanceofChecks()) {
                Class<?> kind = check.getRawType().reflect();
                for (Class<?> type : kind.getInterfaces()) {
                    if (type.isSealed()) {
                        asked.computeIfAbsent(type.getName(), name -> new TreeSet<>())
                                .add(kind.getName());
                    }
                }
            }
            asked.forEach((type, kinds) -> {
                List<String> all = kinds(type);
                Set<String> missing = new TreeSet<>(all);
                missing.removeAll(kinds);
                String ladder = owner.getSimpleName() + " " + type.substring(type.lastIndexOf('.') + 1);
                // The last one may be what is left.
                boolean closed = missing.size() <= 1 || ABOUT_A_FEW.getOrDefault(ladder, 0) == all.size();
                if (kinds.size() >= LADDER && !closed) {
                    gaps.add(ladder + " lacks, of " + all.size() + ": " + missing);
                }
            });
        }
        assertThat(gaps).isEmpty();
    }

    private static List<String> kinds(String type) {
        try {
            return Arrays.stream(Class.forName(type).getPermittedSubclasses())
                    .map(Class::getName)
                    .toList();
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
