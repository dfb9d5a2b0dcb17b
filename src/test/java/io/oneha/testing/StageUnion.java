package io.oneha.testing;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;

/**
 * Whether stages that each ran a part of the suite ran all of it together: each test that is in the compiled classes, whatever a
 * stage's patterns chose, and each row that one stage left out.
 */
public final class StageUnion {
    private static final String CLASS = ".class";

    private StageUnion() {}

    /**
     * Ends with an error and a list where a test ran in no stage.
     *
     * @param arguments classes' folder; a regular expression of class names that are not asked for, or -; folders of records
     */
    public static void main(String[] arguments) throws IOException {
        List<TestRecord> records = new ArrayList<>();
        for (int i = 2; i < arguments.length; i++) {
            records.addAll(TestRecord.read(Path.of(arguments[i])));
        }
        Predicate<String> notAskedFor = name -> name.matches(arguments[1]);
        Set<String> all = tests(Path.of(arguments[0]));
        Set<String> never = neverRan(all, records);
        never.removeIf(test -> notAskedFor.test(test.replaceAll("[#\\[].*", "")));
        if (!never.isEmpty()) {
            throw new IllegalStateException("no stage ran:\n  " + String.join("\n  ", never));
        }
        System.out.println("Every one of " + all.size() + " test methods ran in one of the stages at least.");
    }

    /** Tests, as {@code Class#method}, and rows, as {@code Class#method [id]}, that were left out wherever they were met. */
    static Set<String> neverRan(Set<String> all, List<TestRecord> records) {
        Set<String> ranTests =
                records.stream().filter(TestRecord::ran).map(StageUnion::name).collect(Collectors.toSet());
        Set<String> ranRows =
                records.stream().filter(TestRecord::ran).map(TestRecord::id).collect(Collectors.toSet());
        Set<String> never = new TreeSet<>(all);
        never.removeAll(ranTests);
        records.stream()
                .filter(record -> !record.ran() && !ranRows.contains(record.id()))
                // A whole table that was left out has no rows; it ran where one of them did.
                .filter(record -> record.id().contains("-invocation:") || !ranTests.contains(name(record)))
                .forEach(record -> never.add(name(record) + " [" + record.id() + "]"));
        return never;
    }

    private static String name(TestRecord record) {
        return record.className() + "#" + record.method();
    }

    /** Every test of the compiled classes, whether a name's pattern finds its class or not. */
    private static Set<String> tests(Path folder) throws IOException {
        List<String> names;
        try (Stream<Path> files = Files.walk(folder)) {
            names = files.map(file -> folder.relativize(file).toString())
                    .filter(file -> file.endsWith(CLASS))
                    .map(file ->
                            file.substring(0, file.length() - CLASS.length()).replace('/', '.'))
                    .toList();
        }
        Set<String> tests = new TreeSet<>();
        for (String name : names) {
            tests.addAll(tests(load(name)));
        }
        return tests;
    }

    static Set<String> tests(Class<?> type) {
        Set<String> tests = new TreeSet<>();
        // Neither surefire nor failsafe take a class inside a class for a test class.
        if (!Modifier.isAbstract(type.getModifiers()) && !type.isMemberClass()) {
            ReflectionSupport.findMethods(
                            type,
                            method -> AnnotationSupport.isAnnotated(method, Testable.class),
                            HierarchyTraversalMode.TOP_DOWN)
                    .forEach(method -> tests.add(type.getName() + "#" + method.getName()));
            ReflectionSupport.findFields(
                            type,
                            field -> AnnotationSupport.isAnnotated(field, Testable.class),
                            HierarchyTraversalMode.TOP_DOWN)
                    .forEach(field -> tests.add(type.getName() + "#" + field.getName()));
        }
        return tests;
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, StageUnion.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
