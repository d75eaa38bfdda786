package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.gatehouse.bench.powercut.EventWriter.Acknowledged;
import org.gatehouse.contract.storage.SegmentInfo;

/** Builds the disk of a power cut at a random moment before the kill, and checks it. */
final class PowerCheck {
  private final Random random;
  private final Consumer<String> complaints;

  PowerCheck(Random random, Consumer<String> complaints) {
    this.random = random;
    this.complaints = complaints;
  }

  /**
   * Fills the tally.
   *
   * @param whole what the killed engine's own disk holds, to the end
   * @param folder an empty folder
   */
  void of(Crash crash, Verdict whole, List<String> cameras, Path folder, Tally tally)
      throws IOException, InterruptedException {
    try (WriteLog dataLog = WriteLog.read(crash.dataLog());
        WriteLog eventsLog = WriteLog.read(crash.eventsLog())) {
      long cut = moment(crash, dataLog);
      recordings(crash, whole, cameras, dataLog, cut, folder.resolve("data"), tally);
      events(crash, eventsLog, cut, folder.resolve("events"), tally);
    }
  }

  /** What is written in a second is in the log for sure when the process is killed after it. */
  private long moment(Crash crash, WriteLog log) {
    long from = log.entries().getFirst().nanos();
    long to = crash.killed().nanos() - 1_000_000_000L;
    return random.nextLong(from + (to - from) / 4, to);
  }

  private void recordings(
      Crash crash,
      Verdict whole,
      List<String> cameras,
      WriteLog log,
      long cut,
      Path target,
      Tally tally)
      throws IOException, InterruptedException {
    Map<Path, Long> sure =
        new CutDisk(log, crash.data().toRealPath(), random).build(log.until(cut), target);
    Verdict verdict =
        new RecordingsCheck(target, file -> sure.getOrDefault(file, 0L), random, complaints)
            .of(cameras);
    tally.add(verdict);
    tally.eventsLost += EventCheck.lost(target, Stream.empty(), complaints);
    Instant then = crash.killed().at(cut);
    for (String camera : cameras) {
      List<SegmentInfo> all = whole.listed().getOrDefault(camera, List.of());
      List<SegmentInfo> left = verdict.listed().getOrDefault(camera, List.of());
      double lost = Coverage.seconds(all, then) - Coverage.seconds(left, then);
      tally.lostByPower(lost);
    }
  }

  private void events(Crash crash, WriteLog log, long cut, Path target, Tally tally)
      throws IOException {
    new CutDisk(log, crash.events().toRealPath(), random).build(log.until(cut), target);
    tally.eventsLost +=
        EventCheck.lost(
            target,
            crash.acknowledged().stream()
                .filter(event -> event.nanos() <= cut)
                .map(Acknowledged::id),
            complaints);
  }
}
