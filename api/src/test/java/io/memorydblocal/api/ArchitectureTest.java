package io.memorydblocal.api;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.memorydblocal.api.operation.AwsOperation;
import io.memorydblocal.api.operation.Caller;
import jakarta.validation.Valid;
import java.time.Instant;
import java.util.List;

/** The rules that keep the map of the project true. */
@AnalyzeClasses(
    packages = "io.memorydblocal",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WrittenByHand.class})
final class ArchitectureTest {

  private static final String ROOT = "io.memorydblocal.";

  /** Leaves out what the build generates, and the test-jar of provisioning. */
  static final class WrittenByHand implements ImportOption {

    @Override
    public boolean includes(Location location) {
      return !location.contains("__")
          && !location.contains("$$")
          && !location.contains("-tests.jar")
          && !location.contains("/io/memorydblocal/client/");
    }
  }

  @ArchTest
  static final ArchRule theDataPlaneKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "dataplane..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              ROOT + "provisioning..",
              ROOT + "billing..",
              ROOT + "api..",
              "org.springframework..",
              "jakarta.persistence..",
              "software.amazon..");

  @ArchTest
  static final ArchRule provisioningKnowsNeitherBillingNorTheApi =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "provisioning..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "billing..", ROOT + "api..");

  @ArchTest
  static final ArchRule billingAndTheApiDoNotReachTheDataPlane =
      noClasses()
          .that()
          .resideInAnyPackage(ROOT + "billing..", ROOT + "api..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "dataplane..");

  @ArchTest
  static final ArchRule billingDoesNotKnowTheApi =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "billing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "api..");

  @ArchTest
  static final ArchRule featuresFormNoCycles =
      slices().matching(ROOT + "(*).(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule onlyReconcileKnowsTheScheduler =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "provisioning.reconcile..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.github.kagkarlsson..");

  @ArchTest
  static final ArchRule shapesKnowNothingOfTheDomain =
      noClasses()
          .that(are(shapes()))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "provisioning..", ROOT + "billing..");

  @ArchTest
  static final ArchRule operationsTakeARequestShapeAndTheCaller =
      methods()
          .that()
          .areAnnotatedWith(AwsOperation.class)
          .should()
          .bePublic()
          .andShould(takeAValidRequestAndTheCaller())
          .andShould(haveTheirAwsNameButForCase());

  @ArchTest
  static final ArchRule operationsShowNoEntities =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat()
          .haveSimpleNameEndingWith("Operations")
          .should()
          .haveRawReturnType(
              DescribedPredicate.describe("a shape", type -> type.getName().contains("Shapes$")));

  @ArchTest
  static final ArchRule onlyTheApiKnowsTheWeb =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.springframework.web..", "jakarta.servlet..");

  @ArchTest
  static final ArchRule onlyTheDataPlaneStartsProcesses =
      noClasses()
          .that()
          .resideOutsideOfPackage(ROOT + "dataplane.process..")
          .should()
          .callConstructor(ProcessBuilder.class, String[].class)
          .orShould()
          .callConstructor(ProcessBuilder.class, List.class)
          .orShould()
          .callMethodWhere(target(owner(name("java.lang.Runtime"))).and(target(name("exec"))));

  @ArchTest
  static final ArchRule classesAreNamedForWhatTheyAre =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Utils?)")
          .orShould()
          .haveNameMatching(".*[.$](Abstract|Base)[A-Z].*")
          .orShould()
          .resideInAnyPackage("..util..", "..utils..", "..common..", "..misc..");

  @ArchTest
  static final ArchRule timeComesFromTheClock =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethodWhere(target(owner(nameMatching("java\\.time\\..*"))).and(target(name("now"))))
          .orShould()
          .callMethodWhere(target(owner(name("java.lang.Thread"))).and(target(name("sleep"))));

  @ArchTest
  static final ArchRule fieldsAreNotInjected =
      noFields()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .orShould()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
          .orShould()
          .beAnnotatedWith("jakarta.inject.Inject");

  @ArchTest
  static final ArchRule collaboratorsAreFinal =
      fields()
          .that()
          .areDeclaredInClassesThat(
              resideInAnyPackage(ROOT + "api..").and(nameMatching(".*(Operations|Controller)")))
          .should()
          .beFinal();

  @ArchTest
  static final ArchRule testingIsForTests =
      noClasses()
          .that()
          .resideOutsideOfPackage("..testing..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "(*)..testing..");

  @ArchTest
  static final ArchRule everyPackageSaysWhatMayBeNull =
      classes()
          .that()
          .haveSimpleName("package-info")
          .should()
          .beAnnotatedWith("org.jspecify.annotations.NullMarked");

  private static DescribedPredicate<JavaClass> shapes() {
    return DescribedPredicate.describe(
        "shapes", type -> type.getName().matches(".*Shapes(\\$.*)?"));
  }

  private static ArchCondition<JavaMethod> takeAValidRequestAndTheCaller() {
    return new ArchCondition<>("take (@Valid XxxRequest, Caller)") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        var parameters = method.getParameters();
        boolean fits =
            parameters.size() == 2
                && parameters.get(0).getRawType().getSimpleName().endsWith("Request")
                && parameters.get(0).isAnnotatedWith(Valid.class)
                && parameters.get(1).getRawType().isEquivalentTo(Caller.class)
                && !method.getModifiers().contains(JavaModifier.STATIC);
        events.add(new SimpleConditionEvent(method, fits, method.getFullName()));
      }
    };
  }

  private static ArchCondition<JavaMethod> haveTheirAwsNameButForCase() {
    return new ArchCondition<>("be named like their operation") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        String operation = method.getAnnotationOfType(AwsOperation.class).value();
        boolean fits =
            operation.equalsIgnoreCase(method.getName())
                && method
                    .getParameters()
                    .getFirst()
                    .getRawType()
                    .getSimpleName()
                    .equals(operation + "Request");
        events.add(new SimpleConditionEvent(method, fits, method.getFullName()));
      }
    };
  }
}
