package org.gatehouse.runtime.segment;

/**
 * A whole fragment of a file.
 *
 * @param position where its {@code moof} begins
 * @param moof what it says
 * @param mdatBytes size of the {@code mdat} box behind it, header included
 */
public record Fragment(long position, Moof moof, int mdatBytes) {
  /** Where the samples' bytes begin. */
  public long dataPosition() {
    return position + moof.size() + Box.HEADER;
  }

  /** After its last byte. */
  public long end() {
    return position + moof.size() + mdatBytes;
  }

  /** Bytes of its samples, with the sound's or without. */
  public int dataBytes(boolean withSound) {
    boolean all = withSound || moof.sound() == null;
    return all ? mdatBytes - Box.HEADER : (int) moof.pictures().size();
  }

  /** Bytes of both boxes, with sound or without. */
  public int size(boolean withSound) {
    return moof.size(withSound) + Box.HEADER + dataBytes(withSound);
  }

  /** Decode time of the first picture from the beginning of the file. */
  public long time() {
    return moof.pictures().time();
  }

  /** What the pictures last. */
  public long duration() {
    return moof.pictures().duration();
  }

  /** True if it begins with a picture that can be decoded by itself. */
  public boolean key() {
    return moof.pictures().key(0);
  }
}
