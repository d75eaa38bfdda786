package org.gatehouse.contract.camera;

import org.jspecify.annotations.Nullable;

/**
 * Stands before one camera's door and counts what it refuses: cameras lock users out after a few
 * refusals, whichever of their services is asked. Thread-safe.
 */
public interface LoginGuard {
  /** For who knocks once, by a person's wish. */
  LoginGuard NONE = () -> Attempt.UNCOUNTED;

  /**
   * Asks to send credentials; may block for a moment.
   *
   * @return null if they must not be sent now, perhaps later
   */
  @Nullable Attempt begin();

  /** One sending of credentials; the first outcome that is told counts. */
  interface Attempt {
    /** Nobody counts it. */
    Attempt UNCOUNTED =
        new Attempt() {
          @Override
          public void accepted() {}

          @Override
          public void refused() {}

          @Override
          public void ended() {}
        };

    /** The camera took them. */
    void accepted();

    /** The camera refused them, and did not merely call them stale. */
    void refused();

    /** It ended without either. */
    void ended();
  }
}
