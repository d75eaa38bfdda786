package org.gatehouse.camera.rtp.nal;

import java.util.function.Consumer;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamMemory;
import org.jspecify.annotations.Nullable;

/**
 * Where one picture ends and the next begins, for codecs made of NAL units: at the marker bit, at a
 * new timestamp, or where the codec lets a new access unit begin, whichever comes first, because
 * cameras get each of them wrong. A picture with a hole in it is left out.
 *
 * <p>A depacketizer calls {@link #begin} for each packet, then fills {@link #buffer} with what is
 * inside, then calls {@link #end}. Nothing is allocated but for a picture that is complete. Not
 * thread-safe.
 */
public final class PictureAssembly {
  /** What only the codec knows. */
  public interface Codec {
    /** Whether decoding may start at the picture of a slice, by its NAL unit's first byte. */
    boolean startsDecoding(int firstByte);

    /**
     * Takes note of the next picture.
     *
     * @param key whether decoding may start at it
     * @param whole whether nothing of it is missing
     * @return what a decoder needs for it; null if none could decode it
     */
    @Nullable ParameterSets judge(boolean key, boolean whole);
  }

  private final PictureBuffer picture;
  private final Codec codec;
  private final Consumer<CodedPicture> output;

  private boolean fragmentOpen;
  private boolean headUncertain;
  private boolean markersTrusted = true;
  private boolean endedByMarker;
  private int endedTimestamp;
  private int timestamp;
  private long nanos;
  private int lostPackets;

  private long damagedPictures;
  private long undecodablePictures;

  /**
   * Of one stream.
   *
   * @param memory where pictures are put together, and stay
   * @param output takes each picture as it is complete
   */
  public PictureAssembly(StreamMemory memory, Codec codec, Consumer<CodedPicture> output) {
    this.picture = new PictureBuffer(memory);
    this.codec = codec;
    this.output = output;
  }

  /** Where the picture at hand is put together. */
  public PictureBuffer buffer() {
    return picture;
  }

  /** A packet comes, after so many that are missing. */
  public void begin(int rtpTimestamp, long arrivalNanos, int lostBefore) {
    timestamp = rtpTimestamp;
    nanos = arrivalNanos;
    boolean newTime = endsPicture(rtpTimestamp);
    if (lostBefore > 0) {
      loss(lostBefore, newTime);
    }
    if (newTime) {
      finish(false);
    }
    picture.stamp(rtpTimestamp, arrivalNanos);
  }

  private boolean endsPicture(int next) {
    if (next == picture.timestamp()) {
      return false;
    }
    abortFragment();
    return picture.closed();
  }

  /** The picture at hand lacks its middle or end; and the next one perhaps its head. */
  private void loss(int packets, boolean newTime) {
    lostPackets += packets;
    abortFragment();
    if (picture.hasSlice()) {
      picture.damage();
    }
    headUncertain = newTime || !picture.hasSlice();
  }

  /** All of the packet was taken. */
  public void end(boolean marker) {
    if (marker && markersTrusted && picture.closed() && !fragmentOpen) {
      finish(true);
    }
  }

  /** The NAL unit at hand goes on in the packets to come. */
  public void openFragment() {
    fragmentOpen = true;
  }

  /** The NAL unit at hand is complete. */
  public void closeFragment() {
    fragmentOpen = false;
  }

  /** Whether a NAL unit goes on in the packets to come. */
  public boolean fragmentOpen() {
    return fragmentOpen;
  }

  /** Something else comes although a NAL unit should go on: its picture is damaged. */
  public void abortFragment() {
    if (fragmentOpen) {
      fragmentOpen = false;
      picture.slice(codec.startsDecoding(picture.nalByte(0)));
      picture.dropNal();
      picture.damage();
    }
  }

  /**
   * A NAL unit begins.
   *
   * @param opensPicture whether what comes after a slice belongs to the next picture
   */
  public void beginNal(boolean opensPicture) {
    if (opensPicture && picture.hasSlice()) {
      finish(false);
      picture.stamp(timestamp, nanos);
    }
    picture.beginNal();
  }

  /**
   * Keeps the NAL unit at hand, a slice. The rest of a picture that a marker ended shows that
   * markers are not to be trusted.
   *
   * @param first whether it says that it is the first one of its picture
   */
  public void keepSlice(boolean first) {
    if (!first && !picture.hasSlice()) {
      boolean restOfEnded = endedByMarker && endedTimestamp == timestamp && !headUncertain;
      if (restOfEnded) {
        markersTrusted = false;
      }
      if (restOfEnded || headUncertain) {
        picture.damage();
      }
    }
    headUncertain = false;
    boolean key = codec.startsDecoding(picture.nalByte(0));
    picture.keepNal();
    picture.slice(key);
  }

  private void finish(boolean byMarker) {
    abortFragment();
    boolean whole = !picture.damaged();
    ParameterSets sets = codec.judge(picture.idr(), whole);
    if (!whole) {
      damagedPictures++;
    } else if (sets == null) {
      undecodablePictures++;
    } else {
      emit(sets);
    }
    endedByMarker = byMarker;
    endedTimestamp = picture.timestamp();
    picture.clear();
  }

  private void emit(ParameterSets sets) {
    int lost = lostPackets;
    lostPackets = 0;
    output.accept(
        new CodedPicture(
            sets, picture.timestamp(), picture.nanos(), picture.idr(), lost, picture.take()));
  }

  /** Pictures left out because something of them is missing. */
  public long damaged() {
    return damagedPictures;
  }

  /** Pictures left out because what a decoder needs before them is missing. */
  public long undecodable() {
    return undecodablePictures;
  }
}
