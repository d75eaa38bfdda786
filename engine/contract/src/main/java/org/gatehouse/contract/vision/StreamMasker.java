package org.gatehouse.contract.vision;

import java.util.List;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamWriter;

/** Covers areas of live pictures, somewhere else than in this process. Thread-safe. */
public interface StreamMasker extends AutoCloseable {
  /**
   * Begins with a stream.
   *
   * @param areas covered whole in each picture
   * @param covered gets the covered pictures, on a thread of the masker's
   * @return where the pictures go that are to be covered
   */
  MaskedStream open(StreamId stream, List<PictureArea> areas, StreamWriter covered);

  /** Ends all streams. */
  @Override
  void close();
}
