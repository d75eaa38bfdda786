package org.gatehouse.runtime.playback;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.runtime.mp4.FragmentWriter;
import org.gatehouse.runtime.mp4.InitSegment;
import org.gatehouse.runtime.mp4.SampleRun;
import org.gatehouse.runtime.segment.TrackRun;
import org.jspecify.annotations.Nullable;

/**
 * Key pictures alone, each shown until the next one. A picture is held back until it is known when
 * that comes. Owner: one thread.
 */
final class KeyPictures {
  /** Size of the boxes before the one sample. */
  private static final int BOXES = 112;

  private final TimeLine line;
  private final FragmentWriter writer = new FragmentWriter();
  private final SampleRun run = new SampleRun();
  private long sequence;
  private byte @Nullable [] held;
  private Instant start = Instant.EPOCH;

  KeyPictures(TimeLine line) {
    this.line = line;
  }

  /**
   * Takes a fragment that begins with a key frame.
   *
   * @return the message with the one before it; null if there is none
   */
  byte @Nullable [] next(Step.Piece piece) throws IOException {
    TrackRun pictures = piece.fragment().moof().pictures();
    long offset = pictures.compositionOffset(0) * 1_000_000L / InitSegment.TIMESCALE;
    Instant shown = piece.start().plus(offset, ChronoUnit.MICROS);
    byte[] before = finish(shown);
    ByteBuffer message = ByteBuffer.allocate(Message.HEADER + BOXES + pictures.size(0));
    message.position(Message.HEADER + BOXES);
    piece.reader().read(piece.fragment().dataPosition(), message);
    held = message.array();
    start = shown;
    return before;
  }

  /** The message with the picture that is held, shown until then; null if there is none. */
  byte @Nullable [] finish(Instant until) {
    byte[] message = held;
    if (message == null) {
      return null;
    }
    held = null;
    long from = line.ticks(start, InitSegment.TIMESCALE);
    long duration = Math.max(1, line.ticks(until, InitSegment.TIMESCALE) - from);
    int begin = Message.HEADER + BOXES;
    run.clear();
    Payload payload = new Payload(message, begin, message.length - begin);
    run.add(payload, 0, from, (int) Math.min(Integer.MAX_VALUE, duration), 0, true);
    sequence++;
    byte[] boxes = writer.header(sequence, run);
    ByteBuffer out = ByteBuffer.wrap(message);
    Message.header(out, start, sequence, Message.KEY_FRAME);
    out.put(boxes);
    return message;
  }

  /** When the picture that is held begins; null if there is none. */
  @Nullable Instant heldFrom() {
    return held == null ? null : start;
  }
}
