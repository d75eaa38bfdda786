package org.gatehouse.server.oidc;

import org.jspecify.annotations.Nullable;

/** Nobody is logged in. The message is for whoever runs the site: no token, code or secret. */
public final class LoginRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final @Nullable String user;

  /** What kind of trouble it is. */
  public enum Reason {
    /** The provider does not answer, or not as a provider does. */
    UNREACHABLE,
    /** No login of this browser is under way: it took too long, or is over. */
    STALE,
    /** The provider says no. */
    DENIED,
    /** What the provider gave does not hold. */
    UNTRUSTED,
    /** It is known who it is, and that they are nothing here. */
    NO_ROLE
  }

  LoginRefused(Reason reason, String message) {
    this(reason, message, null, null);
  }

  LoginRefused(Reason reason, String message, Throwable cause) {
    this(reason, message, null, cause);
  }

  private LoginRefused(
      Reason reason, String message, @Nullable String user, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
    this.user = user;
  }

  static LoginRefused noRole(String user, String message) {
    return new LoginRefused(Reason.NO_ROLE, message, user, null);
  }

  /** What kind it is. */
  public Reason reason() {
    return reason;
  }

  /** Whom the provider vouched for; null if for nobody. */
  public @Nullable String user() {
    return user;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
