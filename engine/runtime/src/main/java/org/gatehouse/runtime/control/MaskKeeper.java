package org.gatehouse.runtime.control;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.gatehouse.contract.alarm.Alarm;
import org.gatehouse.contract.alarm.AlarmSink;
import org.gatehouse.contract.camera.CameraControl;
import org.gatehouse.contract.camera.ControlException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.PictureArea;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that cameras hold the masks that they are to hold: sets them when it begins, asks
 * again each hour, and raises an alarm where it cannot be sure. Until a camera said so itself, its
 * masks are not taken to be there. Owner: the thread that calls {@link #tick}; cameras are asked on
 * virtual threads; {@link #follow} and {@link #holds} are for any.
 */
public final class MaskKeeper {
  private static final Logger log = LoggerFactory.getLogger(MaskKeeper.class);
  private static final Duration AGAIN = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofSeconds(10);
  private static final Duration LATER = Duration.ofMinutes(10);
  private static final int ASKED_PER_TICK = 10;
  private static final int FAILURES_TOLERATED = 1;

  private final Ticker ticker;
  private final AlarmSink alarms;
  private final Consumer<CameraId> changed;
  private final Map<CameraId, Kept> kept = new ConcurrentHashMap<>();
  private final Queue<Runnable> arrived = new ConcurrentLinkedQueue<>();

  /**
   * What a camera is to mask.
   *
   * @param stream the stream that must not show the areas
   */
  public record Wish(CameraControl control, URI stream, List<PictureArea> areas) {
    /** Copies the list. */
    public Wish {
      areas = List.copyOf(areas);
    }
  }

  /** One camera. The ticking thread's, but for what is volatile. */
  private static final class Kept {
    final Wish wish;
    volatile boolean held;
    long dueNanos;
    int failures;
    boolean underWay;
    boolean alarmed;

    Kept(Wish wish, long dueNanos) {
      this.wish = wish;
      this.dueNanos = dueNanos;
    }
  }

  /**
   * Keeps nothing yet.
   *
   * @param alarms called by the ticking thread
   * @param changed hears of cameras that came to hold their masks, or ceased to
   */
  public MaskKeeper(Ticker ticker, AlarmSink alarms, Consumer<CameraId> changed) {
    this.ticker = ticker;
    this.alarms = alarms;
    this.changed = changed;
  }

  /**
   * Makes this what the camera is to mask; what equals the present wish goes on untouched.
   *
   * @param wish null if it is to mask nothing
   */
  public void follow(CameraId camera, @Nullable Wish wish) {
    Kept present = kept.get(camera);
    if (wish != null && (present == null || !present.wish.equals(wish))) {
      Kept next = new Kept(wish, ticker.nanos());
      next.alarmed = present != null && present.alarmed;
      kept.put(camera, next);
    } else if (wish == null && kept.remove(camera) != null) {
      arrived.add(() -> alarms.clear(alarmId(camera), now()));
    }
  }

  /** True if the camera said that it masks all that it is to mask. */
  public boolean holds(CameraId camera) {
    Kept present = kept.get(camera);
    return present != null && present.held;
  }

  /** Once a second. */
  public void tick() {
    for (Runnable answer = arrived.poll(); answer != null; answer = arrived.poll()) {
      answer.run();
    }
    long now = ticker.nanos();
    int asked = 0;
    for (Map.Entry<CameraId, Kept> entry : kept.entrySet()) {
      Kept one = entry.getValue();
      if (!one.underWay && one.dueNanos - now <= 0 && asked < ASKED_PER_TICK) {
        asked++;
        one.underWay = true;
        Thread.ofVirtual().name("mask-" + entry.getKey()).start(() -> ask(entry.getKey(), one));
      }
    }
  }

  private void ask(CameraId camera, Kept one) {
    @Nullable String trouble;
    try {
      List<PictureArea> missing = one.wish.control().mask(one.wish.stream(), one.wish.areas());
      trouble = missing.isEmpty() ? null : "it does not mask " + names(missing);
    } catch (ControlException e) {
      trouble = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    @Nullable String seen = trouble;
    arrived.add(() -> answered(camera, one, seen));
  }

  private static String names(List<PictureArea> areas) {
    return areas.stream().map(area -> "'" + area + "'").collect(Collectors.joining(", "));
  }

  private void answered(CameraId camera, Kept one, @Nullable String trouble) {
    one.underWay = false;
    if (kept.get(camera) != one) {
      return;
    }
    boolean before = one.held;
    if (trouble == null) {
      held(camera, one);
    } else {
      failed(camera, one, trouble);
    }
    if (before != one.held) {
      changed.accept(camera);
    }
  }

  private void held(CameraId camera, Kept one) {
    if (!one.held) {
      log.info("camera {}: holds its {} mask areas", camera, one.wish.areas().size());
    }
    one.held = true;
    one.failures = 0;
    one.dueNanos = ticker.nanos() + AGAIN.toNanos();
    if (one.alarmed) {
      one.alarmed = false;
      alarms.clear(alarmId(camera), now());
    }
  }

  private void failed(CameraId camera, Kept one, String trouble) {
    one.held = false;
    one.failures++;
    boolean early = one.failures <= FAILURES_TOLERATED;
    one.dueNanos = ticker.nanos() + (early ? SOON : LATER).toNanos();
    if (!early && !one.alarmed) {
      one.alarmed = true;
      alarms.raise(
          new Alarm(
              alarmId(camera),
              Alarm.Kind.MASK_MISSING,
              Alarm.Severity.CRITICAL,
              List.of(camera),
              now(),
              "camera %s is to mask areas of its picture, and it is not certain that it does: %s; what is recorded may show them; set the masks in the camera"
                  .formatted(camera, trouble)));
    }
  }

  private static String alarmId(CameraId camera) {
    return "mask-missing/" + camera;
  }

  private Instant now() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS);
  }
}
