package org.gatehouse.analytics.worker.plate;

/**
 * The eyes of a plate reader: what finds plates and what reads their characters. Formats, tracks,
 * votes and events know no more of it than this, so that other networks can take PP-OCR's place.
 * Thread-safe; each thread takes parts of its own.
 */
public interface PlateVision {
  /** A detector for one thread. */
  PlateDetector detector();

  /**
   * A recogniser for one thread.
   *
   * @param formats of the plates that it is to read
   */
  PlateRecogniser recogniser(FormatSet formats);
}
