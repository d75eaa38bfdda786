package org.gatehouse.camera.rtp.h265;

import io.netty.buffer.ByteBuf;
import java.util.function.Consumer;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.RtpPacket;
import org.gatehouse.camera.rtp.nal.AnnexB;
import org.gatehouse.camera.rtp.nal.PictureAssembly;
import org.gatehouse.camera.rtp.nal.PictureBuffer;
import org.gatehouse.contract.media.ParameterSets;
import org.gatehouse.contract.media.StreamMemory;
import org.jspecify.annotations.Nullable;

/**
 * Puts pictures together from RTP payloads, RFC 7798: single NAL unit, aggregation and
 * fragmentation packets in decoding order (sprop-max-don-diff 0, so without DONL fields).
 *
 * <p>Pictures are kept apart by {@link PictureAssembly}; where a new access unit begins, says H.265
 * §7.4.2.4.4. After a random access picture with a hole everything up to the next is left out.
 * Pictures that a decoder must skip after the point where it starts (RASL, §8.1.3) are left out
 * too. Not thread-safe.
 */
public final class H265Depacketizer implements Depacketizer {
  private static final int HEADER = 2;
  private static final int FIRST_SEGMENT_BIT = 0x80;
  private static final int LAYER_HIGH_BIT = 0x01;
  private static final int LAYER_LOW_BITS = 0xf8;

  private final H265Parameters parameters;
  private final PictureAssembly pictures;
  private final PictureBuffer picture;
  private final LeadingPictures leading = new LeadingPictures();

  private int sliceType;
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
    this.parameters = parameters;
    this.pictures = new PictureAssembly(memory, new Codec(), output);
    this.picture = pictures.buffer();
  }

  @Override
  public void packet(ByteBuf data, RtpPacket packet, int lostBefore, long arrivalNanos) {
    pictures.begin(packet.timestamp(), arrivalNanos, lostBefore);
    payload(data, packet.payloadIndex(), packet.payloadLength());
    pictures.end(packet.marker());
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
    pictures.abortFragment();
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
      pictures.abortFragment();
      int type = header & 0x3f;
      beginNal(type, rest > 0 ? data.getByte(from) : 0);
      picture.append((data.getByte(index) & 0x81) | (type << 1));
      picture.append(data.getByte(index + 1));
      pictures.openFragment();
    } else if (!pictures.fragmentOpen()) {
      picture.damage();
      return;
    }
    picture.append(data, from, rest);
    if ((header & 0x40) != 0) {
      pictures.closeFragment();
      endNal();
    }
  }

  /** {@code afterHeader} holds first_slice_segment_in_pic_flag, H.265 §7.3.6.1, of a slice. */
  private void beginNal(int type, int afterHeader) {
    boolean firstSegment = H265NalType.isSlice(type) && (afterHeader & FIRST_SEGMENT_BIT) != 0;
    pictures.beginNal(firstSegment || H265NalType.opensAccessUnit(type));
  }

  private void endNal() {
    int type = H265NalType.of(picture.nalByte(0));
    if (H265NalType.mayHideOthers(type, picture.nalByte(1)) && picture.nalHidesOthers()) {
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
    sliceType = type;
    pictures.keepSlice(first);
  }

  private final class Codec implements PictureAssembly.Codec {
    @Override
    public boolean startsDecoding(int firstByte) {
      return H265NalType.isRandomAccess(H265NalType.of(firstByte));
    }

    @Override
    public @Nullable ParameterSets judge(boolean key, boolean whole) {
      ParameterSets sets = parameters.current();
      return leading.decodable(sliceType, key, whole && sets != null) ? sets : null;
    }
  }

  @Override
  public long damaged() {
    return pictures.damaged();
  }

  @Override
  public long undecodable() {
    return pictures.undecodable();
  }

  @Override
  public long malformed() {
    return malformedPackets;
  }
}
