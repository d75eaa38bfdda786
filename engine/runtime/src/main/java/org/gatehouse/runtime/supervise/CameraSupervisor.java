package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.gatehouse.contract.camera.CameraAdapter;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamWriter;
import org.gatehouse.contract.time.Ticker;

/**
 * Keeps all cameras streaming until it is closed. Thread-safe: commands go to the supervisor
 * thread, which owns every {@link SupervisedCamera}; access units are published on the adapters'
 * I/O threads.
 *
 * <p>A session that ends is followed by another after a full-jitter backoff from 1 s to 60 s, which
 * starts anew after 30 s of streaming. After two refusals of the credentials a camera is left alone
 * until {@link #restart}, for many lock out whoever guesses on.
 */
public final class CameraSupervisor implements AutoCloseable {
  private static final Duration PACE = Duration.ofMillis(20);
  private static final long START_JITTER_MILLIS = 200;
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final long FAREWELL_MILLIS = 1500;

  private final Map<String, CameraAdapter> adapters = new TreeMap<>();
  private final Ticker ticker;
  private final SupervisorLoop loop;
  private final RandomGenerator random;
  private final Map<CameraId, SupervisedCamera> cameras = new ConcurrentSkipListMap<>();
  private final CopyOnWriteArrayList<Consumer<CameraStatus>> listeners =
      new CopyOnWriteArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private long nextStartNanos;

  /**
   * A supervisor without cameras yet.
   *
   * @param adapters owned by the supervisor from now on: closed with it
   * @param loop likewise
   * @param random used on the supervisor thread only
   */
  public CameraSupervisor(
      Collection<CameraAdapter> adapters,
      Ticker ticker,
      SupervisorLoop loop,
      RandomGenerator random) {
    for (CameraAdapter adapter : adapters) {
      adapter.schemes().forEach(scheme -> this.adapters.put(scheme, adapter));
    }
    this.ticker = ticker;
    this.loop = loop;
    this.random = random;
    this.nextStartNanos = ticker.nanos();
  }

  /** A supervisor with a thread of its own and all adapters that ServiceLoader finds. */
  public static CameraSupervisor start(Ticker ticker) {
    List<CameraAdapter> found =
        ServiceLoader.load(CameraAdapter.class).stream().map(ServiceLoader.Provider::get).toList();
    CameraSupervisor supervisor =
        new CameraSupervisor(
            found, ticker, new ThreadLoop(), RandomGenerator.of("L64X128MixRandom"));
    supervisor.startTicking();
    return supervisor;
  }

  /** Starts the look at all cameras once a second; tests call it on simulated time. */
  void startTicking() {
    loop.schedule(TICK, this::tick);
  }

  private void tick() {
    cameras.values().forEach(SupervisedCamera::tick);
    loop.schedule(TICK, this::tick);
  }

  /**
   * Takes a camera into care. Many cameras added at once are started one after the other, a few
   * hundredths of a second apart.
   *
   * @param writer gets each access unit on the session's I/O thread
   * @throws ConfigException if no adapter serves the URL's scheme
   * @throws IllegalArgumentException if the camera is there already
   */
  public void add(CameraSpec spec, StreamWriter writer) {
    CameraId id = spec.stream().camera();
    SupervisedCamera camera =
        new SupervisedCamera(spec, adapter(spec), writer, loop, ticker, random, this::tell);
    if (cameras.putIfAbsent(id, camera) != null) {
      throw new IllegalArgumentException("camera " + id + " is there already");
    }
    loop.execute(() -> camera.startIn(nextStart()));
  }

  /** The turn of one more camera: a pace after the one before, and a little jitter. */
  private Duration nextStart() {
    long now = ticker.nanos();
    nextStartNanos = Math.max(now, nextStartNanos) + PACE.toNanos();
    return Duration.ofNanos(nextStartNanos - now).plusMillis(random.nextLong(START_JITTER_MILLIS));
  }

  private CameraAdapter adapter(CameraSpec spec) {
    String scheme = spec.url().getScheme();
    CameraAdapter adapter = scheme == null ? null : adapters.get(scheme.toLowerCase(Locale.ROOT));
    if (adapter == null) {
      throw new ConfigException(
          "camera %s: nothing here speaks '%s'; its url must start with one of: %s"
              .formatted(
                  spec.stream().camera(),
                  scheme,
                  String.join(", ", adapters.keySet().stream().map(s -> s + "://").toList())));
    }
    return adapter;
  }

  private void tell(CameraStatus status) {
    listeners.forEach(listener -> listener.accept(status));
  }

  /**
   * Tries a failed or waiting camera again at once, forgetting refusals; otherwise does nothing.
   */
  public void restart(CameraId id) {
    loop.execute(() -> Optional.ofNullable(cameras.get(id)).ifPresent(SupervisedCamera::restart));
  }

  /** All cameras in the order of their ids. */
  public List<CameraStatus> statuses() {
    return cameras.values().stream().map(SupervisedCamera::status).toList();
  }

  /** One camera; empty if there is none of that id. */
  public Optional<CameraStatus> status(CameraId id) {
    return Optional.ofNullable(cameras.get(id)).map(SupervisedCamera::status);
  }

  /** Adds someone who hears of each change of state or detail, on the supervisor thread. */
  public void onChange(Consumer<CameraStatus> listener) {
    listeners.add(listener);
  }

  /** Leaves all cameras politely, which takes up to two seconds, and closes the adapters. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    CompletableFuture<CompletableFuture<Void>> leaving = new CompletableFuture<>();
    loop.execute(() -> leaving.complete(stopAll()));
    leaving
        .thenCompose(Function.identity())
        .completeOnTimeout(null, FAREWELL_MILLIS, TimeUnit.MILLISECONDS)
        .join();
    List.copyOf(adapters.values()).stream().distinct().forEach(CameraAdapter::close);
    loop.close();
  }

  private CompletableFuture<Void> stopAll() {
    Stream<CompletableFuture<?>> ends = cameras.values().stream().map(SupervisedCamera::stop);
    return CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
  }
}
