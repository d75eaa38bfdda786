package org.gatehouse.contract.republish;

import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.media.StreamSource;
import org.jspecify.annotations.Nullable;

/** Where streams are had from. Thread-safe. */
public interface StreamLender {
  /** A stream, or null if there is no such camera or it has no such stream. */
  @Nullable StreamSource find(StreamId stream);

  /** Keeps a stream open that is opened on demand only, until the loan is closed. */
  Loan want(StreamId stream);

  /** A stream that is kept open. Idempotent. */
  interface Loan extends AutoCloseable {
    @Override
    void close();
  }
}
