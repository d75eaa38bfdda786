package org.gatehouse.runtime.supervise;

import org.gatehouse.contract.camera.CameraFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one camera's faults to the log: each new kind at once, the same again once a minute. Used
 * by one thread at a time.
 */
public final class FaultLog {
  private static final Logger LOG = LoggerFactory.getLogger(FaultLog.class);
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private CameraFault.@Nullable Kind last;
  private long lastNanos;
  private int folded;

  /** Nothing went wrong yet. */
  public FaultLog() {}

  /**
   * Something went wrong.
   *
   * @param nanos of the monotonic clock
   */
  public void fault(CameraFault.Kind kind, String message, long nanos) {
    if (kind == last && nanos - lastNanos < MINUTE_NANOS) {
      folded++;
      return;
    }
    if (folded > 0) {
      LOG.warn("{} ({} more like it before)", message, folded);
    } else {
      LOG.warn("{}", message);
    }
    last = kind;
    lastNanos = nanos;
    folded = 0;
  }

  /** It is well again. */
  public void recovered(String message) {
    LOG.info("{}", message);
    last = null;
    folded = 0;
  }
}
