package org.gatehouse.bench.fuzz;

import java.nio.file.Path;

/**
 * One test method that a fuzzer feeds.
 *
 * @param module its Maven module's folder, below the project's root
 * @param type the full name of its class
 */
record FuzzTarget(Path module, String type, String method) {
  /** As Maven's {@code -Dtest} takes it. */
  String name() {
    return type.substring(type.lastIndexOf('.') + 1) + "#" + method;
  }

  /** Where the inputs lie that a plain test run gives to it, below the module. */
  Path inputs() {
    return Path.of("src/test/resources", type.replace('.', '/') + "Inputs", method);
  }

  /** The command that feeds the kept inputs to it once more. */
  String replay() {
    return "mvn -pl %s -am test -Dtest='%s' -Dsurefire.failIfNoSpecifiedTests=false"
        .formatted(module, name());
  }
}
