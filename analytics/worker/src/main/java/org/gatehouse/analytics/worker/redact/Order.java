package org.gatehouse.analytics.worker.redact;

import java.nio.file.Path;
import java.util.List;
import org.gatehouse.analytics.worker.mask.Masks;

/**
 * What is to be written.
 *
 * @param files the footage, oldest first
 * @param fromMicros first moment that is wanted, epoch microseconds
 * @param toMicros first moment that is not
 * @param masks what is burnt in black
 * @param output the MP4 file, made or replaced
 */
public record Order(
    List<FilmFile> files, long fromMicros, long toMicros, Masks masks, Path output) {
  /** Keeps its own list. */
  public Order {
    files = List.copyOf(files);
  }
}
