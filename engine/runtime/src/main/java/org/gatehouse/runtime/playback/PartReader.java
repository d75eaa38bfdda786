package org.gatehouse.runtime.playback;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.gatehouse.runtime.segment.Fragment;
import org.gatehouse.runtime.segment.SegmentReader;
import org.jspecify.annotations.Nullable;

/** Reads parts, keeping the file of the last one open. Owner: one thread. */
final class PartReader implements Closeable {
  private @Nullable SegmentReader open;

  /**
   * The part's bytes on its time line.
   *
   * @throws IOException if its file was deleted or changed meanwhile
   */
  ByteBuffer read(Part part) throws IOException {
    SegmentReader reader = open;
    if (reader == null || !reader.path().equals(part.file())) {
      close();
      reader = SegmentReader.open(part.file());
      open = reader;
    }
    Fragment fragment = reader.next(part.position());
    if (fragment == null || fragment.size(true) != part.bytes()) {
      throw new IOException("recording " + part.file() + " is not what it was");
    }
    ByteBuffer bytes = ByteBuffer.allocate(part.bytes());
    reader.copy(fragment, part.place(), true, bytes);
    return bytes.flip();
  }

  @Override
  public void close() throws IOException {
    SegmentReader reader = open;
    open = null;
    if (reader != null) {
      reader.close();
    }
  }
}
