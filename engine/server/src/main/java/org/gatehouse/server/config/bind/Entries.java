package org.gatehouse.server.config.bind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The keys and values of one YAML mapping; a key that stands there twice is a problem. */
final class Entries {
  private record Entry(Place key, Node value) {}

  private final Map<String, Entry> byKey = new LinkedHashMap<>();
  private final Place place;
  private final Problems problems;
  private @Nullable Template template;

  /** Where keys that are left out come from. */
  private record Template(String name, String key, Entries entries) {}

  private Entries(Place place, Problems problems) {
    this.place = place;
    this.problems = problems;
  }

  static Entries of(Node node, String path, Problems problems) throws Unbindable {
    Place place = Place.of(node, path);
    if (!(node instanceof MappingNode mapping)) {
      problems.add(place, "expected a mapping of keys, but saw " + Shown.node(node));
      throw new Unbindable();
    }
    Entries entries = new Entries(place, problems);
    mapping.getValue().forEach(entries::add);
    return entries;
  }

  private void add(NodeTuple tuple) {
    if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
      problems.add(Place.of(tuple.getKeyNode(), place.path()), "a key must be a plain word");
      return;
    }
    String name = scalar.getValue();
    Place at = Place.of(scalar, place.key(name).path());
    Entry first = byKey.putIfAbsent(name, new Entry(at, tuple.getValueNode()));
    if (first != null) {
      problems.add(at, "this key stands here twice, first in line " + first.key().line());
    }
  }

  Place place() {
    return place;
  }

  /** Takes keys that are left out from {@code entries}, which {@code key} names. */
  void inherit(String name, String key, Entries entries) {
    template = new Template(name, key, entries);
  }

  private @Nullable Template source(String name) {
    boolean own = byKey.containsKey(name) || name.equals(Templates.NAME);
    Template from = template;
    return own || from == null || !from.entries().byKey.containsKey(name) ? null : from;
  }

  /** Where key {@code name} stands, or what named the template that has it, or the mapping. */
  Place place(String name) {
    Template from = source(name);
    Entry entry = byKey.get(from == null ? name : from.key());
    return entry == null ? place.key(name) : Place.of(entry.value(), place.key(name).path());
  }

  /** How messages call the value of {@code name}: by the template's place if it is from there. */
  String path(String name) {
    Template from = source(name);
    return (from == null ? place : from.entries().place).key(name).path();
  }

  /** To be said after a complaint about {@code name}; empty unless a template is involved. */
  String note(String name) {
    Template from = source(name);
    return from == null
        ? ""
        : " (from template '" + from.name() + "', line " + from.entries().place(name).line() + ")";
  }

  @Nullable Node get(String name) {
    Template from = source(name);
    Entry entry = (from == null ? this : from.entries()).byKey.get(name);
    return entry == null ? null : entry.value();
  }

  /** Complains about every key outside {@code known}; true if there was none. */
  boolean allKnown(List<String> known) {
    boolean all = true;
    for (Map.Entry<String, Entry> entry : byKey.entrySet()) {
      if (!known.contains(entry.getKey())) {
        problems.add(entry.getValue().key(), "unknown key" + hint(entry.getKey(), known));
        all = false;
      }
    }
    return all;
  }

  private static String hint(String seen, List<String> known) {
    return Keys.nearest(seen, known)
        .map(near -> "; did you mean '" + near + "'?")
        .orElse("; known here: " + String.join(", ", known));
  }
}
