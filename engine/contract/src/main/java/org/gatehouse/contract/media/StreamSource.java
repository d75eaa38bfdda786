package org.gatehouse.contract.media;

/** A stream that readers can be opened on, at any time and from any thread. */
public interface StreamSource {
  /** Where a new reader starts. */
  enum Start {
    /** At the latest random-access unit held, so that a picture can be shown at once. */
    LATEST_RANDOM_ACCESS,
    /** At the oldest random-access unit held (pre-roll). */
    OLDEST_RANDOM_ACCESS,
    /** At the next random-access unit to come. */
    NEXT_RANDOM_ACCESS
  }

  /** The stream's name. */
  StreamId id();

  /** Opens a reader. */
  StreamReader open(Start start);
}
