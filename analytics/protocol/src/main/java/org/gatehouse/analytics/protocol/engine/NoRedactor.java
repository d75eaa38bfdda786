package org.gatehouse.analytics.protocol.engine;

import java.util.function.DoubleConsumer;
import org.gatehouse.contract.vision.RedactionException;
import org.gatehouse.contract.vision.Redactor;

/** Refuses every job: what cannot be redacted here is not handed out as if it were. */
final class NoRedactor implements Redactor {
  @Override
  public void redact(Job job, DoubleConsumer progress) throws RedactionException {
    throw new RedactionException(
        "camera "
            + job.camera()
            + ": this build cannot blur faces and plates; an export without that needs --unredacted"
            + " and a reason");
  }

  @Override
  public void close() {}
}
