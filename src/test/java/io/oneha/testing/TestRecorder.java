package io.oneha.testing;

import com.tngtech.archunit.junit.engine_api.FieldSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.opentest4j.TestAbortedException;

/**
 * Writes down which tests ran and which were left out and why, a file for each JVM in {@value #FOLDER}; JUnit finds it as a service
 * in surefire's and failsafe's JVMs.
 */
public final class TestRecorder implements TestExecutionListener {
    static final String FOLDER = "target/test-records";

    private final List<TestRecord> records = new ArrayList<>();
    private final Path folder;
    private TestPlan plan;

    /** What JUnit makes. */
    public TestRecorder() {
        this(Path.of(FOLDER));
    }

    TestRecorder(Path folder) {
        this.folder = folder;
    }

    @Override
    public synchronized void testPlanExecutionStarted(TestPlan started) {
        plan = started;
        records.clear();
    }

    @Override
    public synchronized void executionSkipped(TestIdentifier test, String reason) {
        leftOut(test, new TestAbortedException(reason));
    }

    @Override
    public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            leftOut(test, result.getThrowable().orElseGet(TestAbortedException::new));
        } else if (test.isTest()) {
            record(test, true, Optional.empty());
        }
    }

    @Override
    public synchronized void testPlanExecutionFinished(TestPlan finished) {
        if (records.isEmpty()) {
            return;
        }
        try {
            Files.write(
                    Files.createTempFile(Files.createDirectories(folder), "jvm-", ".tsv"),
                    records.stream().map(TestRecord::line).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A class that is left out leaves out all of its tests; of a table that was not begun nobody knows the number of rows. */
    private void leftOut(TestIdentifier left, Throwable why) {
        if (plan.getChildren(left).isEmpty()) {
            record(left, false, Optional.of(why));
        } else {
            plan.getChildren(left).forEach(child -> leftOut(child, why));
        }
    }

    private void record(TestIdentifier test, boolean ran, Optional<Throwable> why) {
        Optional<Missing> missing = why.filter(Missing.class::isInstance).map(Missing.class::cast);
        records.add(new TestRecord(
                ran,
                className(test),
                methodName(test),
                test.getUniqueId(),
                missing.map(Missing::root).orElse(false),
                missing.map(Missing::packageOf).orElse(Map.of()),
                why.map(Throwable::getMessage).orElse("")));
    }

    private static String className(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return method.getClassName();
        }
        if (source instanceof FieldSource field) {
            return field.getClassName();
        }
        return source instanceof ClassSource of ? of.getClassName() : test.getDisplayName();
    }

    private static String methodName(TestIdentifier test) {
        TestSource source = test.getSource().orElse(null);
        if (source instanceof MethodSource method) {
            return method.getMethodName();
        }
        return source instanceof FieldSource field ? field.getFieldName() : "";
    }
}
