package org.gatehouse.server.http;

import io.vertx.core.http.ServerWebSocket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.gatehouse.contract.alarm.AlarmRecord;
import org.gatehouse.contract.event.EventDetail;
import org.gatehouse.contract.event.EventFields;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.contract.time.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live feed: every page that is connected hears of events, camera states and alarms as they
 * happen. A page that is too slow is cut off; it reconnects and asks the log for what it missed.
 * Thread-safe.
 */
final class FeedHub {
  private static final Logger log = LoggerFactory.getLogger(FeedHub.class);

  /** What may wait for a page: four hundred cameras that all change state some times at once. */
  private static final int MOST_BYTES = 2 * 1024 * 1024;

  private final Map<ServerWebSocket, Page> pages = new ConcurrentHashMap<>();
  private final Ticker ticker;

  /** With the clock that pages compare theirs to. */
  FeedHub(Ticker ticker) {
    this.ticker = ticker;
  }

  /**
   * Who is connected.
   *
   * @param waiting bytes that were not written yet
   * @param events false for whoever gets them by a cursor into the log
   */
  private record Page(AtomicLong waiting, boolean events) {}

  /** Tells of an event that is durable. */
  void event(StoredEvent stored) {
    if (!pages.isEmpty() && isForPeople(stored)) {
      String text = text(stored);
      pages.forEach(
          (socket, page) -> {
            if (page.events) {
              send(socket, page, text);
            }
          });
    }
  }

  /** Canaries are for machines. */
  static boolean isForPeople(StoredEvent stored) {
    return !(stored.event().detail() instanceof EventDetail.DeliveryTest test && test.canary());
  }

  /** The message about an event. */
  static String text(StoredEvent stored) {
    Map<String, Object> message = message("event");
    message.put("event", EventFields.of(stored));
    return Json.text(message);
  }

  /** Tells of a camera's new state. */
  void camera(CameraView camera) {
    broadcast("camera", "camera", camera.tree());
  }

  /** Tells of an alarm that changed. */
  void alarm(AlarmRecord record) {
    broadcast("alarm", "alarm", AlarmTree.of(record));
  }

  /**
   * Somebody connected.
   *
   * @param events false for whoever gets them by a cursor into the log
   */
  void join(ServerWebSocket page, long sequence, boolean events) {
    page.closeHandler(gone -> pages.remove(page));
    page.exceptionHandler(gone -> pages.remove(page));
    pages.put(page, new Page(new AtomicLong(), events));
    Map<String, Object> hello = message("hello");
    hello.put("sequence", sequence);
    hello.put("serverTime", Times.text(ticker.epochMicros()));
    page.writeTextMessage(Json.text(hello));
  }

  void ping() {
    Map<String, Object> ping = message("ping");
    ping.put("serverTime", Times.text(ticker.epochMicros()));
    send(Json.text(ping));
  }

  private void broadcast(String kind, String key, Object value) {
    if (pages.isEmpty()) {
      return;
    }
    Map<String, Object> message = message(kind);
    message.put(key, value);
    send(Json.text(message));
  }

  private void send(String text) {
    pages.forEach((socket, page) -> send(socket, page, text));
  }

  private void send(ServerWebSocket socket, Page page, String text) {
    if (page.waiting.get() > MOST_BYTES) {
      cutOff(socket);
    } else {
      offer(socket, page.waiting, text);
    }
  }

  /**
   * Counts what waits by ourselves: the socket's own measure is full after a few dozen messages
   * that another thread writes at once, however fast the page is.
   */
  private static void offer(ServerWebSocket page, AtomicLong waiting, String text) {
    waiting.addAndGet(text.length());
    page.writeTextMessage(text).onComplete(written -> waiting.addAndGet(-text.length()));
  }

  private void cutOff(ServerWebSocket page) {
    log.info("a page at {} does not keep up with the feed; closing it", page.remoteAddress());
    pages.remove(page);
    page.close((short) 1013, "too slow");
  }

  private static Map<String, Object> message(String kind) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("kind", kind);
    return message;
  }
}
