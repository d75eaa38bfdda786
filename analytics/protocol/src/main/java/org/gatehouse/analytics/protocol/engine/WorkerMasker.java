package org.gatehouse.analytics.protocol.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamWriter;
import org.gatehouse.contract.vision.AnalyticsProvider.Settings;
import org.gatehouse.contract.vision.MaskedStream;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.StreamMasker;

/** Covers areas of live streams, each in a process of its own. */
final class WorkerMasker implements StreamMasker {
  /** Beside the slots of all other processes, whose natives it must not share. */
  private static final int FIRST_SLOT = 200;

  private static final Duration START_PATIENCE = Duration.ofMinutes(1);

  private final Settings settings;
  private final BitSet slots = new BitSet();
  private final Map<MaskingLane, Integer> lanes = new ConcurrentHashMap<>();

  WorkerMasker(Settings settings) {
    this.settings = settings;
  }

  @Override
  public MaskedStream open(StreamId stream, List<PictureArea> areas, StreamWriter covered) {
    int slot = takeSlot();
    MaskingLane lane =
        new MaskingLane(
            stream, areas, covered, () -> start(slot), settings.ticker(), this::released);
    lanes.put(lane, slot);
    return lane.start();
  }

  private int takeSlot() {
    synchronized (slots) {
      int free = slots.nextClearBit(0);
      slots.set(free);
      return FIRST_SLOT + free;
    }
  }

  private void released(MaskingLane lane) {
    Integer slot = lanes.remove(lane);
    if (slot != null) {
      synchronized (slots) {
        slots.clear(slot - FIRST_SLOT);
      }
    }
  }

  private SoloProcess start(int slot) throws IOException {
    RunFolder folder = RunFolder.prepare(settings.runDirectory());
    Path socket = folder.directory().resolve("mask-" + ProcessHandle.current().pid() + "-" + slot);
    return SoloProcess.start(
        socket,
        path ->
            WorkerCommand.composeSmall(
                "mask",
                settings.workerCommand(),
                path,
                folder.nativesOfSlot(slot),
                folder.directory()),
        START_PATIENCE,
        settings.ticker());
  }

  @Override
  public void close() {
    List.copyOf(lanes.keySet()).forEach(MaskingLane::close);
  }
}
