package org.gatehouse.bench.gate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.engine.SiteLists;
import org.gatehouse.contract.list.ListEntry;
import org.gatehouse.contract.plate.LookAlikes;

/** Who may pass in a measurement. Stateless. */
final class GateLists {
  private static final int SHORTEST = 2;

  private GateLists() {}

  /** The passages of vehicles that can be on a list. */
  static List<Label> plated(List<Label> truth) {
    return truth.stream().filter(label -> label.plate().length() >= SHORTEST).toList();
  }

  /** Every other truth plate, the first one among them. */
  static Set<String> listed(List<Label> truth) {
    Set<String> listed = new LinkedHashSet<>();
    List<Label> plated = plated(truth);
    for (int i = 0; i < plated.size(); i += 2) {
      listed.add(plated.get(i).plate());
    }
    return listed;
  }

  /** Those, and for each other truth plate one that differs in one character that looks alike. */
  static List<ListEntry> withLookAlikes(List<Label> truth, String lane) {
    Set<String> listed = listed(truth);
    Set<String> taken = new HashSet<>(listed);
    truth.forEach(label -> taken.add(label.plate()));
    List<ListEntry> entries = new ArrayList<>();
    listed.forEach(plate -> entries.add(SiteLists.allowed(plate, lane)));
    for (Label label : plated(truth)) {
      if (!listed.contains(label.plate())) {
        String other = lookAlike(label.plate(), taken);
        taken.add(other);
        entries.add(SiteLists.allowed(other, lane));
      }
    }
    return entries;
  }

  /** Where no character has a twin, another digit stands in for one. */
  static String lookAlike(String plate, Set<String> taken) {
    for (int i = plate.length() - 1; i > 0; i--) {
      String others = LookAlikes.of(plate.charAt(i)) + "0123456789";
      for (int k = 0; k < others.length(); k++) {
        String other = plate.substring(0, i) + others.charAt(k) + plate.substring(i + 1);
        if (!taken.contains(other)) {
          return other;
        }
      }
    }
    throw new BenchFailure("no plate looks like " + plate);
  }
}
