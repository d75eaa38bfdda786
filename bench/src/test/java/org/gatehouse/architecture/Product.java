package org.gatehouse.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** What is judged: the classes and files of all modules, tests left out. */
final class Product {
  private static final Path ROOT =
      Path.of(System.getProperty("gatehouse.root", "..")).toAbsolutePath().normalize();

  /** Folders that hold nothing of ours, or what a build made of it. */
  private static final Set<String> ELSEWHERE = Set.of("target", "node_modules", ".git", "results");

  private Product() {}

  /** The project's root. */
  static Path root() {
    return ROOT;
  }

  /** Every class of ours that is not a test. */
  static JavaClasses classes() {
    return new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests())
        .importPackages("org.gatehouse");
  }

  /** Files below {@code src/main} of all modules with one of the endings. */
  static List<Path> sources(String... endings) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return ELSEWHERE.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.toString();
            if (name.contains("/src/main/") && Stream.of(endings).anyMatch(name::endsWith)) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }

  /**
   * The entries of a process's class path, as the launcher reads them, the module's own classes
   * first. Written when the module is packaged: without it the test is skipped, or fails on CI.
   */
  static List<Path> classPath(String module) throws IOException {
    Path file = ROOT.resolve(module).resolve("target/runtime.classpath");
    if (!Files.exists(file)) {
      String message = file + " is missing: run 'mvn package' first";
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(message);
      }
      Assumptions.abort(message);
    }
    Stream<Path> jars = Stream.of(Files.readString(file).strip().split(":")).map(Path::of);
    return Stream.concat(Stream.of(ROOT.resolve(module).resolve("target/classes")), jars).toList();
  }
}
