package org.gatehouse.camera.session;

import java.util.ArrayList;
import java.util.List;
import org.gatehouse.contract.media.AudioFrame;

/**
 * Sound that waits for the picture it will travel with. Bounded: if no picture comes for long, the
 * oldest half is dropped. Owned by the session's event loop.
 */
final class AudioQueue {
  private static final int MOST_FRAMES = 1024;
  private static final int MOST_BYTES = 1024 * 1024;

  private List<AudioFrame> waiting = new ArrayList<>();
  private int bytes;
  private long dropped;

  void add(AudioFrame frame) {
    if (waiting.size() >= MOST_FRAMES || bytes + frame.payload().length > MOST_BYTES) {
      List<AudioFrame> old = waiting.subList(0, (waiting.size() + 1) / 2);
      old.forEach(f -> bytes -= f.payload().length);
      dropped += old.size();
      old.clear();
    }
    waiting.add(frame);
    bytes += frame.payload().length;
  }

  /** All that waits; it waits no longer. */
  List<AudioFrame> take() {
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<AudioFrame> all = waiting;
    waiting = new ArrayList<>();
    bytes = 0;
    return all;
  }

  /** Frames dropped so far. */
  long dropped() {
    return dropped;
  }
}
