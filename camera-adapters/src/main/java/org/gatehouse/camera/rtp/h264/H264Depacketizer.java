package org.gatehouse.camera.rtp.h264;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.RtpPacket;
import org.gatehouse.camera.rtp.nal.AnnexB;
import org.gatehouse.camera.rtp.nal.PictureBuffer;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamMemory;

/**
 * Puts pictures together from RTP payloads, RFC 6184: single NAL unit, STAP-A and FU-A packets.
 *
 * <p>A picture ends at the marker bit, at a new timestamp, or where H.264 §7.4.1.2.3 lets a new
 * access unit begin, whichever comes first, because cameras get each of them wrong. A picture with
 * a hole in it is left out; after a key picture with a hole, so is everything up to the next key
 * picture. Not thread-safe.
 */
public final class H264Depacketizer implements Depacketizer {
  private static final int FIRST_SLICE_BIT = 0x80;

  private final ParameterTracker parameters;
  private final Consumer<CodedPicture> output;
  private final PictureBuffer picture;

  private boolean fragmentOpen;
  private boolean headUncertain;
  private boolean awaitsKey;
  private boolean markersTrusted = true;
  private boolean endedByMarker;
  private int endedTimestamp;
  private int timestamp;
  private long nanos;
  private int lostPackets;

  private long damagedPictures;
  private long undecodablePictures;
  private long malformedPackets;

  /**
   * A depacketizer for one stream.
   *
   * @param parameters with the sets of the SDP in it
   * @param memory where pictures are put together, and stay
   * @param output takes each picture as it is complete, inside the call of {@link #packet}
   */
  public H264Depacketizer(
      ParameterTracker parameters, StreamMemory memory, Consumer<CodedPicture> output) {
    this.picture = new PictureBuffer(memory);
    this.parameters = parameters;
    this.output = output;
  }

  @Override
  public void packet(ByteBuf data, RtpPacket packet, int lostBefore, long arrivalNanos) {
    timestamp = packet.timestamp();
    nanos = arrivalNanos;
    boolean newTime = endsPicture(timestamp);
    if (lostBefore > 0) {
      loss(lostBefore, newTime);
    }
    if (newTime) {
      finish(false);
    }
    picture.stamp(timestamp, nanos);
    payload(data, packet.payloadIndex(), packet.payloadLength());
    if (packet.marker() && markersTrusted && picture.closed() && !fragmentOpen) {
      finish(true);
    }
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

  private void payload(ByteBuf data, int index, int length) {
    if (length == 0) {
      return;
    }
    int type = NalType.of(data.getByte(index));
    if (type == NalType.FU_A) {
      fragment(data, index, length);
      return;
    }
    abortFragment();
    if (type == NalType.STAP_A) {
      aggregate(data, index + 1, index + length);
    } else if (type <= NalType.LAST_SINGLE) {
      single(data, index, length);
    } else {
      malformedPackets++;
    }
  }

  private void single(ByteBuf data, int index, int length) {
    beginNal(NalType.of(data.getByte(index)));
    picture.append(data, index, length);
    endNal();
  }

  /**
   * RFC 6184 §5.7.1, after the STAP-A header byte.
   *
   * <pre>
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-...
   * |        NAL unit size          |  NAL unit ...      next size ...
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-...
   * </pre>
   */
  private void aggregate(ByteBuf data, int from, int end) {
    int at = from;
    while (at + 2 <= end) {
      int length = data.getUnsignedShort(at);
      at += 2;
      if (length > end - at) {
        malformedPackets++;
        return;
      }
      if (length > 0) {
        single(data, at, length);
      }
      at += length;
    }
  }

  /**
   * RFC 6184 §5.8: one fragment of a NAL unit whose header is spread over two bytes.
   *
   * <pre>
   * +---------------+---------------+
   * |0|1|2|3|4|5|6|7|0|1|2|3|4|5|6|7|
   * |F|NRI|   28    |S|E|R|  type   |  fragment ...
   * +---------------+---------------+
   * </pre>
   *
   * <p>Both S and E set is against §5.8 and yet sent: a whole unit. The type is believed at S only.
   */
  private void fragment(ByteBuf data, int index, int length) {
    if (length < 2) {
      malformedPackets++;
      return;
    }
    int indicator = data.getByte(index);
    int header = data.getByte(index + 1);
    if ((header & 0x80) != 0) {
      abortFragment();
      beginNal(NalType.of(header));
      picture.append((indicator & 0xe0) | NalType.of(header));
      fragmentOpen = true;
    } else if (!fragmentOpen) {
      picture.damage();
      return;
    }
    picture.append(data, index + 2, length - 2);
    if ((header & 0x40) != 0) {
      fragmentOpen = false;
      endNal();
    }
  }

  private void abortFragment() {
    if (fragmentOpen) {
      fragmentOpen = false;
      picture.slice(NalType.of(picture.nalByte(0)) == NalType.IDR);
      picture.dropNal();
      picture.damage();
    }
  }

  private void beginNal(int type) {
    if (picture.hasSlice() && NalType.opensAccessUnit(type)) {
      finish(false);
      picture.stamp(timestamp, nanos);
    }
    picture.beginNal();
  }

  private void endNal() {
    int type = NalType.of(picture.nalByte(0));
    if (NalType.mayHideOthers(type) && picture.nalHidesOthers()) {
      byte[] several = picture.nalCopy();
      picture.dropNal();
      for (byte[] nal : AnnexB.split(several, 0, several.length)) {
        beginNal(NalType.of(nal[0]));
        picture.append(nal);
        sort(NalType.of(nal[0]));
      }
    } else {
      sort(type);
    }
  }

  private void sort(int type) {
    if (NalType.isSlice(type)) {
      slice(type);
    } else if (type == NalType.SPS || type == NalType.PPS) {
      if (parameters.offer(picture.nalCopy())) {
        picture.dropNal();
      } else {
        picture.keepNal();
      }
    } else if (NalType.isDispensable(type)) {
      picture.dropNal();
    } else {
      picture.keepNal();
    }
  }

  /**
   * first_mb_in_slice is the first thing in a slice header (H.264 §7.3.3); 0 is coded as one 1 bit.
   */
  private void slice(int type) {
    boolean first = (picture.nalByte(1) & FIRST_SLICE_BIT) != 0;
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
    picture.keepNal();
    picture.slice(type == NalType.IDR);
  }

  private void finish(boolean byMarker) {
    abortFragment();
    ParameterSets sets = parameters.current();
    awaitsKey &= !picture.idr();
    if (picture.damaged()) {
      damagedPictures++;
      awaitsKey |= picture.idr();
    } else if (awaitsKey || sets == null) {
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

  @Override
  public long damaged() {
    return damagedPictures;
  }

  @Override
  public long undecodable() {
    return undecodablePictures;
  }

  @Override
  public long malformed() {
    return malformedPackets;
  }
}
