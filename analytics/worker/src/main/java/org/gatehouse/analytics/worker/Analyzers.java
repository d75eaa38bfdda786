package org.gatehouse.analytics.worker;

import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import org.gatehouse.analytics.worker.passage.LaneAnalyzerFactory;

/** The vision half of the worker, by name, until both halves are in one tree. */
final class Analyzers {
  private Analyzers() {}

  static LaneAnalyzerFactory gate() {
    return (LaneAnalyzerFactory) create("org.gatehouse.analytics.worker.passage.GateAnalyzers");
  }

  static Optional<Object> readCommand() {
    try {
      Class.forName("org.gatehouse.analytics.worker.read.ReadCommand");
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
    return Optional.of(create("org.gatehouse.analytics.worker.read.ReadCommand"));
  }

  private static Object create(String name) {
    try {
      return Class.forName(name).getDeclaredConstructor().newInstance();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
