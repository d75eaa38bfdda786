package org.gatehouse.contract.republish;

import org.gatehouse.contract.media.StreamId;

/** Hears who pulls what. Called by several threads; must not block. */
public interface PullListener {
  /**
   * Who pulls.
   *
   * @param user as it proved to be
   * @param client its address
   * @param carrier {@code TCP} or {@code UDP}
   */
  record Pull(String user, StreamId stream, String client, String carrier) {}

  /** A pull began. */
  void began(Pull pull);

  /**
   * It is over.
   *
   * @param seconds how long it lasted
   * @param bytes that were sent, of media
   */
  void ended(Pull pull, long seconds, long bytes, String why);

  /**
   * Somebody was sent away.
   *
   * @param user as it called itself; may be empty, and is not proven
   * @param asked for what, as it stood in the request
   */
  void refused(String user, String asked, String client, String why);
}
