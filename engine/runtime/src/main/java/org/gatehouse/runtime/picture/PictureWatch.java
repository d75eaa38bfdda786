package org.gatehouse.runtime.picture;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.KeyPictureDecoder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks four times a second at what every camera's ring took, and tells when a picture begins and
 * ceases to stand still. Thread-safe; the thread {@code picture-watch} owns all judgements. It
 * keeps no access unit: a key picture that is wanted goes to the decoder at once or not at all, and
 * first samples are spread over the sampling time.
 *
 * <p>Samples are begun beside three others at most, so sixteen in a second, where 400 cameras need
 * seven. Suspects may have five more with each look, and save up to forty: cameras that freeze
 * together often send their key pictures together, and what is not decoded at once is gone for a
 * group of pictures. Where that is not enough all wait alike, for each look begins at another
 * camera.
 */
public final class PictureWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PictureWatch.class);
  static final Duration LOOK = Duration.ofMillis(250);
  private static final int MOST_SAMPLES = 4;
  private static final int SUSPECTS_A_LOOK = 5;
  private static final int SUSPECTS_SAVED = 40;

  /** By how many cameras each look begins further on; prime, so that every camera comes first. */
  private static final int TURN = 97;

  private static final double NANOS_PER_SECOND = 1e9;

  private final @Nullable KeyPictureDecoder decoder;
  private final Ticker ticker;
  private final Heard heard;
  private final Map<CameraId, Watched> cameras = new ConcurrentHashMap<>();
  private final Queue<Runnable> arrived = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile long cpuNanos;
  private int underWay;
  private int turn;
  private int suspects = SUSPECTS_SAVED;

  /** Hears verdicts, on the watch thread; must not block. */
  public interface Heard {
    /** A camera's picture began or ceased to stand still. */
    void picture(CameraId camera, boolean still, String detail);
  }

  private static final class Watched {
    final CameraId id;
    final StreamReader reader;
    final StillPicture picture;
    boolean told;

    Watched(CameraId id, StreamReader reader, StillPicture picture) {
      this.id = id;
      this.reader = reader;
      this.picture = picture;
    }
  }

  /**
   * A watch without cameras; {@link #start} begins to look.
   *
   * @param decoder null if there is none: then only byte-identical repetition is found
   */
  public PictureWatch(@Nullable KeyPictureDecoder decoder, Ticker ticker, Heard heard) {
    this.decoder = decoder;
    this.ticker = ticker;
    this.heard = heard;
    this.thread = Thread.ofPlatform().name("picture-watch").daemon().unstarted(this::run);
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /** Watches a camera's main stream. */
  public void add(CameraId id, StreamSource source) {
    long now = ticker.nanos();
    long spread = StillPicture.SAMPLE_EVERY.toNanos();
    long phase = Math.floorMod(id.hashCode() * 0x9e3779b97f4a7c15L, spread);
    StreamReader reader = source.open(StreamSource.Start.NEXT_RANDOM_ACCESS);
    Watched before = cameras.put(id, new Watched(id, reader, new StillPicture(now + phase, now)));
    if (before != null) {
      before.reader.close();
    }
  }

  /** Forgets a camera. */
  public void remove(CameraId id) {
    Watched gone = cameras.remove(id);
    if (gone != null) {
      gone.reader.close();
    }
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        look();
        cpuNanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      }
    } catch (InterruptedException e) {
      LOG.debug("closed");
    }
  }

  /** One look at everything; tests call it on simulated time. */
  void look() {
    for (Runnable result = arrived.poll(); result != null; result = arrived.poll()) {
      result.run();
    }
    suspects = Math.min(SUSPECTS_SAVED, suspects + SUSPECTS_A_LOOK);
    List<Watched> order = new ArrayList<>(cameras.values());
    turn += TURN;
    Collections.rotate(order, turn);
    order.forEach(this::look);
  }

  private void look(Watched camera) {
    long now = ticker.nanos();
    for (AccessUnit unit = camera.reader.poll(); unit != null; unit = camera.reader.poll()) {
      if (camera.picture.unit(unit, now) && decoder != null && mayAsk(camera)) {
        camera.picture.asked(now);
        ask(decoder, camera, unit);
      }
    }
    camera.reader.release();
    boolean still = camera.picture.still();
    if (still != camera.told) {
      camera.told = still;
      heard.picture(camera.id, still, still ? camera.picture.seen() : "");
    }
  }

  private boolean mayAsk(Watched camera) {
    if (!camera.picture.urgent()) {
      return underWay < MOST_SAMPLES;
    }
    boolean left = suspects > 0;
    suspects -= left ? 1 : 0;
    return left;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are handled in the completion
  private void ask(KeyPictureDecoder eyes, Watched camera, AccessUnit unit) {
    underWay++;
    eyes.decode(unit.detached())
        .thenApply(PictureSignature::of)
        .whenComplete(
            (signature, failure) -> arrived.add(() -> answered(camera, signature, failure)));
  }

  private void answered(
      Watched camera, @Nullable PictureSignature signature, @Nullable Throwable failure) {
    underWay--;
    if (signature != null) {
      camera.picture.picture(signature, ticker.nanos());
    } else {
      LOG.debug("camera {}: {}", camera.id, String.valueOf(failure));
    }
  }

  /** Processor time of the watch and its decoder since the start, seconds. */
  public double cpuSeconds() {
    return cpuNanos / NANOS_PER_SECOND + (decoder == null ? 0 : decoder.cpuSeconds());
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (decoder != null) {
      decoder.close();
    }
  }
}
