package org.gatehouse.server.onboard;

import java.util.List;
import java.util.Map;
import org.gatehouse.contract.config.Secret;

/**
 * What an import would change, checked.
 *
 * @param rows all applied cameras afterwards
 * @param passwords to be written, by their reference
 */
public record Plan(List<Change> changes, List<Row> rows, Map<String, Secret> passwords) {
  /** Copies the collections. */
  public Plan {
    changes = List.copyOf(changes);
    rows = List.copyOf(rows);
    passwords = Map.copyOf(passwords);
  }

  /** How many cameras are of that kind. */
  public long count(Change.Kind kind) {
    return changes.stream().filter(change -> change.kind() == kind).count();
  }

  /** Whether nothing would change. */
  public boolean empty() {
    return count(Change.Kind.UNCHANGED) == changes.size();
  }

  /** In one line: {@code 3 added, 1 changed, 0 removed, 396 unchanged}. */
  public String summary() {
    return "%d added, %d changed, %d removed, %d unchanged"
        .formatted(
            count(Change.Kind.ADDED),
            count(Change.Kind.CHANGED),
            count(Change.Kind.REMOVED),
            count(Change.Kind.UNCHANGED));
  }
}
