package learningmanager.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.stream.Stream;
import learningmanager.security.SignInThrottle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The rules of how the code is laid out, each with its reason. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("learningmanager");

    /** A feature, and the features whose services it must not know. */
    record Arrow(String feature, List<String> unknown) {}

    static Stream<Arrow> arrows() {
        return Stream.of(
                new Arrow(
                        "base",
                        List.of(
                                "csv",
                                "audit",
                                "security",
                                "program",
                                "learner",
                                "invitation",
                                "upload",
                                "mail",
                                "sample",
                                "admin",
                                "owndata",
                                "home")),
                new Arrow(
                        "csv",
                        List.of(
                                "audit",
                                "security",
                                "account",
                                "program",
                                "learner",
                                "invitation",
                                "upload",
                                "mail",
                                "sample",
                                "admin",
                                "home")),
                new Arrow(
                        "audit",
                        List.of(
                                "security",
                                "program",
                                "learner",
                                "invitation",
                                "upload",
                                "mail",
                                "sample",
                                "admin",
                                "owndata",
                                "home")),
                new Arrow(
                        "security",
                        List.of(
                                "account",
                                "program",
                                "learner",
                                "invitation",
                                "upload",
                                "mail",
                                "sample",
                                "admin",
                                "owndata",
                                "home")),
                new Arrow(
                        "mail",
                        List.of(
                                "account",
                                "program",
                                "learner",
                                "invitation",
                                "upload",
                                "sample",
                                "admin",
                                "owndata",
                                "home")),
                new Arrow(
                        "account",
                        List.of("program", "learner", "invitation", "upload", "sample", "admin", "owndata", "home")),
                new Arrow(
                        "program",
                        List.of(
                                "account",
                                "learner",
                                "invitation",
                                "upload",
                                "mail",
                                "sample",
                                "admin",
                                "owndata",
                                "home")),
                new Arrow("learner", List.of("invitation", "upload", "mail", "sample", "admin", "owndata", "home")),
                new Arrow("invitation", List.of("upload", "sample", "admin", "owndata", "home")),
                new Arrow("upload", List.of("sample", "admin", "owndata", "home")));
    }

    // Pages lead to one another; the features behind them do not.
    @ParameterizedTest
    @MethodSource("arrows")
    void features_know_only_those_below_them(Arrow arrow) {
        String[] above = arrow.unknown().stream()
                .map(feature -> "learningmanager." + feature + "..")
                .toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAnyPackage("learningmanager." + arrow.feature(), "learningmanager." + arrow.feature() + ".csv")
                .should()
                .dependOnClassesThat(resideInAnyPackage(above))
                .because(
                        "arrows point one way, so that a feature can be understood and tested without those above it"));
    }

    @Test
    void nothing_behind_the_pages_knows_a_page() {
        check(noClasses()
                .that(outsideOf("learningmanager..ui.."))
                .and(outsideOf("learningmanager"))
                .should()
                .dependOnClassesThat(resideInAPackage("learningmanager..ui.."))
                .because("services are called by pages, never the other way round"));
    }

    @Test
    void the_csv_packages_are_pure() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "learningmanager.csv", "learningmanager.upload.csv..", "learningmanager.program.csv..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework..", "com.vaadin..", "java.sql.."))
                .because("reading and checking a file is tested in milliseconds, a million rows at a time"));
    }

    @Test
    void domain_records_know_neither_the_frame_nor_the_pages() {
        check(noClasses()
                .that(outsideOf("learningmanager..ui.."))
                .and()
                .areRecords()
                .and()
                .areTopLevelClasses()
                .and()
                .areNotAnnotatedWith(ConfigurationProperties.class)
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.springframework..", "com.vaadin..")
                        .and(DescribedPredicate.not(resideInAnyPackage(
                                "org.springframework.data.annotation..",
                                "org.springframework.data.relational.core.mapping..",
                                "org.springframework.security.core.."))))
                .because("the rules of the domain are plain Java; the annotations on aggregates only name columns"
                        + " and keys, and who is signed in is Spring Security's own type"));
    }

    @Test
    void pages_have_no_transactions() {
        String reason = "a transaction and its permission check belong to the service";
        check(noClasses()
                .that()
                .resideInAPackage("learningmanager..ui..")
                .should()
                .beAnnotatedWith(Transactional.class)
                .because(reason));
        check(noMethods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("learningmanager..ui..")
                .should()
                .beAnnotatedWith(Transactional.class)
                .because(reason));
    }

    @Test
    void pages_do_not_reach_into_the_database() {
        check(noClasses()
                .that()
                .resideInAPackage("learningmanager..ui..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("org.springframework.jdbc..", "org.springframework.data..", "java.sql.."))
                .because("every rule is enforced in the services, and what goes round them is not checked"));
    }

    @Test
    void pages_do_not_count_attempts() {
        check(noClasses()
                .that()
                .resideInAPackage("learningmanager..ui..")
                .should()
                .dependOnClassesThat(assignableTo(SignInThrottle.class))
                .because("the services do, so that no page can forget it"));
    }

    @Test
    void repositories_and_views_are_package_private() {
        check(classes()
                .that(assignableTo(Repository.class))
                .should()
                .bePackagePrivate()
                .because("a feature's door is its service"));
        check(classes()
                .that()
                .areAnnotatedWith(Route.class)
                .should()
                .bePackagePrivate()
                .because("other features lead to a view by its feature's navigation, not by its class"));
    }

    @Test
    void texts_are_shown_as_texts() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("com.vaadin.flow.component.Html")
                .because("what people wrote must never become markup of the page"));
    }

    @Test
    void styles_are_in_the_stylesheet() {
        check(noClasses()
                .should()
                .callMethodWhere(target(name("getStyle")))
                .because("looks live in frontend/styles.css, by class names, for light and dark alike"));
    }

    private static DescribedPredicate<JavaClass> outsideOf(String packages) {
        return DescribedPredicate.not(resideInAPackage(packages));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CODE);
    }
}
