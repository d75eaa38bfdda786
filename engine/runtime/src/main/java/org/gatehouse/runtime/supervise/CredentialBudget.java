package org.gatehouse.runtime.supervise;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.gatehouse.contract.camera.CameraSpec;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.storage.LoginRecords.Entry;
import org.jspecify.annotations.Nullable;

/**
 * How often one camera may still refuse one pair of credentials. Many cameras lock out whoever
 * guesses on, so after two refusals nobody may try: not the main stream, not the sub stream, not
 * ONVIF, for they all knock at one door. What is under way with credentials that were not accepted
 * yet counts as a refusal to come. Other credentials, another host or a person's word start anew;
 * the engine's end does not, not even by a kill: a try with credentials that were not accepted yet
 * is on record before it is made. Thread-safe.
 */
public final class CredentialBudget {
  /** Refusals after which a camera is left alone. */
  public static final int MOST_REFUSALS = 2;

  private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

  private final CameraId camera;
  private final CredentialBook book;
  private String host;
  private int refusals;
  private int underWay;
  private boolean accepted;
  private boolean detached;

  /** Grows when everything starts anew: what was begun before then is of no more interest. */
  private int generation;

  /** Of the last run; null once it is known whether it is about these credentials. */
  private @Nullable Entry remembered;

  /** True while what counts is from the last run alone. */
  private boolean inherited;

  private @Nullable LoginKey login;
  private int mark;

  CredentialBudget(CameraId camera, String host, @Nullable Entry before, CredentialBook book) {
    this.camera = camera;
    this.host = host;
    this.book = book;
    if (before != null && before.host().equals(host)) {
      remembered = before;
      mark = before.mark();
      accepted = before.accepted();
      refusals = before.refusals();
      inherited = true;
    }
  }

  /** One use of the credentials, whose outcome is told to it. */
  public final class Use {
    private final int born = generation;
    private final CompletableFuture<Void> recorded;
    private boolean settled;

    private Use(CompletableFuture<Void> recorded) {
      this.recorded = recorded;
    }

    /**
     * Completes once this use cannot be forgotten any more; nothing may be sent before. At once if
     * the camera took these credentials before.
     */
    public CompletableFuture<Void> recorded() {
      return recorded;
    }

    /** The camera took them. */
    public void accepted() {
      synchronized (CredentialBudget.this) {
        settle();
        if (born == generation) {
          accepted = true;
          inherited = false;
          refusals = 0;
          save(false);
        }
      }
    }

    /** The camera refused them: a 401 without {@code stale=true} to a request that had them. */
    public void refused() {
      synchronized (CredentialBudget.this) {
        settle();
        if (born == generation) {
          boolean before = accepted;
          accepted = false;
          inherited = false;
          refusals++;
          save(before);
        }
      }
    }

    /** It is over; without effect after an outcome. */
    public void ended() {
      synchronized (CredentialBudget.this) {
        if (!settled) {
          settle();
          save(false);
        }
      }
    }

    private void settle() {
      underWay -= settled || born != generation ? 0 : 1;
      settled = true;
    }
  }

  /** Asks to use the credentials; empty if they may not be used, or not now. */
  public synchronized Optional<Use> begin(CameraSpec spec) {
    boolean other = differs(spec);
    LoginKey now = LoginKey.of(spec);
    if (other || remembered != null) {
      remembered = null;
      login = now;
      mark = now == null ? 0 : book.mark(now);
    }
    if (other) {
      startAnew();
    }
    if (!accepted && refusals + underWay >= MOST_REFUSALS) {
      return Optional.empty();
    }
    underWay++;
    save(false);
    return Optional.of(new Use(accepted || now == null ? AT_ONCE : book.written()));
  }

  private void startAnew() {
    generation++;
    underWay = 0;
    refusals = 0;
    accepted = false;
    inherited = false;
  }

  /** Brings the record up to what is known. */
  private void save(boolean now) {
    int count = accepted ? 0 : refusals + underWay;
    if (detached) {
      return;
    }
    if (login == null || (count == 0 && !accepted)) {
      book.erase(camera);
    } else {
      book.put(new Entry(camera, host, mark, accepted, count), now);
    }
  }

  /** True if the credentials are others than the last that were used. */
  public synchronized boolean differs(CameraSpec spec) {
    LoginKey now = LoginKey.of(spec);
    return remembered == null
        ? !Objects.equals(login, now)
        : now == null || book.mark(now) != remembered.mark();
  }

  /** Refusals since the credentials were last accepted. */
  public synchronized int refusals() {
    return refusals;
  }

  /** True once nobody may try any more. */
  public synchronized boolean spent() {
    return refusals >= MOST_REFUSALS;
  }

  /** True if what counts is from an earlier run of the engine alone. */
  synchronized boolean inherited() {
    return inherited;
  }

  /** A person wants another try. */
  synchronized void forget() {
    refusals = 0;
    accepted = false;
    inherited = false;
    save(false);
  }

  /** The camera is at this host now. */
  synchronized void move(String now) {
    if (!now.equals(host)) {
      host = now;
      remembered = null;
      startAnew();
      save(false);
    }
  }

  /** Nothing of it is recorded any more. */
  synchronized void detach() {
    detached = true;
  }
}
