package org.gatehouse.runtime.live;

import java.time.Duration;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.media.VideoCodec;
import org.jspecify.annotations.Nullable;

/**
 * Feeds one viewer of one stream: at once what is cached since the latest key frame, then each
 * picture as it comes. {@link #run} belongs on a thread of its own, best a virtual one; {@link
 * #close} may be called by any thread and ends it within a second.
 *
 * <p>When the sink stays full for longer than {@link #PATIENCE}, the viewer skips to the next key
 * frame and tells how many pictures that cost.
 */
public final class LiveViewer implements Runnable, AutoCloseable {
  /** A short hiccup of the connection is waited out: the ring keeps what comes meanwhile. */
  private static final Duration PATIENCE = Duration.ofMillis(500);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final StreamSource source;
  private final @Nullable StandIn standIn;
  private final LiveSink sink;
  private final int looks;
  private final LiveWishes wishes;
  private final SoundTrack sound;
  private final LiveFeed feed;

  /** True while the pictures are older than the live edge. Viewer's thread only, as all below. */
  private boolean catchingUp = true;

  private boolean skipping;
  private long missedBefore;

  private volatile @Nullable VideoCodec refused;
  private volatile boolean closed;

  /**
   * A viewer of {@code source} that sends to {@code sink}.
   *
   * @param standIn shown first where {@code source} does not run yet; null for nothing
   */
  public LiveViewer(
      StreamSource source, @Nullable StandIn standIn, LiveSink sink, LiveWishes wishes) {
    this(source, standIn, sink, wishes, PATIENCE);
  }

  LiveViewer(
      StreamSource source,
      @Nullable StandIn standIn,
      LiveSink sink,
      LiveWishes wishes,
      Duration patience) {
    this.source = source;
    this.standIn = standIn;
    this.sink = sink;
    this.wishes = wishes;
    this.looks = (int) patience.dividedBy(LOOK_AGAIN);
    this.sound = new SoundTrack(wishes.sound());
    this.feed = new LiveFeed(sink, source.id().name(), sound);
  }

  /**
   * Sends until the stream ends or is in a coding that the viewer does not play, the viewer is
   * closed, or the thread is interrupted.
   */
  @Override
  public void run() {
    if (wishes.sound()) {
      listen();
    }
    try (StreamReader reader = source.open(start())) {
      while (!closed && !reader.closed() && refused == null) {
        AccessUnit unit = next(reader);
        if (unit != null) {
          noteMissed(reader);
          look(unit);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private StreamSource.Start start() {
    boolean shown = standIn != null && !closed && standIn.showInsteadOf(source, sink, wishes);
    return shown ? StreamSource.Start.NEXT_RANDOM_ACCESS : StreamSource.Start.LATEST_RANDOM_ACCESS;
  }

  /** The coding of the stream, if {@link #run} ended because the viewer does not play it. */
  public @Nullable VideoCodec refused() {
    return refused;
  }

  /** Hears what is cached, so that the first initialisation can name the sound already. */
  private void listen() {
    try (StreamReader reader = source.open(StreamSource.Start.OLDEST_RANDOM_ACCESS)) {
      for (AccessUnit unit = reader.poll(); unit != null; unit = reader.poll()) {
        sound.hear(unit);
      }
    }
  }

  private void look(AccessUnit unit) throws InterruptedException {
    VideoCodec codec = unit.parameters().codec();
    if (wishes.codecs().contains(codec)) {
      deliver(unit);
    } else {
      refused = codec;
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private @Nullable AccessUnit next(StreamReader reader) throws InterruptedException {
    AccessUnit unit = reader.poll();
    if (unit != null) {
      return unit;
    }
    catchingUp = false;
    return reader.take(LONGEST_WAIT);
  }

  private void deliver(AccessUnit unit) throws InterruptedException {
    if (skipping && !unit.randomAccess()) {
      sound.hear(unit);
      feed.drop(1);
    } else if (becomesWritable()) {
      skipping = false;
      feed.send(unit, catchingUp);
    } else {
      skipping = true;
      feed.drop(1);
    }
  }

  private void noteMissed(StreamReader reader) {
    long missed = reader.missed();
    if (missed != missedBefore) {
      feed.drop(missed - missedBefore);
      missedBefore = missed;
    }
  }

  private boolean becomesWritable() throws InterruptedException {
    boolean writable = sink.writable();
    for (int i = 0; i < looks && !writable && !closed; i++) {
      Thread.sleep(LOOK_AGAIN);
      writable = sink.writable();
    }
    return writable;
  }
}
