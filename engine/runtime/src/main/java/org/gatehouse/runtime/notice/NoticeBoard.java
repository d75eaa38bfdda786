package org.gatehouse.runtime.notice;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.gatehouse.contract.camera.CameraNotice;
import org.gatehouse.contract.media.CameraId;
import org.jspecify.annotations.Nullable;

/**
 * What cameras told lately. A notice that repeats what its source said within the last minute is
 * not news: cameras repeat themselves while something lasts, and tell the state of everything when
 * they are subscribed to. Thread-safe; memory is bounded whatever cameras say.
 */
public final class NoticeBoard {
  private static final int KEPT = 200;
  private static final int SOURCES_PER_CAMERA = 64;
  private static final long REPEATED_MICROS = TimeUnit.MINUTES.toMicros(1);

  private final Deque<Told> recent = new ArrayDeque<>();
  private final Map<CameraId, Camera> cameras = new HashMap<>();
  private final List<BiConsumer<CameraId, CameraNotice>> listeners = new CopyOnWriteArrayList<>();

  /** A notice and whose it is. */
  public record Told(CameraId camera, CameraNotice notice) {}

  private record Source(CameraNotice.Topic topic, String name) {}

  private static final class Camera {
    private long begun;
    private final Map<Source, CameraNotice> last =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1;

          @Override
          protected boolean removeEldestEntry(Map.Entry<Source, CameraNotice> eldest) {
            return size() > SOURCES_PER_CAMERA;
          }
        };
  }

  /** Adds someone who hears everything, repetitions too, on the threads of those who tell. */
  public void onNotice(BiConsumer<CameraId, CameraNotice> listener) {
    listeners.add(listener);
  }

  /** A camera told something. */
  public void heard(CameraId id, CameraNotice notice) {
    listeners.forEach(listener -> listener.accept(id, notice));
    note(id, notice);
  }

  private synchronized void note(CameraId id, CameraNotice notice) {
    Camera camera = cameras.computeIfAbsent(id, none -> new Camera());
    Source source = new Source(notice.topic(), notice.source());
    CameraNotice before = camera.last.remove(source);
    camera.last.put(source, notice);
    if (repeats(before, notice)) {
      return;
    }
    camera.begun += notice.active() ? 1 : 0;
    recent.addFirst(new Told(id, notice));
    if (recent.size() > KEPT) {
      recent.removeLast();
    }
  }

  private static boolean repeats(@Nullable CameraNotice before, CameraNotice now) {
    return before != null
        && before.active() == now.active()
        && Math.abs(now.epochMicros() - before.epochMicros()) < REPEATED_MICROS;
  }

  /** The last two hundred of all cameras, the latest first. */
  public synchronized List<Told> recent() {
    return List.copyOf(recent);
  }

  /** How often something began at a camera. */
  public synchronized long begun(CameraId id) {
    Camera camera = cameras.get(id);
    return camera == null ? 0 : camera.begun;
  }

  /** The camera is gone. */
  synchronized void forget(CameraId id) {
    cameras.remove(id);
    recent.removeIf(told -> told.camera().equals(id));
  }
}
