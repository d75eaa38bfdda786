package org.gatehouse.bench.powercut;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.gatehouse.bench.powercut.EventWriter.Acknowledged;
import org.gatehouse.camera.simulator.fleet.CameraCount;
import org.gatehouse.contract.storage.SegmentInfo;
import org.gatehouse.storage.filesystem.SegmentFiles;

/** Checks what {@code kill -9} left: all that was written is there, the process alone is gone. */
final class KillCheck {
  /** Of the fleet's clips. */
  private static final double PICTURES_PER_SECOND = 25;

  private final RandomGenerator random;
  private final Consumer<String> complaints;

  KillCheck(RandomGenerator random, Consumer<String> complaints) {
    this.random = random;
    this.complaints = complaints;
  }

  /** Fills the tally; says what is listed of each camera. */
  Verdict of(Crash crash, List<String> cameras, Tally tally)
      throws IOException, InterruptedException {
    tally.mismatches += stale(crash, cameras);
    Verdict verdict =
        new RecordingsCheck(crash.data(), file -> Long.MAX_VALUE, random, complaints).of(cameras);
    tally.add(verdict);
    for (int i = 0; i < crash.after().cameras().size(); i++) {
      CameraCount then = crash.before().cameras().get(i);
      CameraCount now = crash.after().cameras().get(i);
      List<SegmentInfo> listed = verdict.listed().getOrDefault(now.id(), List.of());
      boolean steady =
          !crash.restless().contains(now.id())
              && now.sessions() - then.sessions() == 1
              && now.skipped() == then.skipped();
      if (steady && !listed.isEmpty()) {
        tally.lostByKill(lost(now.units() - then.units(), listed));
      } else if (listed.isEmpty()) {
        complaints.accept(now.id() + " streamed and nothing of it is recorded");
        tally.unplayable++;
      }
    }
    tally.events += crash.acknowledged().size();
    tally.eventsLost +=
        EventCheck.lost(
            crash.events(), crash.acknowledged().stream().map(Acknowledged::id), complaints);
    return verdict;
  }

  /** Seconds of pictures that a camera sent in its one session and that are in no file. */
  private static double lost(long sent, List<SegmentInfo> listed) {
    return Math.max(0, sent / PICTURES_PER_SECOND - Coverage.seconds(listed, Instant.MAX));
  }

  /** Cameras of which a store that was open all the time tells something else than a new one. */
  private long stale(Crash crash, List<String> cameras) throws IOException {
    SegmentFiles anew = new SegmentFiles(crash.data().resolve("recordings"));
    long different = 0;
    for (String camera : cameras) {
      List<SegmentInfo> rebuilt = RecordingsCheck.list(anew, camera);
      List<SegmentInfo> kept = RecordingsCheck.list(crash.kept(), camera);
      boolean served =
          crash.served().getOrDefault(camera, List.of()).stream()
              .allMatch(told -> rebuilt.stream().anyMatch(info -> continues(told, info)));
      if (!kept.equals(rebuilt) || !served) {
        different++;
        complaints.accept(camera + ": the index kept is not the one rebuilt: " + rebuilt);
      }
    }
    return different;
  }

  /** A file grows after it was told of; nothing else changes. */
  private static boolean continues(SegmentInfo told, SegmentInfo now) {
    return told.file().equals(now.file())
        && told.start().equals(now.start())
        && now.durationMicros() >= told.durationMicros()
        && (now.bytes() > told.bytes() || now.durationMicros() == told.durationMicros());
  }
}
