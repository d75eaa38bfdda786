package org.gatehouse.server.wiring;

import java.util.HashMap;
import java.util.Map;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.storage.GapCause;
import org.gatehouse.runtime.record.OutageBook;
import org.gatehouse.runtime.supervise.CameraStatus.State;

/**
 * Tells the recorder why pictures stopped, as the supervisor sees it. Owner: the supervisor thread.
 */
final class Outages {
  private final OutageBook book;
  private final Map<StreamId, State> states = new HashMap<>();

  Outages(OutageBook book) {
    this.book = book;
  }

  void heard(StreamId stream, State state) {
    State before = states.put(stream, state);
    switch (state) {
      case STREAMING, FROZEN -> book.up(stream);
      case STALLED -> book.down(stream, GapCause.STALLED);
      // A session that ends is an interruption; one that cannot be opened is a camera that is off.
      case WAITING ->
          book.down(
              stream,
              before == State.STREAMING || before == State.FROZEN
                  ? GapCause.STREAM
                  : GapCause.CAMERA_OFF);
      case FAILED -> book.down(stream, GapCause.CAMERA_OFF);
      case CONNECTING, IDLE -> {}
      case STOPPED -> {
        states.remove(stream);
        book.down(stream, GapCause.STREAM);
      }
    }
  }
}
