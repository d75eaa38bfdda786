package org.gatehouse.runtime.playback;

import java.time.Instant;
import org.gatehouse.contract.storage.Gap;

/**
 * Where a player's messages go, such as a WebSocket. Called on the player's thread. A sink that
 * throws ends its player.
 */
public interface PlaybackSink {
  /** An initialisation segment follows, for a player of that MIME type. */
  void init(String mime, int width, int height);

  /** Nothing is recorded there; what follows is recorded after it. */
  void gap(Gap gap);

  /** All that is recorded was sent. */
  void end(Instant at);

  /** Playing is over for a reason that a person should read. */
  void error(String text);

  /** Sends a binary message; the array is the sink's from now on. */
  void binary(byte[] message);

  /** True while more may be sent. */
  boolean writable();
}
