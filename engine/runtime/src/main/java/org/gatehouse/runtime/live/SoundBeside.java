package org.gatehouse.runtime.live;

import java.util.Objects;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.jspecify.annotations.Nullable;

/**
 * Sends G.711, which no browser plays from MP4, in messages of its own, each dated, for the player
 * to decode and to lay beside the pictures. Says which coding it is before the first, and when it
 * is gone. Owner: one {@link LiveFeed}.
 */
final class SoundBeside {
  private final LiveSink sink;
  private final SoundTrack sound;
  private @Nullable AudioFormat told;

  SoundBeside(LiveSink sink, SoundTrack sound) {
    this.sink = sink;
    this.sound = sound;
  }

  /**
   * Sends what was heard before a picture.
   *
   * @param cached true if that is over: it is not played any more
   * @param sequence of the last message
   * @return of the last message now
   */
  long send(AccessUnit unit, boolean cached, long sequence) {
    AudioFormat format = sound.beside(unit.epochMicros());
    if (!Objects.equals(format, told)) {
      told = format;
      sink.text(LiveMessage.sound(format, sound.excuse(unit.epochMicros())));
    }
    long last = sequence;
    if (format != null && !cached) {
      for (AudioFrame frame : unit.audio()) {
        if (frame.format().equals(format)) {
          last++;
          sink.binary(
              LiveMessage.of(frame.epochMicros(), last, LiveMessage.SOUND, frame.payload()));
        }
      }
    }
    return last;
  }
}
