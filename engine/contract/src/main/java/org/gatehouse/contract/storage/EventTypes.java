package org.gatehouse.contract.storage;

import java.util.HashSet;
import java.util.Set;

/**
 * Some of the types of events.
 *
 * @param named by their names
 * @param others true for all types but those
 */
public record EventTypes(Set<String> named, boolean others) {
  /** Copies the set. */
  public EventTypes {
    named = Set.copyOf(named);
  }

  /** These and no others. */
  public static EventTypes only(String... types) {
    return new EventTypes(Set.of(types), false);
  }

  /** All that these are not. */
  public static EventTypes allBut(EventTypes... those) {
    Set<String> all = new HashSet<>();
    for (EventTypes types : those) {
      all.addAll(types.named);
    }
    return new EventTypes(all, true);
  }

  /** True if it is one of them. */
  public boolean include(String type) {
    return named.contains(type) != others;
  }
}
