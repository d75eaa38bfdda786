package org.gatehouse.camera.rtp.metadata;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.LongUnaryOperator;
import org.gatehouse.camera.notice.NoticeReader;
import org.gatehouse.camera.rtp.Depacketizer;
import org.gatehouse.camera.rtp.RtpPacket;
import org.gatehouse.contract.camera.CameraNotice;

/**
 * Puts XML documents together from RTP payloads, each ended by the marker bit or, where a camera
 * sets none, by the start of the next, and has the notices in them read. Compressed documents
 * (gzip, EXI) are not read: they have other encoding names. A document of which a part is missing
 * or that is too long is dropped. Not thread-safe.
 */
public final class MetadataDepacketizer implements Depacketizer {
  private static final int INITIAL = 4096;

  /** {@code <?xml}. */
  private static final byte[] DECLARATION = {0x3c, 0x3f, 0x78, 0x6d, 0x6c};

  private final NoticeReader reader = new NoticeReader();
  private final LongUnaryOperator wallClock;
  private final Consumer<CameraNotice> output;

  private byte[] document = new byte[INITIAL];
  private int size;
  private boolean broken;
  private long firstNanos;
  private long damagedDocuments;
  private long unreadableDocuments;

  /**
   * A depacketizer for one stream.
   *
   * @param wallClock epoch microseconds of monotonic nanoseconds
   */
  public MetadataDepacketizer(LongUnaryOperator wallClock, Consumer<CameraNotice> output) {
    this.wallClock = wallClock;
    this.output = output;
  }

  @Override
  public void packet(ByteBuf data, RtpPacket packet, int lostBefore, long arrivalNanos) {
    int index = packet.payloadIndex();
    int length = packet.payloadLength();
    boolean begins = begins(data, index, length);
    // A loss after the marker may have been the head of this document as well.
    broken |= lostBefore > 0 && !(begins && size == 0);
    if (begins && (size > 0 || broken)) {
      finish();
    }
    if (size == 0) {
      firstNanos = arrivalNanos;
    }
    append(data, index, length);
    if (packet.marker()) {
      finish();
    }
  }

  private static boolean begins(ByteBuf data, int index, int length) {
    if (length < DECLARATION.length) {
      return false;
    }
    for (int i = 0; i < DECLARATION.length; i++) {
      if (data.getByte(index + i) != DECLARATION[i]) {
        return false;
      }
    }
    return true;
  }

  private void append(ByteBuf data, int index, int length) {
    if (broken || size + length > NoticeReader.MAX_DOCUMENT) {
      broken = true;
      return;
    }
    if (size + length > document.length) {
      document = Arrays.copyOf(document, Math.max(size + length, document.length * 2));
    }
    data.getBytes(index, document, size, length);
    size += length;
  }

  private void finish() {
    if (broken) {
      damagedDocuments++;
    } else if (size > 0
        && !reader.read(document, 0, size, wallClock.applyAsLong(firstNanos), output)) {
      unreadableDocuments++;
    }
    // What was dropped shall not stay in memory either.
    Arrays.fill(document, 0, size, (byte) 0);
    size = 0;
    broken = false;
  }

  @Override
  public long damaged() {
    return damagedDocuments;
  }

  @Override
  public long malformed() {
    return unreadableDocuments;
  }
}
