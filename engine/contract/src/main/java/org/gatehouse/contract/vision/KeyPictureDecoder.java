package org.gatehouse.contract.vision;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.media.AccessUnit;

/**
 * Decodes single key pictures somewhere else than in this process, to judge a camera's picture by
 * or to show it. Thread-safe.
 */
public interface KeyPictureDecoder extends AutoCloseable {
  /**
   * Decodes a random-access unit by itself, at its full size.
   *
   * @return completes exceptionally where it cannot be decoded or the decoder is too busy
   */
  CompletableFuture<LumaPicture> decode(AccessUnit keyUnit);

  /**
   * Decodes a random-access unit by itself and makes a JPEG of it.
   *
   * @param mostWidth pixels; a wider picture is made smaller
   * @param masks what is covered in it
   * @return completes exceptionally where it cannot be decoded or the decoder is too busy
   */
  CompletableFuture<byte[]> jpeg(AccessUnit keyUnit, int mostWidth, List<PictureArea> masks);

  /** Processor time that decoding has cost since the start, seconds. */
  double cpuSeconds();

  @Override
  void close();
}
