package org.gatehouse.runtime.testing;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gatehouse.contract.storage.SegmentNotes;

/** The notes in a segment's file. */
public final class Notes {
  private static final int HEADER = 8;

  private Notes() {}

  /** Fails if there are none. */
  public static SegmentNotes of(Path file) throws IOException {
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(file));
    while (in.remaining() >= HEADER) {
      int begin = in.position();
      int size = in.getInt();
      if (in.getInt() == SegmentNotes.BOX) {
        SegmentNotes notes = SegmentNotes.parse(in.slice(in.position(), size - HEADER));
        if (notes != null) {
          return notes;
        }
      }
      in.position(begin + size);
    }
    throw new AssertionError("no notes in " + file);
  }
}
