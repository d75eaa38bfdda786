package org.gatehouse.contract.event;

import java.util.List;

/**
 * Which events a destination wants: those that fit each list that is not empty. A pattern is a
 * whole name, or its beginning and {@code *}. Immutable.
 *
 * @param lists what lists must say of the vehicle of a gate's decision; events that know nothing of
 *     lists are not held back by it
 */
public record EventFilter(
    List<String> types, List<String> sites, List<String> cameras, List<String> lists) {
  /** Wants all. */
  public static final EventFilter ALL = new EventFilter(List.of(), List.of(), List.of(), List.of());

  /** Copies the lists. */
  public EventFilter {
    types = List.copyOf(types);
    sites = List.copyOf(sites);
    cameras = List.copyOf(cameras);
    lists = List.copyOf(lists);
  }

  /** Whether {@code destination}, whose filter this is, gets the event. */
  public boolean wants(String destination, Event event) {
    if (event.detail() instanceof EventDetail.DeliveryTest test) {
      return test.destination().equals(destination);
    }
    return wantsType(event.detail().type())
        && fits(sites, event.site())
        && fits(cameras, event.camera().value())
        && (!(event.detail() instanceof EventDetail.GateDecided decided)
            || fits(lists, decided.standing()));
  }

  /** Whether events of a type may pass. */
  public boolean wantsType(String type) {
    return fits(types, type);
  }

  private static boolean fits(List<String> patterns, String name) {
    return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> fits(pattern, name));
  }

  private static boolean fits(String pattern, String name) {
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern);
  }
}
