package org.gatehouse.runtime.segment;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fragment's {@code moof} (§8.8.4). Immutable; what is changed is a copy. */
public final class Moof {
  private final ByteBuffer bytes;
  private final int sequenceAt;
  private final TrackRun pictures;
  private final @Nullable TrackRun sound;

  private Moof(ByteBuffer bytes, int sequenceAt, TrackRun pictures, @Nullable TrackRun sound) {
    this.bytes = bytes;
    this.sequenceAt = sequenceAt;
    this.pictures = pictures;
    this.sound = sound;
  }

  /**
   * Of the whole box. Null if it is not as the recorder writes it, such as after a power cut.
   *
   * @param bytes kept
   */
  static @Nullable Moof parse(ByteBuffer bytes) {
    List<Box> boxes = Box.in(bytes, 0, bytes.limit());
    if (boxes.size() != 1 || boxes.getFirst().type() != Box.MOOF) {
      return null;
    }
    List<Box> children = boxes.getFirst().children(bytes);
    Box mfhd = Box.first(children, Box.MFHD);
    List<Box> tracks = children.stream().filter(box -> box.type() == Box.TRAF).toList();
    if (mfhd == null || mfhd.size() != Box.FULL + 4 || tracks.isEmpty() || tracks.size() > 2) {
      return null;
    }
    TrackRun pictures = TrackRun.of(bytes, tracks.getFirst());
    TrackRun sound = tracks.size() < 2 ? null : TrackRun.of(bytes, tracks.get(1));
    return pictures == null || (sound == null && tracks.size() > 1)
        ? null
        : new Moof(bytes, mfhd.body() + 4, pictures, sound);
  }

  /** The video track's samples: their bytes come first in the {@code mdat}. */
  public TrackRun pictures() {
    return pictures;
  }

  /** The sound track's samples, whose bytes follow the pictures'; null without sound. */
  public @Nullable TrackRun sound() {
    return sound;
  }

  int size() {
    return bytes.limit();
  }

  /** Size of {@link #placed} with sound or without. */
  public int size(boolean withSound) {
    return withSound || sound == null ? size() : size() - sound.box().size();
  }

  /** A copy on another time line. */
  public byte[] placed(Placement place, boolean withSound) {
    byte[] copy = new byte[size(withSound)];
    ByteBuffer out = ByteBuffer.wrap(copy);
    TrackRun heard = sound;
    boolean cut = heard != null && !withSound;
    int until = cut && heard != null ? heard.box().start() : size();
    out.put(0, bytes, 0, until);
    out.putInt(0, copy.length);
    out.putInt(sequenceAt, (int) place.sequence());
    out.putLong(pictures.timeAt(), place.start());
    long first = Math.max(1, pictures.duration(0) + place.stretch());
    out.putInt(pictures.firstDurationAt(), (int) first);
    if (cut) {
      out.putInt(pictures.offsetAt(), copy.length + Box.HEADER);
    } else if (heard != null) {
      out.putLong(heard.timeAt(), place.soundStart());
    }
    return copy;
  }
}
