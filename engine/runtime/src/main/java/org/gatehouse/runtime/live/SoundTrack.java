package org.gatehouse.runtime.live;

import java.util.Objects;
import org.gatehouse.contract.media.AccessUnit;
import org.gatehouse.contract.media.AudioCodec;
import org.gatehouse.contract.media.AudioFormat;
import org.gatehouse.contract.media.AudioFrame;
import org.gatehouse.runtime.mp4.InitSegment;
import org.jspecify.annotations.Nullable;

/**
 * Which sound a viewer's initialisation should name: what is heard, and what to say where it cannot
 * be. Sound that fell silent is left out again, for a player waits for both of its tracks. Owner:
 * one viewer.
 */
final class SoundTrack {
  /** So long a player is let wait for sound, in microseconds. */
  private static final long GONE_MICROS = 2_000_000;

  private final boolean wanted;
  private @Nullable AudioFormat heard;
  private long heardMicros;
  private @Nullable LiveSound playing;

  SoundTrack(boolean wanted) {
    this.wanted = wanted;
  }

  /** Notes what comes with a picture, or came with an earlier one. */
  void hear(AccessUnit unit) {
    for (AudioFrame frame : unit.audio()) {
      heard = frame.format();
      heardMicros = frame.epochMicros();
    }
  }

  /** What is heard now, if it is wanted; null for silence. */
  private @Nullable AudioFormat now(long nowMicros) {
    return wanted && nowMicros - heardMicros <= GONE_MICROS ? heard : null;
  }

  /** The sound to be named now; null for none. */
  private @Nullable AudioFormat playable(long nowMicros) {
    AudioFormat format = now(nowMicros);
    boolean plays = format != null && !isG711(format) && InitSegment.canTell(format);
    return plays ? format : null;
  }

  /** The sound to be sent beside the pictures now; null for none. */
  @Nullable AudioFormat beside(long nowMicros) {
    AudioFormat format = now(nowMicros);
    return format != null && isG711(format) ? format : null;
  }

  private static boolean isG711(AudioFormat format) {
    return format.codec() == AudioCodec.PCMU || format.codec() == AudioCodec.PCMA;
  }

  /** True if the player should be told of another sound track than it has. */
  boolean changed(AccessUnit unit) {
    LiveSound now = playing;
    return !Objects.equals(now == null ? null : now.format(), playable(unit.epochMicros()));
  }

  /** A track begins, or none does. */
  @Nullable AudioFormat begin(AccessUnit unit) {
    AudioFormat format = playable(unit.epochMicros());
    LiveSound before = playing;
    if (format == null) {
      playing = null;
    } else if (before == null || !before.format().equals(format)) {
      playing = new LiveSound(format);
    }
    return format;
  }

  @Nullable LiveSound playing() {
    return playing;
  }

  /** Why there is no sound although it is wanted; null if there is, or is not wanted. */
  @Nullable String excuse(long nowMicros) {
    if (!wanted || playing != null || beside(nowMicros) != null) {
      return null;
    }
    AudioFormat format = heard;
    if (format == null) {
      return "the camera sends no sound";
    }
    return now(nowMicros) == null ? "the sound fell silent" : format + " cannot be played";
  }
}
