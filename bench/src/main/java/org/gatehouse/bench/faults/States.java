package org.gatehouse.bench.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** Every state that the engine told of each camera, with the time it was heard. Thread-safe. */
final class States {
  /** The only state in which nothing is wrong. */
  static final String STREAMING = "streaming";

  private final Map<String, List<Entry>> told = new HashMap<>();

  /** A camera came into a state. */
  record Entry(String state, long nanos) {}

  synchronized void told(String camera, String state, long nanos) {
    List<Entry> entries = told.computeIfAbsent(camera, none -> new ArrayList<>());
    if (entries.isEmpty() || !entries.getLast().state.equals(state)) {
      entries.add(new Entry(state, nanos));
    }
  }

  /** The state that it is in, and since when; unknown for ever if nothing was told. */
  synchronized Entry latest(String camera) {
    List<Entry> entries = told.getOrDefault(camera, List.of());
    return entries.isEmpty() ? new Entry("unknown", Long.MIN_VALUE) : entries.getLast();
  }

  /** When it first came into one of those states, from a time on. */
  synchronized OptionalLong firstIn(String camera, Set<String> states, long fromNanos) {
    return told.getOrDefault(camera, List.of()).stream()
        .filter(entry -> entry.nanos - fromNanos >= 0 && states.contains(entry.state))
        .mapToLong(Entry::nanos)
        .findFirst();
  }

  /** All states that it came into from a time on. */
  synchronized List<Entry> since(String camera, long fromNanos) {
    return told.getOrDefault(camera, List.of()).stream()
        .filter(entry -> entry.nanos - fromNanos >= 0)
        .toList();
  }
}
