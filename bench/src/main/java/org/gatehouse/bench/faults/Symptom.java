package org.gatehouse.bench.faults;

import java.util.Set;

/** How a fault shows from outside. */
sealed interface Symptom {
  /** The camera comes into one of those states. */
  record InState(Set<String> states) implements Symptom {}

  /** A counter of the camera grows. */
  record Grows(String counter) implements Symptom {}

  /** A gauge of the camera is within one of a value, which is near 0 otherwise. */
  record Near(String gauge, long value) implements Symptom {}

  /** It does not show at all, for it is mended; that counter must not grow. */
  record Unseen(String counter) implements Symptom {}
}
