package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/** What passed by since the start. Written by one I/O thread at a time, read by anyone. */
final class StreamCounters {
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong accessUnits = new AtomicLong();
  private final AtomicLong lostPackets = new AtomicLong();
  private final AtomicLong garbage = new AtomicLong();
  private volatile @Nullable ParameterSets parameters;
  private volatile @Nullable AudioFormat sound;
  private volatile @Nullable Duration clock;

  void accessUnit(AccessUnit unit) {
    accessUnits.incrementAndGet();
    parameters = unit.parameters();
    if (!unit.audio().isEmpty()) {
      sound = unit.audio().getLast().format();
    }
  }

  void traffic(long moreBytes, long moreLost) {
    bytes.addAndGet(moreBytes);
    lostPackets.addAndGet(moreLost);
  }

  void garbage(long moreBytes) {
    garbage.addAndGet(moreBytes);
  }

  void clock(long cameraMinusServerMicros) {
    clock = Duration.of(cameraMinusServerMicros, ChronoUnit.MICROS);
  }

  /** The camera's clock minus ours, as last told. */
  @Nullable Duration clock() {
    return clock;
  }

  long bytes() {
    return bytes.get();
  }

  long accessUnits() {
    return accessUnits.get();
  }

  long lostPackets() {
    return lostPackets.get();
  }

  long garbage() {
    return garbage.get();
  }

  @Nullable AudioFormat sound() {
    return sound;
  }

  @Nullable ParameterSets parameters() {
    return parameters;
  }
}
