package org.gatehouse.camera.rtp.h265;

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
 * Puts pictures together from RTP payloads, RFC 7798: single NAL unit, aggregation and
 * fragmentation packets in decoding order (sprop-max-don-diff 0, so without DONL fields).
 *
 * <p>A picture ends at the marker bit, at a new timestamp, or where H.265 §7.4.2.4.4 lets a new
 * access unit begin, whichever comes first, because cameras get each of them wrong. A picture with
 * a hole in it is left out; after a random access picture with a hole, so is everything up to the
 * next. Pictures that a decoder must skip after the point where it starts (RASL, §8.1.3) are left
 * out too. Not thread-safe.
 */
public final class H265Depacketizer implements Depacketizer {
  private static final int HEADER = 2;
  private static final int FIRST_SEGMENT_BIT = 0x80;
  private static final int LAYER_HIGH_BIT = 0x01;
  private static final int LAYER_LOW_BITS = 0xf8;

  private final H265Parameters parameters;
  private final Consumer<CodedPicture> output;
  private final PictureBuffer picture;
  private final LeadingPictures leading = new LeadingPictures();

  private int sliceType;
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
  private long malformedPackets;

  /**
   * A depacketizer for one stream.
   *
   * @param parameters with the sets of the SDP in it
   * @param memory where pictures are put together, and stay
   * @param output takes each picture as it is complete, inside the call of {@link #packet}
   */
  public H265Depacketizer(
      H265Parameters parameters, StreamMemory memory, Consumer<CodedPicture> output) {
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

  /**
   * RFC 7798 §4.2: the payload header has the form of a NAL unit header.
   *
   * <pre>
   * +---------------+---------------+
   * |0|1|2|3|4|5|6|7|0|1|2|3|4|5|6|7|
   * |F|   Type    |  LayerId  | TID |
   * +---------------+---------------+
   * </pre>
   */
  private void payload(ByteBuf data, int index, int length) {
    if (length == 0) {
      return;
    }
    int type = H265NalType.of(data.getByte(index));
    if (type == H265NalType.FRAGMENT) {
      fragment(data, index, length);
      return;
    }
    abortFragment();
    if (type == H265NalType.AGGREGATION) {
      aggregate(data, index + HEADER, index + length);
    } else if (type <= H265NalType.LAST_SINGLE && length > HEADER) {
      single(data, index, length);
    } else {
      malformedPackets++;
    }
  }

  private void single(ByteBuf data, int index, int length) {
    int first = length > HEADER ? data.getByte(index + HEADER) : 0;
    beginNal(H265NalType.of(data.getByte(index)), first);
    picture.append(data, index, length);
    endNal();
  }

  /**
   * RFC 7798 §4.4.2, after the payload header.
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
      if (length > HEADER) {
        single(data, at, length);
      }
      at += length;
    }
  }

  /**
   * RFC 7798 §4.4.3: one fragment of a NAL unit whose type stands in a third byte.
   *
   * <pre>
   * +---------------+---------------+---------------+
   * |0|1|2|3|4|5|6|7|0|1|2|3|4|5|6|7|0|1|2|3|4|5|6|7|
   * |F|    49     |  LayerId  | TID |S|E|  FuType   |  fragment ...
   * +---------------+---------------+---------------+
   * </pre>
   *
   * <p>Both S and E set is against §4.4.3 and yet sent: a whole unit. The type is believed at S
   * only.
   */
  private void fragment(ByteBuf data, int index, int length) {
    if (length <= HEADER) {
      malformedPackets++;
      return;
    }
    int header = data.getByte(index + HEADER);
    int from = index + HEADER + 1;
    int rest = length - HEADER - 1;
    if ((header & 0x80) != 0) {
      abortFragment();
      int type = header & 0x3f;
      beginNal(type, rest > 0 ? data.getByte(from) : 0);
      picture.append((data.getByte(index) & 0x81) | (type << 1));
      picture.append(data.getByte(index + 1));
      fragmentOpen = true;
    } else if (!fragmentOpen) {
      picture.damage();
      return;
    }
    picture.append(data, from, rest);
    if ((header & 0x40) != 0) {
      fragmentOpen = false;
      endNal();
    }
  }

  private void abortFragment() {
    if (fragmentOpen) {
      fragmentOpen = false;
      int type = H265NalType.of(picture.nalByte(0));
      picture.slice(H265NalType.isRandomAccess(type));
      picture.dropNal();
      picture.damage();
    }
  }

  /** {@code afterHeader} holds first_slice_segment_in_pic_flag, H.265 §7.3.6.1, of a slice. */
  private void beginNal(int type, int afterHeader) {
    boolean firstSegment = H265NalType.isSlice(type) && (afterHeader & FIRST_SEGMENT_BIT) != 0;
    if (picture.hasSlice() && (firstSegment || H265NalType.opensAccessUnit(type))) {
      finish(false);
      picture.stamp(timestamp, nanos);
    }
    picture.beginNal();
  }

  private void endNal() {
    int type = H265NalType.of(picture.nalByte(0));
    if (H265NalType.mayHideOthers(type) && picture.nalHidesOthers()) {
      byte[] several = picture.nalCopy();
      picture.dropNal();
      for (byte[] nal : AnnexB.split(several, 0, several.length)) {
        beginNal(H265NalType.of(nal[0]), nal.length > HEADER ? nal[HEADER] : 0);
        picture.append(nal);
        sort(H265NalType.of(nal[0]));
      }
    } else {
      sort(type);
    }
  }

  private void sort(int type) {
    if (picture.nalLength() <= HEADER || ofOtherLayer() || H265NalType.isDispensable(type)) {
      picture.dropNal();
    } else if (H265NalType.isSlice(type)) {
      slice(type);
    } else if (H265NalType.isParameterSet(type) && parameters.offer(picture.nalCopy())) {
      picture.dropNal();
    } else {
      picture.keepNal();
    }
  }

  /** Layers above the base layer belong to extensions that no camera decoder knows. */
  private boolean ofOtherLayer() {
    return (picture.nalByte(0) & LAYER_HIGH_BIT) != 0 || (picture.nalByte(1) & LAYER_LOW_BITS) != 0;
  }

  private void slice(int type) {
    boolean first = (picture.nalByte(HEADER) & FIRST_SEGMENT_BIT) != 0;
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
    sliceType = type;
    picture.keepNal();
    picture.slice(H265NalType.isRandomAccess(type));
  }

  private void finish(boolean byMarker) {
    abortFragment();
    ParameterSets sets = parameters.current();
    boolean whole = !picture.damaged();
    boolean decodable = leading.decodable(sliceType, picture.idr(), whole && sets != null);
    if (!whole) {
      damagedPictures++;
    } else if (!decodable || sets == null) {
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
