package org.gatehouse.runtime.supervise;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.gatehouse.contract.camera.CameraAdapter;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps all cameras streaming until it is closed. Thread-safe: commands go to the supervisor
 * thread, which owns every {@link SupervisedCamera}; access units are published on the adapters'
 * I/O threads.
 *
 * <p>How a camera comes back: a session that ends is followed by another after a {@link Backoff},
 * which starts anew after 30 s of streaming; whoever comes back hurries those that failed with it
 * ({@link RecoveryWave}); all sessions, first and later ones, begin through one {@link StartGate}.
 * So 400 cameras that were away for the same while are all asked within about ten seconds of the
 * first answer. A camera sees one connection for each of its streams, and the next one only after
 * the last has ended. After two refusals of the credentials it is left alone until {@link #restart}
 * or until its plan gives other credentials ({@link CredentialBudget}); a restart of the engine
 * does not change that ({@link CredentialBook}).
 */
public final class CameraSupervisor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CameraSupervisor.class);
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration FAREWELL = Duration.ofMillis(1500);

  private final AdapterTable adapters;
  private final SupervisorLoop loop;
  private final Demand demand = new Demand();
  private final RecoveryWave wave = new RecoveryWave();
  private final Surroundings around;
  private final Map<CameraId, SupervisedCamera> cameras = new ConcurrentSkipListMap<>();
  private final CopyOnWriteArrayList<Consumer<CameraStatus>> listeners =
      new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<BiConsumer<StreamId, CameraStatus.State>> streamListeners =
      new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<BiConsumer<CameraId, CameraNotice>> noticeListeners =
      new CopyOnWriteArrayList<>();
  private final CopyOnWriteArrayList<Runnable> everySecond = new CopyOnWriteArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * A supervisor without cameras yet.
   *
   * @param adapters owned by the supervisor from now on: closed with it
   * @param loop likewise
   * @param random used on the supervisor thread only
   * @param credentials closed by whoever opened it, after this
   */
  public CameraSupervisor(
      Collection<CameraAdapter> adapters,
      Ticker ticker,
      SupervisorLoop loop,
      RandomGenerator random,
      CredentialBook credentials) {
    this.adapters = new AdapterTable(adapters);
    this.loop = loop;
    this.around =
        new Surroundings(
            this.adapters,
            loop,
            ticker,
            random,
            new StartGate(loop, ticker),
            wave,
            credentials,
            this::changed,
            this::noticed);
  }

  /**
   * A supervisor with a thread of its own and all adapters that ServiceLoader finds.
   *
   * @param credentials closed by whoever opened it, after this
   */
  public static CameraSupervisor start(Ticker ticker, CredentialBook credentials) {
    List<CameraAdapter> found =
        ServiceLoader.load(CameraAdapter.class).stream().map(ServiceLoader.Provider::get).toList();
    CameraSupervisor supervisor =
        new CameraSupervisor(
            found,
            ticker,
            new ThreadLoop("supervisor"),
            RandomGenerator.of("L64X128MixRandom"),
            credentials);
    supervisor.startTicking();
    return supervisor;
  }

  /** Starts the look at all cameras once a second; tests call it on simulated time. */
  void startTicking() {
    loop.schedule(TICK, this::tick);
  }

  private void tick() {
    // First, so that nothing that goes wrong below is the last that happens.
    loop.schedule(TICK, this::tick);
    streams().forEach(SupervisedStream::tick);
    wave.spread(streams().toList());
    everySecond.forEach(CameraSupervisor::guarded);
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("something that is done each second failed; the next one goes on", e);
    }
  }

  private Stream<SupervisedStream> streams() {
    return cameras.values().stream().flatMap(SupervisedCamera::streams);
  }

  /**
   * Takes a camera into care. Many cameras added at once are started one after the other, a few
   * hundredths of a second apart.
   *
   * @throws ConfigException if no adapter serves the URL's scheme, or the secret cannot be read
   * @throws IllegalArgumentException if the camera is there already
   */
  public void add(CameraPlan plan) {
    SupervisedCamera camera = new SupervisedCamera(plan, demand, around);
    if (cameras.putIfAbsent(plan.id(), camera) != null) {
      throw new IllegalArgumentException("camera " + plan.id() + " is there already");
    }
    loop.execute(camera::begin);
  }

  /**
   * Leaves a camera for good and forgets it; the others do not notice.
   *
   * @return completes once its sessions have ended, at the latest after a second and a half;
   *     nothing is written to its writers from then on
   */
  public CompletableFuture<Void> remove(CameraId id) {
    SupervisedCamera camera = cameras.remove(id);
    around.credentials().forget(id);
    return camera == null ? CompletableFuture.completedFuture(null) : leave(camera);
  }

  /**
   * Puts a plan in the place of the one of the same id, or adds it. Sessions go on where nothing
   * changed for them (addresses, credentials, writers); otherwise the new ones are opened once the
   * old ones have ended, so that no writer ever has two sessions.
   *
   * @return completes once the new plan is in force
   * @throws ConfigException as for {@link #add}
   */
  public CompletableFuture<Void> replace(CameraPlan plan) {
    SupervisedCamera before = cameras.get(plan.id());
    if (before != null && before.serves(plan)) {
      return CompletableFuture.runAsync(() -> before.amend(plan), loop::execute);
    }
    SupervisedCamera next = new SupervisedCamera(plan, demand, around);
    SupervisedCamera replaced = cameras.put(plan.id(), next);
    CompletableFuture<Void> left =
        replaced == null ? CompletableFuture.completedFuture(null) : leave(replaced);
    return left.thenRunAsync(next::begin, loop::execute);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // what it completes is what is returned
  private CompletableFuture<Void> leave(SupervisedCamera camera) {
    CompletableFuture<Void> left = new CompletableFuture<>();
    loop.execute(() -> camera.stop().whenComplete((none, error) -> left.complete(null)));
    loop.schedule(FAREWELL, () -> left.complete(null));
    return left;
  }

  /**
   * Wants a stream to be open until the lease is closed and 15 s longer. Without effect for a
   * stream that no plan has; it takes effect when one comes.
   */
  public Lease want(StreamId stream) {
    loop.execute(() -> demand(stream, true));
    AtomicBoolean over = new AtomicBoolean();
    return () -> {
      if (over.compareAndSet(false, true)) {
        loop.execute(() -> demand(stream, false));
      }
    };
  }

  private void demand(StreamId stream, boolean more) {
    if (more) {
      demand.more(stream);
    } else {
      demand.less(stream);
    }
    Optional.ofNullable(cameras.get(stream.camera())).ifPresent(camera -> camera.wanted(stream));
  }

  private void changed(SupervisedStream stream) {
    SupervisedCamera camera = cameras.get(stream.id().camera());
    CameraStatus status = stream.status();
    boolean removed = camera == null && status.state() == CameraStatus.State.STOPPED;
    streamListeners.forEach(listener -> listener.accept(stream.id(), status.state()));
    boolean main = stream.id().name().equals("main");
    if (main && (removed || (camera != null && camera.main() == stream))) {
      listeners.forEach(listener -> listener.accept(status));
    }
  }

  private void noticed(CameraId id, CameraNotice notice) {
    noticeListeners.forEach(listener -> listener.accept(id, notice));
  }

  /**
   * Tells what the picture watch found of a camera's main stream; holds until it tells otherwise.
   *
   * @param detail what was seen and what a person can do, while the picture stands still
   */
  public void picture(CameraId id, boolean still, String detail) {
    loop.execute(
        () ->
            Optional.ofNullable(cameras.get(id))
                .ifPresent(camera -> camera.main().picture(still, detail)));
  }

  /**
   * Tries a failed or waiting camera again at once, forgetting refusals; otherwise does nothing.
   */
  public void restart(CameraId id) {
    loop.execute(() -> Optional.ofNullable(cameras.get(id)).ifPresent(SupervisedCamera::restart));
  }

  /** What a camera may still be asked with its credentials; to be heeded by ONVIF too. */
  public Optional<CredentialBudget> credentials(CameraId id) {
    return Optional.ofNullable(cameras.get(id)).map(SupervisedCamera::credentials);
  }

  /** The main streams of all cameras in the order of their ids. */
  public List<CameraStatus> statuses() {
    return cameras.values().stream().map(camera -> camera.main().status()).toList();
  }

  /** One camera's main stream; empty if there is none of that id. */
  public Optional<CameraStatus> status(CameraId id) {
    return Optional.ofNullable(cameras.get(id)).map(camera -> camera.main().status());
  }

  /** One camera's sub stream; empty if there is none. */
  public Optional<CameraStatus> subStatus(CameraId id) {
    return Optional.ofNullable(cameras.get(id))
        .map(SupervisedCamera::sub)
        .map(SupervisedStream::status);
  }

  /** Adds someone who hears of each change of a main stream, on the supervisor thread. */
  public void onChange(Consumer<CameraStatus> listener) {
    listeners.add(listener);
  }

  /** Adds someone who hears each state of every stream, on the supervisor thread. */
  public void onStream(BiConsumer<StreamId, CameraStatus.State> listener) {
    streamListeners.add(listener);
  }

  /**
   * Adds someone who hears what cameras tell on the metadata streams of their sessions; on the
   * sessions' I/O threads, so it must not block.
   */
  public void onNotice(BiConsumer<CameraId, CameraNotice> listener) {
    noticeListeners.add(listener);
  }

  /** Adds what is to run once a second, on the supervisor thread. */
  public void everySecond(Runnable task) {
    everySecond.add(task);
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
        .completeOnTimeout(null, FAREWELL.toMillis(), TimeUnit.MILLISECONDS)
        .join();
    adapters.close();
    loop.close();
  }

  private CompletableFuture<Void> stopAll() {
    return CompletableFuture.allOf(
        cameras.values().stream().map(SupervisedCamera::stop).toArray(CompletableFuture<?>[]::new));
  }
}
