package org.gatehouse.runtime.supervise;

import java.util.Objects;
import java.util.Optional;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.config.Secret;
import org.jspecify.annotations.Nullable;

/**
 * How often one camera may still refuse one pair of credentials. Many cameras lock out whoever
 * guesses on, so after two refusals nobody may try: not the main stream, not the sub stream, not
 * ONVIF, for they all knock at one door. What is under way with credentials that were not accepted
 * yet counts as a refusal to come. Other credentials, or a person's word, start anew. Thread-safe.
 */
public final class CredentialBudget {
  /** Refusals after which a camera is left alone. */
  public static final int MOST_REFUSALS = 2;

  private int refusals;
  private int underWay;
  private boolean accepted;
  private @Nullable String username;
  private @Nullable Secret password;

  CredentialBudget() {}

  /** One use of the credentials, whose outcome is told to it. */
  public final class Use {
    private boolean settled;

    private Use() {}

    /** The camera took them. */
    public void accepted() {
      synchronized (CredentialBudget.this) {
        settle();
        accepted = true;
        refusals = 0;
      }
    }

    /** The camera refused them: a 401 without {@code stale=true} to a request that had them. */
    public void refused() {
      synchronized (CredentialBudget.this) {
        settle();
        accepted = false;
        refusals++;
      }
    }

    /** It is over; without effect after an outcome. */
    public void ended() {
      synchronized (CredentialBudget.this) {
        settle();
      }
    }

    private void settle() {
      underWay -= settled ? 0 : 1;
      settled = true;
    }
  }

  /** Asks to use the credentials; empty if they may not be used, or not now. */
  public synchronized Optional<Use> begin(CameraSpec spec) {
    if (differs(spec)) {
      username = spec.username();
      password = spec.password();
      forget();
    }
    if (!accepted && refusals + underWay >= MOST_REFUSALS) {
      return Optional.empty();
    }
    underWay++;
    return Optional.of(new Use());
  }

  /** True if the credentials are others than the last that were used. */
  public synchronized boolean differs(CameraSpec spec) {
    return !Objects.equals(username, spec.username()) || !Objects.equals(password, spec.password());
  }

  /** Refusals since the credentials were last accepted. */
  public synchronized int refusals() {
    return refusals;
  }

  /** True once nobody may try any more. */
  public synchronized boolean spent() {
    return refusals >= MOST_REFUSALS;
  }

  /** A person wants another try. */
  synchronized void forget() {
    refusals = 0;
    accepted = false;
  }
}
