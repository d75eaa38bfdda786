package org.gatehouse.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;

/** The walls between modules and packages, as rules. The picture is in docs/architecture.md. */
final class Walls {
  static final ArchRule CONTRACT_NEEDS_THE_JDK_ONLY =
      classes()
          .that()
          .resideInAPackage("org.gatehouse.contract..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "org.gatehouse.contract..")
          .because("everything else speaks the contract's words");

  static final ArchRule RUNTIME_NEEDS_THE_CONTRACT_ONLY = needs("runtime");
  static final ArchRule STORAGE_NEEDS_THE_CONTRACT_ONLY = needs("storage");
  static final ArchRule INTEGRATIONS_NEED_THE_CONTRACT_ONLY = needs("integrations");
  static final ArchRule CAMERAS_NEED_THE_CONTRACT_ONLY = needs("camera");
  static final ArchRule MESSAGES_NEED_NOTHING = needs("analytics.messages");
  static final ArchRule PROTOCOL_NEEDS_CONTRACT_AND_MESSAGES =
      needs("analytics.protocol", "analytics.messages");
  static final ArchRule WORKER_NEEDS_CONTRACT_AND_PROTOCOL =
      needs("analytics.worker", "analytics.protocol", "analytics.messages");
  static final ArchRule SERVER_NAMES_NO_PLUG_IN = needs("server", "runtime");

  static final ArchRule NATIVE_LIBRARIES_IN_THE_WORKER_ONLY =
      noClasses()
          .that(ours().and(resideOutsideOfPackages(in("analytics.worker"), in("bench"))))
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.bytedeco..", "ai.onnxruntime.."))
          .because("native code is fed with what cameras send, and may take its process down");

  static final ArchRule NETTY_IN_CAMERA_ADAPTERS_ONLY =
      noClasses()
          .that(ours().and(resideOutsideOfPackages(in("camera"), in("bench"))))
          .should()
          .dependOnClassesThat(resideInAPackage("io.netty.."))
          .because("sockets of cameras have one home; the server speaks Vert.x");

  static final ArchRule NO_FACE_RECOGNISER =
      noClasses()
          .that(ours())
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "recognise faces", type -> Vocabulary.isFaceRecogniser(type.getName())))
          .because("no event says who anybody is");

  static final ArchRule NO_CYCLES_BETWEEN_PACKAGES =
      slices()
          .matching("org.gatehouse.(**)")
          .should()
          .beFreeOfCycles()
          .ignoreDependency(
              DescribedPredicate.describe(
                  "a process's main class, which puts the packages below it together",
                  type -> type.getSimpleName().equals("Main")),
              DescribedPredicate.alwaysTrue());

  private Walls() {}

  /** Every rule, for the test that runs them over the product. */
  static List<ArchRule> all() {
    return List.of(
        CONTRACT_NEEDS_THE_JDK_ONLY,
        RUNTIME_NEEDS_THE_CONTRACT_ONLY,
        STORAGE_NEEDS_THE_CONTRACT_ONLY,
        INTEGRATIONS_NEED_THE_CONTRACT_ONLY,
        CAMERAS_NEED_THE_CONTRACT_ONLY,
        MESSAGES_NEED_NOTHING,
        PROTOCOL_NEEDS_CONTRACT_AND_MESSAGES,
        WORKER_NEEDS_CONTRACT_AND_PROTOCOL,
        SERVER_NAMES_NO_PLUG_IN,
        NATIVE_LIBRARIES_IN_THE_WORKER_ONLY,
        NETTY_IN_CAMERA_ADAPTERS_ONLY,
        NO_FACE_RECOGNISER,
        NO_CYCLES_BETWEEN_PACKAGES);
  }

  /** Of our own modules, a module may know itself, the contract, and those named. */
  private static ArchRule needs(String module, String... others) {
    List<String> allowed = new ArrayList<>(List.of(in(module), in("contract")));
    for (String other : others) {
      allowed.add(in(other));
    }
    return noClasses()
        .that()
        .resideInAPackage(in(module))
        .should()
        .dependOnClassesThat(ours().and(resideOutsideOfPackages(allowed.toArray(String[]::new))))
        .because("module walls keep " + module + " replaceable")
        .allowEmptyShould(true);
  }

  private static DescribedPredicate<JavaClass> ours() {
    return resideInAPackage("org.gatehouse..");
  }

  private static String in(String module) {
    return "org.gatehouse." + module + "..";
  }
}
