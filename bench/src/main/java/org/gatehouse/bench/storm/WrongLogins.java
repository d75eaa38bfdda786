package org.gatehouse.bench.storm;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatehouse.bench.fleet.FleetCameraInfo;

/** Picks the cameras whose password the engine is told wrongly. */
final class WrongLogins {
  private WrongLogins() {}

  /** Every second of those that want one, the first included. */
  static Set<String> of(List<FleetCameraInfo> cameras) {
    List<FleetCameraInfo> closed = cameras.stream().filter(FleetCameraInfo::login).toList();
    return IntStream.range(0, closed.size())
        .filter(i -> i % 2 == 0)
        .mapToObj(i -> closed.get(i).id())
        .collect(Collectors.toUnmodifiableSet());
  }
}
