package org.gatehouse.camera.rtp.mjpeg;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.Consumer;
import org.gatehouse.camera.rtp.CodedPicture;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.RtpPacket;
import org.gatehouse.camera.rtp.mjpeg.QuantizationTables.JpegTables;
import org.gatehouse.camera.sdp.PictureSize;
import org.gatehouse.contract.media.ParameterSets;
import org.jspecify.annotations.Nullable;

/**
 * Makes whole JPEG files of RTP payloads, RFC 2435: types 0, 1, 64 and 65, with tables in-band or
 * by Q. Where a camera sends whole files in the payload, they are taken as they are. A picture of
 * which a part is missing is left out. Not thread-safe.
 */
public final class MjpegDepacketizer implements Depacketizer {
  private static final int INITIAL = 64 * 1024;
  private static final int MAX = 16 * 1024 * 1024;
  private static final int MAIN_HEADER = 8;
  private static final int RESTART_HEADER = 4;
  private static final int BLOCK = 8;
  private static final int FIRST_WITH_RESTARTS = 64;
  private static final int LAST_KNOWN = 127;
  private static final byte[] END_OF_IMAGE = {(byte) 0xff, (byte) 0xd9};

  private final @Nullable PictureSize told;
  private final Consumer<CodedPicture> output;
  private final QuantizationTables tables = new QuantizationTables();

  private byte[] bytes = new byte[INITIAL];
  private int size;
  private boolean open;
  private boolean broken;
  private int type;
  private int q;
  private int widthField;
  private int heightField;
  private int restartInterval;
  private int timestamp;
  private long nanos;
  private boolean ended;
  private int lostPackets;
  private ParameterSets sets = ParameterSets.mjpeg(0, 0);

  private long damagedPictures;
  private long undecodablePictures;
  private long malformedPackets;

  /**
   * A depacketizer for one stream.
   *
   * @param told size of the pictures by the description; null if it tells none. It serves where the
   *     payload cannot: its fields end at 2040 pixels.
   * @param output takes each picture as it is complete, inside the call of {@link #packet}
   */
  public MjpegDepacketizer(@Nullable PictureSize told, Consumer<CodedPicture> output) {
    this.told = told;
    this.output = output;
  }

  @Override
  public void packet(ByteBuf data, RtpPacket packet, int lostBefore, long arrivalNanos) {
    lostPackets += lostBefore;
    if (open && packet.timestamp() != timestamp) {
      broken |= lostBefore > 0;
      finish();
    } else if (open && lostBefore > 0) {
      broken = true;
    }
    boolean rest = ended && packet.timestamp() == timestamp;
    if (packet.payloadLength() >= MAIN_HEADER) {
      payload(data, packet, arrivalNanos, rest);
    } else if (packet.payloadLength() > 0) {
      malformedPackets++;
    }
    if (packet.marker() && open) {
      finish();
      ended = true;
    }
  }

  /**
   * RFC 2435 §3.1; the restart header of §3.1.7 follows it for types from 64, and the tables of
   * §3.1.8 with the first fragment.
   *
   * <pre>
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * | Type-specific |              Fragment Offset                  |
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * |      Type     |       Q       |     Width     |     Height    |
   * +-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+-+
   * </pre>
   */
  private void payload(ByteBuf data, RtpPacket packet, long arrivalNanos, boolean rest) {
    int at = packet.payloadIndex();
    int end = at + packet.payloadLength();
    int offset = data.getUnsignedMedium(at + 1);
    if (!open) {
      begin(packet.timestamp(), arrivalNanos);
      broken = offset != 0 && !rest;
      if (offset != 0 && rest) {
        open = false;
        return;
      }
    }
    type = data.getUnsignedByte(at + 4);
    q = data.getUnsignedByte(at + 5);
    widthField = data.getUnsignedByte(at + 6);
    heightField = data.getUnsignedByte(at + 7);
    int from = headers(data, at + MAIN_HEADER, end, offset);
    if (from < 0) {
      malformedPackets++;
      broken = true;
    } else {
      append(data, from, end - from, offset);
    }
  }

  private void begin(int rtpTimestamp, long arrivalNanos) {
    open = true;
    broken = false;
    ended = false;
    size = 0;
    restartInterval = 0;
    timestamp = rtpTimestamp;
    nanos = arrivalNanos;
  }

  /** Reads the headers after the first; -1 if they do not fit in. */
  private int headers(ByteBuf data, int from, int end, int offset) {
    int at = from;
    if (type >= FIRST_WITH_RESTARTS && type <= LAST_KNOWN) {
      if (end - at < RESTART_HEADER) {
        return -1;
      }
      restartInterval = data.getUnsignedShort(at);
      at += RESTART_HEADER;
    }
    if (offset == 0 && QuantizationTables.inBand(q)) {
      at = tables.read(q, data, at, end);
    }
    return at;
  }

  private void append(ByteBuf data, int from, int length, int offset) {
    if (offset != size || size + length > MAX) {
      broken = true;
      return;
    }
    if (size + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + length, bytes.length * 2));
    }
    data.getBytes(from, bytes, size, length);
    size += length;
  }

  private void finish() {
    open = false;
    if (broken || size == 0) {
      damagedPictures++;
      return;
    }
    boolean wholeFile = size > 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xd8;
    PictureSize picture = wholeFile ? JpegSize.of(bytes, size) : size();
    JpegTables used = wholeFile ? null : tables.of(q);
    boolean known = (type & 0x3f) <= 1 && type <= LAST_KNOWN;
    if (picture == null || (!wholeFile && (used == null || !known))) {
      undecodablePictures++;
      return;
    }
    byte[] header =
        used == null
            ? new byte[0]
            : JpegHeader.of(
                picture.width(), picture.height(), (type & 1) == 1, restartInterval, used);
    emit(picture, header);
  }

  /**
   * The fields count blocks of 8 pixels in one byte. Larger pictures have a 0 there, or the rest of
   * a division by 256; then the description must help.
   */
  private @Nullable PictureSize size() {
    int width = side(widthField, told == null ? 0 : told.width());
    int height = side(heightField, told == null ? 0 : told.height());
    return width > 0 && height > 0 ? new PictureSize(width, height) : null;
  }

  private static int side(int field, int toldPixels) {
    int toldField = ((toldPixels + BLOCK - 1) / BLOCK) & 0xff;
    return field == 0 || field == toldField ? toldPixels : field * BLOCK;
  }

  private void emit(PictureSize picture, byte[] header) {
    if (sets.width() != picture.width() || sets.height() != picture.height()) {
      sets = ParameterSets.mjpeg(picture.width(), picture.height());
    }
    boolean closed = size >= 2 && bytes[size - 2] == (byte) 0xff && bytes[size - 1] == (byte) 0xd9;
    byte[] file = Arrays.copyOf(header, header.length + size + (closed ? 0 : 2));
    System.arraycopy(bytes, 0, file, header.length, size);
    if (!closed) {
      System.arraycopy(END_OF_IMAGE, 0, file, file.length - 2, 2);
    }
    int lost = lostPackets;
    lostPackets = 0;
    output.accept(new CodedPicture(sets, timestamp, nanos, true, lost, file));
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
