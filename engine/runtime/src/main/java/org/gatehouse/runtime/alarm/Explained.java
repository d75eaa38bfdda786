package org.gatehouse.runtime.alarm;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.Alarm.Kind;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * Which alarms are explained by others, and so suppressed by design: what is wrong with a picture
 * says nothing while its camera sends none. Owned by the board.
 */
final class Explained {
  private static final Set<Kind> NO_PICTURES =
      Set.of(Kind.CAMERA_DOWN, Kind.GROUP_DOWN, Kind.CREDENTIALS_REFUSED);

  /** Ids of the alarms that say that a camera sends no pictures. */
  private final Map<CameraId, Set<String>> down = new HashMap<>();

  private final Map<String, List<CameraId>> named = new HashMap<>();

  /** True if it explains others. */
  static boolean explains(Alarm alarm) {
    return NO_PICTURES.contains(alarm.kind());
  }

  /** It lasts, and names these cameras now. */
  void lasts(Alarm alarm) {
    over(alarm.id());
    if (explains(alarm)) {
      named.put(alarm.id(), alarm.cameras());
      alarm
          .cameras()
          .forEach(c -> down.computeIfAbsent(c, x -> new LinkedHashSet<>()).add(alarm.id()));
    }
  }

  void over(String id) {
    for (CameraId camera : named.getOrDefault(id, List.of())) {
      down.computeIfPresent(
          camera,
          (same, ids) -> {
            ids.remove(id);
            return ids.isEmpty() ? null : ids;
          });
    }
    named.remove(id);
  }

  /** The alarm that explains it; null if none does. */
  @Nullable String by(Alarm alarm) {
    if (alarm.kind().source() != Alarm.Source.PICTURE || alarm.cameras().isEmpty()) {
      return null;
    }
    boolean all = alarm.cameras().stream().allMatch(down::containsKey);
    return all ? down.getOrDefault(alarm.cameras().getFirst(), Set.of()).iterator().next() : null;
  }
}
