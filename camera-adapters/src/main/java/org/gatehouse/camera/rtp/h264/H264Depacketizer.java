package org.gatehouse.camera.rtp.h264;

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
 * Puts pictures together from RTP payloads, RFC 6184: single NAL unit, STAP-A and FU-A packets.
 *
 * <p>Pictures are kept apart by {@link PictureAssembly}; where a new access unit begins, says H.264
 * §7.4.1.2.3. After a key picture with a hole everything up to the next key picture is left out.
 * Not thread-safe.
 */
public final class H264Depacketizer implements Depacketizer {
  private static final int FIRST_SLICE_BIT = 0x80;

  private final ParameterTracker parameters;
  private final PictureAssembly pictures;
  private final PictureBuffer picture;

  private boolean awaitsKey;
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

  private void payload(ByteBuf data, int index, int length) {
    if (length == 0) {
      return;
    }
    int type = NalType.of(data.getByte(index));
    if (type == NalType.FU_A) {
      fragment(data, index, length);
      return;
    }
    pictures.abortFragment();
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
      pictures.abortFragment();
      beginNal(NalType.of(header));
      picture.append((indicator & 0xe0) | NalType.of(header));
      pictures.openFragment();
    } else if (!pictures.fragmentOpen()) {
      picture.damage();
      return;
    }
    picture.append(data, index + 2, length - 2);
    if ((header & 0x40) != 0) {
      pictures.closeFragment();
      endNal();
    }
  }

  private void beginNal(int type) {
    pictures.beginNal(NalType.opensAccessUnit(type));
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
      slice();
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
  private void slice() {
    pictures.keepSlice((picture.nalByte(1) & FIRST_SLICE_BIT) != 0);
  }

  private final class Codec implements PictureAssembly.Codec {
    @Override
    public boolean startsDecoding(int firstByte) {
      return NalType.of(firstByte) == NalType.IDR;
    }

    @Override
    public @Nullable ParameterSets judge(boolean key, boolean whole) {
      awaitsKey = key ? !whole : awaitsKey;
      return awaitsKey ? null : parameters.current();
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
