package org.gatehouse.camera.session;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.gatehouse.camera.transport.Futures;
import org.gatehouse.camera.transport.IoThreads;
import org.gatehouse.camera.transport.TlsContexts;
import org.gatehouse.contract.camera.CameraAdapter;
import org.gatehouse.contract.camera.CameraPolicy;
import org.gatehouse.contract.camera.CameraSession;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.camera.SessionListener;
import org.gatehouse.contract.time.Ticker;

/**
 * Opens RTSP/1.0 sessions, in the open or over TLS. Thread-safe; owns two event loops, between
 * which the sessions are shared out.
 */
public final class RtspCameraAdapter implements CameraAdapter {
  private static final int THREADS = 2;

  /** Two pictures' time at 25 a second: what it adds to a delay is less than a network may. */
  private static final Duration PACE = Duration.ofMillis(100);

  private static final long FAREWELL_MILLIS = 1500;

  private final IoThreads threads = IoThreads.paced("camera-io", THREADS, PACE);
  private final Set<RtspSession> sessions = ConcurrentHashMap.newKeySet();
  private final TransportMemory memory = new TransportMemory();
  private final TlsContexts tls = new TlsContexts();
  private final Ticker ticker;
  private final WallClock wallClock;
  private final SessionTimings timings;

  /** With the machine's clocks; for ServiceLoader. */
  public RtspCameraAdapter() {
    this(Ticker.system(), SessionTimings.standard());
  }

  RtspCameraAdapter(Ticker ticker, SessionTimings timings) {
    this.ticker = ticker;
    this.wallClock = new WallClock(ticker);
    this.timings = timings;
  }

  /** What carried each stream last. */
  TransportMemory memory() {
    return memory;
  }

  @Override
  public Set<String> schemes() {
    return Set.of("rtsp", "rtsps");
  }

  @Override
  public CameraSession open(CameraSpec spec, SessionListener listener) {
    EventLoop loop = threads.next();
    boolean anyCertificate = spec.policies().contains(CameraPolicy.TRUST_ANY_CERTIFICATE);
    RtspSession session =
        new RtspSession(
            spec,
            listener,
            loop,
            new SessionResources(ticker, wallClock, threads.datagrams(loop)),
            timings,
            memory,
            result ->
                new Connector(
                    loop, threads.client(loop), tls, anyCertificate, timings.connect(), result));
    sessions.add(session);
    Futures.forget(session.ended().thenRun(() -> sessions.remove(session)));
    session.start();
    return session;
  }

  /** Leaves all cameras politely, at most a second and a half long, then ends the event loops. */
  @Override
  public void close() {
    List<RtspSession> open = List.copyOf(sessions);
    open.forEach(RtspSession::close);
    CompletableFuture<?>[] ends =
        open.stream().map(RtspSession::ended).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends)
        .completeOnTimeout(null, FAREWELL_MILLIS, TimeUnit.MILLISECONDS)
        .join();
    threads.close();
  }
}
