package io.oneha;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The packages and their arrows are those of the design. */
@AnalyzeClasses(packages = "io.oneha", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] FRAMEWORKS = {
        "io.quarkus..",
        "io.vertx..",
        "io.smallrye..",
        "jakarta..",
        "picocli..",
        "net.schmizz..",
        "com.googlecode.lanterna.."
    };

    @ArchTest
    static final ArchRule noPackagesDependOnEachOtherInACircle =
            slices().matching("io.oneha.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule arrowsPointOneWay = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.oneha..")
            .layer("base")
            .definedBy("io.oneha.base..")
            .layer("onedconf")
            .definedBy("io.oneha.onedconf..")
            .optionalLayer("term")
            .definedBy("io.oneha.term..")
            .layer("inventory")
            .definedBy("io.oneha.inventory..")
            .layer("zone")
            .definedBy("io.oneha.zone..")
            .layer("ssh")
            .definedBy("io.oneha.ssh..")
            .layer("observe")
            .definedBy("io.oneha.observe..")
            .layer("health")
            .definedBy("io.oneha.health..")
            .layer("plan")
            .definedBy("io.oneha.plan..")
            .layer("steps")
            .definedBy("io.oneha.steps..")
            .layer("run")
            .definedBy("io.oneha.run..")
            .layer("app")
            .definedBy("io.oneha.app..")
            .layer("serve")
            .definedBy("io.oneha.serve..")
            .layer("tui")
            .definedBy("io.oneha.tui..")
            .layer("demo")
            .definedBy("io.oneha.demo..")
            .layer("cli")
            .definedBy("io.oneha.cli..")
            .whereLayer("base")
            .mayNotAccessAnyLayer()
            .whereLayer("onedconf")
            .mayOnlyAccessLayers("base")
            .whereLayer("term")
            .mayOnlyAccessLayers("base")
            .whereLayer("inventory")
            .mayOnlyAccessLayers("base")
            .whereLayer("zone")
            .mayOnlyAccessLayers("base")
            .whereLayer("ssh")
            .mayOnlyAccessLayers("base")
            .whereLayer("observe")
            .mayOnlyAccessLayers("base", "onedconf", "inventory", "zone", "ssh")
            .whereLayer("health")
            .mayOnlyAccessLayers("base", "inventory", "zone", "ssh", "observe")
            .whereLayer("plan")
            .mayOnlyAccessLayers("base", "inventory", "zone", "observe", "health")
            .whereLayer("steps")
            .mayOnlyAccessLayers("base", "onedconf", "inventory", "zone", "ssh", "observe", "health", "plan")
            .whereLayer("run")
            .mayOnlyAccessLayers("base", "inventory", "zone", "ssh", "observe", "health", "plan", "steps")
            .whereLayer("app")
            .mayOnlyAccessLayers(
                    "base", "term", "inventory", "zone", "ssh", "observe", "health", "plan", "steps", "run")
            .whereLayer("serve")
            .mayOnlyAccessLayers("base", "zone", "ssh", "observe", "health", "app")
            .whereLayer("tui")
            .mayOnlyAccessLayers("base", "term", "inventory", "zone", "observe", "health", "plan", "run", "app")
            .whereLayer("demo")
            .mayOnlyAccessLayers("base", "zone", "ssh")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule parsingHealthAndTheSimulatedZoneKnowNoFramework = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.oneha.base..",
                    "io.oneha.onedconf..",
                    "io.oneha.inventory..",
                    "io.oneha.zone",
                    "io.oneha.observe..",
                    "io.oneha.health..",
                    "io.oneha.plan..",
                    "io.oneha.demo")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS);

    @ArchTest
    static final ArchRule onlyTheDashboardKnowsLanterna = noClasses()
            .that()
            .resideOutsideOfPackage("io.oneha.tui..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.googlecode.lanterna..");

    @ArchTest
    static final ArchRule onlyTheSshPackageKnowsSshj = noClasses()
            .that()
            .resideOutsideOfPackage("io.oneha.ssh..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("net.schmizz..", "com.hierynomus..");

    @ArchTest
    static final ArchRule theDashboardKnowsNoHttpAndNoCommandLine = noClasses()
            .that()
            .resideInAPackage("io.oneha.tui..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.quarkus..", "io.vertx..", "io.smallrye..", "jakarta..", "picocli..");

    @ArchTest
    static final ArchRule pagesAndMetricsKnowNoServer = noClasses()
            .that()
            .resideInAnyPackage("io.oneha.serve", "io.oneha.serve.metrics")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.oneha.serve.web", "com.sun.net..", "javax.net..");

    @ArchTest
    static final ArchRule onlyTheCommandLineEndsTheProgram = noClasses()
            .that()
            .resideOutsideOfPackage("io.oneha.cli..")
            .should()
            .callMethod(System.class, "exit", int.class);

    @Test
    void noClassIsLongerThan300Lines() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<String> tooLong = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> lines(file) > 300)
                    .map(Path::toString)
                    .toList();
            assertThat(tooLong).isEmpty();
        }
    }

    @Test
    void noTwoClassesShareASimpleName() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            Map<String, List<String>> paths = files.filter(
                            file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.endsWith("package-info.java"))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString(),
                            Collectors.mapping(Path::toString, Collectors.toList())));
            assertThat(paths.values()).allSatisfy(same -> assertThat(same).hasSize(1));
        }
    }

    private static long lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
