package org.gatehouse.contract.vision;

import org.gatehouse.contract.media.StreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * One stream on its way through a {@link StreamMasker}: each picture that is published here comes
 * out covered, or not at all. Publishing never waits; pictures that come too fast are left out up
 * to a key picture.
 */
public interface MaskedStream extends StreamWriter, AutoCloseable {
  /** Why nothing comes out; null while pictures do, and before the first. */
  @Nullable String trouble();

  /** Nothing comes out any more once it returns. Idempotent. */
  @Override
  void close();
}
