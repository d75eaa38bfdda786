package org.gatehouse.runtime.picture;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamReader;
import org.gatehouse.contract.media.StreamSource;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.KeyPictureDecoder;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.runtime.health.Judged;
import org.gatehouse.runtime.health.PictureFault;
import org.gatehouse.runtime.health.PictureHealth;
import org.gatehouse.runtime.health.PictureHealthDesk;
import org.gatehouse.runtime.health.PictureSketch;
import org.gatehouse.runtime.health.Thumbnail;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks four times a second at what every camera's ring took, and tells when a picture begins and
 * ceases to stand still, or to be of use otherwise. Thread-safe; the thread {@code picture-watch}
 * owns all judgements. It keeps no access unit: a key picture that is wanted goes to the decoder at
 * once or not at all, and first samples are spread over the sampling time.
 *
 * <p>Samples are begun beside three others at most, so sixteen in a second, where 400 cameras need
 * seven. Suspects may have five more with each look, and save up to forty: cameras that freeze
 * together often send their key pictures together, and what is not decoded at once is gone for a
 * group of pictures. Where that is not enough all wait alike, for each look begins at another
 * camera. The same samples serve both judgements; pictures that seem black, blurred and so on are
 * looked at four times as often until that is certain, two a second over all cameras.
 */
public final class PictureWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PictureWatch.class);
  static final Duration LOOK = Duration.ofMillis(250);
  private static final int MOST_SAMPLES = 4;
  private static final int SUSPECTS_A_LOOK = 5;
  private static final int SUSPECTS_SAVED = 40;

  /** Looks between two more pictures of cameras whose picture seems to be of no use. */
  private static final int LOOKS_PER_DOUBT = 2;

  private static final int DOUBTS_SAVED = 20;
  private static final int THUMBNAIL_WIDTH = 320;

  /** By how many cameras each look begins further on; prime, so that every camera comes first. */
  private static final int TURN = 97;

  private static final double NANOS_PER_SECOND = 1e9;

  private final @Nullable KeyPictureDecoder decoder;
  private final Ticker ticker;
  private final Duration every;
  private final Heard heard;
  private final PictureHealthDesk desk;
  private final Map<CameraId, Watched> cameras = new ConcurrentHashMap<>();
  private final Queue<Runnable> arrived = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private volatile long cpuNanos;
  private int underWay;
  private int turn;
  private int looks;
  private int suspects = SUSPECTS_SAVED;
  private int doubts = DOUBTS_SAVED;

  /** Hears verdicts, on the watch thread; must not block. */
  public interface Heard {
    /** A camera's picture began or ceased to stand still. */
    void picture(CameraId camera, boolean still, String detail);
  }

  private static final class Watched {
    final CameraId id;
    final StreamReader reader;
    final StillPicture picture;
    final @Nullable PictureHealth health;

    /** What is covered in its thumbnails. */
    final List<PictureArea> masks;

    boolean told;
    @Nullable PictureFault toldFault;
    @Nullable Thumbnail latest;

    Watched(
        CameraId id,
        StreamReader reader,
        StillPicture picture,
        @Nullable PictureHealth health,
        List<PictureArea> masks) {
      this.id = id;
      this.reader = reader;
      this.picture = picture;
      this.health = health;
      this.masks = masks;
    }
  }

  /** What a decoded picture came to. */
  private record Seen(
      PictureSignature signature, @Nullable PictureSketch sketch, @Nullable Thumbnail thumbnail) {}

  /**
   * A watch without cameras; {@link #start} begins to look.
   *
   * @param decoder null if there is none: then only byte-identical repetition is found
   * @param every how often each camera's picture is decoded without a suspicion
   * @param desk hears of pictures that are of no use, and of frozen ones for their thumbnails
   */
  public PictureWatch(
      @Nullable KeyPictureDecoder decoder,
      Ticker ticker,
      Duration every,
      Heard heard,
      PictureHealthDesk desk) {
    this.decoder = decoder;
    this.ticker = ticker;
    this.every = every;
    this.heard = heard;
    this.desk = desk;
    this.thread = Thread.ofPlatform().name("picture-watch").daemon().unstarted(this::run);
  }

  /** Starts the thread. */
  public void start() {
    thread.start();
  }

  /**
   * Watches a camera's main stream.
   *
   * @param judged how its picture is judged; null if it is only to be found frozen
   */
  public void add(CameraId id, StreamSource source, @Nullable Judged judged) {
    long now = ticker.nanos();
    long phase = Math.floorMod(id.hashCode() * 0x9e3779b97f4a7c15L, every.toNanos());
    StreamReader reader = source.open(StreamSource.Start.NEXT_RANDOM_ACCESS);
    PictureHealth health = judged == null ? null : PictureHealth.of(judged, every.toNanos());
    List<PictureArea> masks = judged == null ? List.of() : judged.masks();
    StillPicture picture = new StillPicture(now + phase, now, every);
    leave(cameras.put(id, new Watched(id, reader, picture, health, masks)));
  }

  /** Forgets a camera; what was told of it is taken back with the next look. */
  public void remove(CameraId id) {
    leave(cameras.remove(id));
  }

  /** By the watch itself, which may just be looking at it. */
  private void leave(@Nullable Watched gone) {
    if (gone != null) {
      arrived.add(() -> left(gone));
    }
  }

  private void left(Watched gone) {
    gone.reader.close();
    if (gone.told) {
      heard.picture(gone.id, false, "");
    }
    desk.forget(gone.id);
  }

  /**
   * What a camera shows now is as it should be.
   *
   * @return false if there is no such camera, or it is not judged
   */
  public boolean accept(CameraId id) {
    PictureHealth health = health(id);
    if (health != null) {
      arrived.add(health::accept);
    }
    return health != null;
  }

  /** True if there is such a camera and its picture is judged. */
  public boolean judges(CameraId id) {
    return health(id) != null;
  }

  private @Nullable PictureHealth health(CameraId id) {
    Watched camera = cameras.get(id);
    return camera == null ? null : camera.health;
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
    looks++;
    doubts = Math.min(DOUBTS_SAVED, doubts + (looks % LOOKS_PER_DOUBT == 0 ? 1 : 0));
    List<Watched> order = new ArrayList<>(cameras.values());
    turn += TURN;
    Collections.rotate(order, turn);
    order.forEach(this::look);
  }

  private void look(Watched camera) {
    if (cameras.get(camera.id) != camera) {
      return;
    }
    long now = ticker.nanos();
    for (AccessUnit unit = camera.reader.poll(); unit != null; unit = camera.reader.poll()) {
      boolean wanted = camera.picture.unit(unit, now);
      if (decoder != null && (wanted ? mayAsk(camera) : mayDoubt(camera, unit, now))) {
        camera.picture.asked(now);
        ask(decoder, camera, unit);
      }
    }
    camera.reader.release();
    boolean still = camera.picture.still();
    if (still != camera.told) {
      camera.told = still;
      heard.picture(camera.id, still, still ? camera.picture.seen() : "");
      tell(camera, PictureFault.FROZEN, still);
    }
    PictureFault fault = camera.health == null ? null : camera.health.told();
    if (fault != camera.toldFault) {
      tell(camera, camera.toldFault, false);
      camera.toldFault = fault;
      tell(camera, fault, true);
    }
  }

  private void tell(Watched camera, @Nullable PictureFault fault, boolean begins) {
    PictureHealth health = camera.health;
    if (fault == null || health == null) {
      return;
    }
    if (begins) {
      Thumbnail after = fault == PictureFault.FROZEN ? camera.latest : health.after();
      desk.began(camera.id, fault, health.before(), after);
    } else {
      desk.ended(camera.id, fault);
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

  private boolean mayDoubt(Watched camera, AccessUnit unit, long now) {
    boolean wanted = unit.randomAccess() && camera.health != null && camera.health.due(now);
    boolean left = wanted && underWay < MOST_SAMPLES && doubts > 0;
    doubts -= left ? 1 : 0;
    return left;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // both outcomes are handled in the completion
  private void ask(KeyPictureDecoder eyes, Watched camera, AccessUnit unit) {
    underWay++;
    AccessUnit own = unit.detached();
    PictureHealth health = camera.health;
    CompletableFuture<@Nullable Thumbnail> thumbnail = thumbnail(eyes, camera, own);
    if (health != null) {
      health.asked(ticker.nanos());
    }
    eyes.decode(own)
        .thenCombine(
            thumbnail,
            (picture, small) ->
                new Seen(
                    PictureSignature.of(picture),
                    health == null ? null : PictureSketch.of(picture),
                    small))
        .whenComplete((seen, failure) -> arrived.add(() -> answered(camera, seen, failure)));
  }

  /** Asked for where something seems to be wrong, and once in a while of a picture that is well. */
  private static CompletableFuture<@Nullable Thumbnail> thumbnail(
      KeyPictureDecoder eyes, Watched camera, AccessUnit unit) {
    PictureHealth health = camera.health;
    boolean wanted =
        health != null && (camera.picture.urgent() || health.wantsThumbnail(unit.epochMicros()));
    if (!wanted) {
      return CompletableFuture.completedFuture(null);
    }
    return eyes.jpeg(unit, THUMBNAIL_WIDTH, camera.masks)
        .<@Nullable Thumbnail>thenApply(jpeg -> new Thumbnail(jpeg, unit.epochMicros()))
        .exceptionally(failure -> null);
  }

  private void answered(Watched camera, @Nullable Seen seen, @Nullable Throwable failure) {
    underWay--;
    if (seen == null) {
      LOG.debug("camera {}: {}", camera.id, String.valueOf(failure));
      return;
    }
    long now = ticker.nanos();
    camera.picture.picture(seen.signature, now);
    if (camera.health != null && seen.sketch != null) {
      camera.latest = seen.thumbnail == null ? camera.latest : seen.thumbnail;
      boolean doubtful = camera.picture.urgent() || camera.picture.still();
      camera.health.look(seen.sketch, seen.thumbnail, doubtful, now);
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
