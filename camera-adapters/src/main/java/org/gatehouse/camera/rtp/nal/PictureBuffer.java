package org.gatehouse.camera.rtp.nal;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import org.gatehouse.contract.media.Payload;
import org.gatehouse.contract.media.StreamMemory;

/**
 * Where one picture's NAL units are put together, each behind its length in 4 bytes, in memory
 * where the picture can stay. Not thread-safe.
 */
public final class PictureBuffer {
  private static final int MAX = 16 * 1024 * 1024;
  private static final int LENGTH = 4;

  private static final byte[] NONE = {};

  private final StreamMemory memory;

  /** The picture at hand lies in here from {@code start} on; may end at {@code limit}. */
  private byte[] bytes = NONE;

  private int start;
  private int limit;
  private int size;
  private int nalStart;
  private int timestamp;
  private long nanos;
  private boolean hasSlice;
  private boolean idr;
  private boolean damaged;

  /** Puts its pictures into that memory. */
  public PictureBuffer(StreamMemory memory) {
    this.memory = memory;
  }

  /** Says when the packet at hand came; a picture keeps the arrival of its first. */
  public void stamp(int rtpTimestamp, long arrivalNanos) {
    if (size == 0 && !damaged) {
      nanos = arrivalNanos;
    }
    timestamp = rtpTimestamp;
  }

  /** Begins a NAL unit behind what was kept. */
  public void beginNal() {
    nalStart = size;
    if (reserve(LENGTH)) {
      size += LENGTH;
    }
  }

  /** Adds to the NAL unit at hand. */
  public void append(int oneByte) {
    if (reserve(1)) {
      bytes[start + size] = (byte) oneByte;
      size++;
    }
  }

  /** Adds to the NAL unit at hand. */
  public void append(ByteBuf data, int index, int length) {
    if (reserve(length)) {
      data.getBytes(index, bytes, start + size, length);
      size += length;
    }
  }

  /** Adds to the NAL unit at hand. */
  public void append(byte[] nal) {
    if (reserve(nal.length)) {
      System.arraycopy(nal, 0, bytes, start + size, nal.length);
      size += nal.length;
    }
  }

  /** A picture that grows too large is let go of, so that there is always room to go on. */
  private boolean reserve(int more) {
    int needed = size + more;
    if (needed > MAX) {
      damaged = true;
      nalStart = 0;
      size = LENGTH;
      return false;
    }
    if (needed > limit - start) {
      enlarge(needed);
    }
    return true;
  }

  /** Room may come from elsewhere; what there is moves with it. */
  private void enlarge(int needed) {
    byte[] before = bytes;
    int from = start;
    bytes = memory.reserve(needed);
    start = memory.position();
    limit = bytes.length;
    if (size > 0 && (bytes != before || start != from)) {
      System.arraycopy(before, from, bytes, start, size);
    }
  }

  /** Bytes of the NAL unit at hand. */
  public int nalLength() {
    return size - nalStart - LENGTH;
  }

  /** The byte at that place of the NAL unit at hand; 0 past its end. */
  public int nalByte(int index) {
    return index < nalLength() ? bytes[start + nalStart + LENGTH + index] & 0xff : 0;
  }

  /** The NAL unit at hand. */
  public byte[] nalCopy() {
    return Arrays.copyOfRange(bytes, start + nalStart + LENGTH, start + size);
  }

  /** True if a start code stands in the NAL unit at hand. */
  public boolean nalHidesOthers() {
    return AnnexB.present(bytes, start + nalStart + LENGTH, nalLength());
  }

  /** Ends the NAL unit at hand and keeps it. */
  public void keepNal() {
    int length = nalLength();
    bytes[start + nalStart] = (byte) (length >>> 24);
    bytes[start + nalStart + 1] = (byte) (length >>> 16);
    bytes[start + nalStart + 2] = (byte) (length >>> 8);
    bytes[start + nalStart + 3] = (byte) length;
    nalStart = size;
  }

  /** Takes the NAL unit at hand out again. */
  public void dropNal() {
    size = nalStart;
  }

  /** Notes that the NAL unit at hand is a slice. */
  public void slice(boolean ofIdr) {
    hasSlice = true;
    idr |= ofIdr;
  }

  /** Notes that something is missing. */
  public void damage() {
    damaged = true;
  }

  /** True once a slice was noted. */
  public boolean hasSlice() {
    return hasSlice;
  }

  /** True once something is missing. */
  public boolean damaged() {
    return damaged;
  }

  /** True if there is something that the next picture's packets must not be mixed with. */
  public boolean closed() {
    return hasSlice || damaged;
  }

  /** True once a slice of a key picture was noted. */
  public boolean idr() {
    return idr;
  }

  /** RTP timestamp of its last packet. */
  public int timestamp() {
    return timestamp;
  }

  /** Arrival of its first packet. */
  public long nanos() {
    return nanos;
  }

  /** All that was kept, which stays where it is; to be taken once, before {@link #clear}. */
  public Payload take() {
    memory.commit(size);
    return new Payload(bytes, start, size);
  }

  /** Begins a new picture. */
  public void clear() {
    bytes = NONE;
    start = 0;
    limit = 0;
    size = 0;
    nalStart = 0;
    hasSlice = false;
    idr = false;
    damaged = false;
  }
}
