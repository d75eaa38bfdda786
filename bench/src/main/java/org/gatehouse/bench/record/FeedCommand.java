package org.gatehouse.bench.record;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.cli.Exit;
import org.gatehouse.bench.cli.Terminal;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.runtime.record.Interruptions;
import org.gatehouse.runtime.record.RecordPlan;
import org.gatehouse.runtime.record.RecordingDesk;
import org.gatehouse.runtime.record.SegmentWatch;
import org.gatehouse.runtime.ring.RingBudget;
import org.gatehouse.storage.filesystem.SegmentFiles;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The recorder in a process of its own, under the engine's flags, with its rings filled by one more
 * thread. Prints one line at the end: {@link Fed}.
 */
@Command(name = "record-feed", hidden = true, description = "part of bench record")
public final class FeedCommand implements Callable<Integer> {
  /** As the engine's main rings. */
  private static final long RING_BYTES = 800L << 20;

  @Option(names = "--clips", split = ":", required = true)
  private List<Path> clips = List.of();

  @Option(names = "--cameras", required = true)
  private int count;

  @Option(names = "--warmup", required = true)
  private int warmUp;

  @Option(names = "--seconds", required = true)
  private int seconds;

  @Option(names = "--to", required = true)
  private Path to = Path.of("");

  @Override
  public Integer call() throws IOException, InterruptedException {
    RecordingDesk desk =
        new RecordingDesk(
            List.of(new SegmentFiles(to)),
            Ticker.system(),
            RecordCommand.SYNC,
            _ -> SegmentWatch.NONE,
            Interruptions.UNKNOWN);
    List<FedCamera> cameras = cameras();
    cameras.forEach(camera -> desk.add(camera.ring(), RecordPlan.CONTINUOUS));
    Feeder feeder = Feeder.start(cameras);
    TimeUnit.SECONDS.sleep(warmUp);
    FeedCounts before = FeedCounts.of(desk, cameras, feeder);
    TimeUnit.SECONDS.sleep(seconds);
    FeedCounts after = FeedCounts.of(desk, cameras, feeder);
    feeder.stop();
    desk.close();
    long sent = cameras.stream().mapToLong(FedCamera::sent).sum();
    Fed fed =
        new Fed(
            after.cpuSeconds() - before.cpuSeconds(),
            after.bytes() - before.bytes(),
            sent - FeedCounts.of(desk, cameras, feeder).frames(),
            cameras.stream().map(FedCamera::seconds).toList());
    Terminal.standard().line(new ObjectMapper().writeValueAsString(fed));
    return Exit.OK;
  }

  private List<FedCamera> cameras() throws IOException {
    List<ClipUnits> units = new ArrayList<>();
    for (Path clip : clips) {
      units.add(ClipUnits.read(clip));
    }
    RingBudget budget = new RingBudget(RING_BYTES);
    long begin = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
    List<FedCamera> cameras = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cameras.add(new FedCamera(i, units.get(i % units.size()), budget, begin));
    }
    return cameras;
  }
}
