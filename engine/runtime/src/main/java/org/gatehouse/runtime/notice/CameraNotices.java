package org.gatehouse.runtime.notice;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.camera.DeviceSpec;
import org.gatehouse.contract.camera.LoginGuard;
import org.gatehouse.contract.camera.NoticeFeeds;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * Brings together what cameras notice, from the metadata streams of their sessions and from
 * subscriptions of its own. A camera with a subscription is heard by that alone while it stands,
 * because it was asked for by name and tells present states; what its metadata stream says counts
 * only while there is none. So nothing is told twice. Thread-safe.
 */
public final class CameraNotices implements AutoCloseable {
  /** 400 cameras are subscribed to within 20 s, beside their streams, which come first. */
  private static final int STARTS_PER_TICK = 20;

  private final NoticeFeeds feeds;
  private final Function<DeviceSpec, LoginGuard> guards;
  private final NoticeBoard board;
  private final Ticker ticker;
  private final Map<CameraId, Subscription> subscriptions = new ConcurrentHashMap<>();

  /** Guarded by the lock. */
  private final Queue<Subscription> waiting = new ArrayDeque<>();

  private boolean closed;

  /**
   * Without subscriptions yet.
   *
   * @param feeds owned from now on: closed with this
   * @param guards who is asked before credentials are sent
   */
  public CameraNotices(
      NoticeFeeds feeds,
      Function<DeviceSpec, LoginGuard> guards,
      NoticeBoard board,
      Ticker ticker) {
    this.feeds = feeds;
    this.guards = guards;
    this.board = board;
    this.ticker = ticker;
  }

  /** What was told. */
  public NoticeBoard board() {
    return board;
  }

  /**
   * Makes this the camera's subscription; one that is equal to the present one goes on untouched.
   *
   * @param spec null if it is to have none
   */
  public synchronized void follow(CameraId camera, @Nullable DeviceSpec spec) {
    Subscription present = subscriptions.get(camera);
    if (closed || (present == null ? spec == null : present.spec().equals(spec))) {
      return;
    }
    end(camera);
    if (spec != null) {
      Subscription next = new Subscription(spec, board, ticker);
      subscriptions.put(camera, next);
      waiting.add(next);
    }
  }

  private void end(CameraId camera) {
    Subscription present = subscriptions.remove(camera);
    if (present != null) {
      waiting.remove(present);
      present.close();
    }
  }

  /** A person wants another try of a subscription that does not stand. */
  public synchronized void again(CameraId camera) {
    Subscription present = subscriptions.get(camera);
    if (present != null && !present.stands()) {
      end(camera);
      follow(camera, present.spec());
    }
  }

  /** The camera is gone. */
  public synchronized void forget(CameraId camera) {
    end(camera);
    board.forget(camera);
  }

  /** Once a second: begins some of the subscriptions that wait for it. */
  public synchronized void tick() {
    for (int i = 0; i < STARTS_PER_TICK && !waiting.isEmpty(); i++) {
      Subscription next = waiting.remove();
      next.begin(feeds, guards.apply(next.spec()));
    }
  }

  /** A camera told something on a metadata stream. Does not block. */
  public void onStream(CameraId camera, CameraNotice notice) {
    if (!subscribed(camera)) {
      board.heard(camera, notice);
    }
  }

  /** True while a camera's subscription stands. */
  public boolean subscribed(CameraId camera) {
    Subscription present = subscriptions.get(camera);
    return present != null && present.stands();
  }

  /** Whether a camera was found to turn or zoom, when it was subscribed to. */
  public boolean turns(CameraId camera) {
    Subscription present = subscriptions.get(camera);
    return present != null && present.turns();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      new HashMap<>(subscriptions).keySet().forEach(this::end);
      feeds.close();
    }
  }
}
