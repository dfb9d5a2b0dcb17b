package io.oneha.testing;

import io.oneha.plan.Plan;
import io.oneha.plan.Plans;
import io.oneha.plan.Step;
import io.oneha.run.RunSight;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** One value of every record of a sealed interface, so that a test can prove that a choice between them leaves none out. */
public final class SealedSamples {
    private static final Plan PLAN = Plans.join();

    private SealedSamples() {}

    public static <T> Stream<T> of(Class<T> sealed) {
        return Arrays.stream(sealed.getPermittedSubclasses()).map(type -> sealed.cast(sample(type)));
    }

    private static Object sample(Class<?> type) {
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(
                    Stream.of(types).map(SealedSamples::value).toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName(), e);
        }
    }

    private static Object value(Class<?> type) {
        if (type == String.class) {
            return "n1a1";
        } else if (type == int.class) {
            return 1;
        } else if (type == long.class) {
            return 1L;
        } else if (type == boolean.class) {
            return false;
        } else if (type == List.class) {
            return List.of("n1a1");
        } else if (type == Instant.class) {
            return Instant.EPOCH;
        } else if (type == Duration.class) {
            return Duration.ofSeconds(1);
        } else if (type.isEnum()) {
            return type.getEnumConstants()[0];
        } else if (type == Plan.class) {
            return PLAN;
        } else if (type == Step.class) {
            return PLAN.steps().get(0);
        } else if (type == RunSight.class) {
            return RunSight.none(false);
        }
        throw new IllegalArgumentException("no sample of " + type);
    }
}
