package org.gatehouse.contract.config;

import java.util.function.Supplier;

/**
 * A password, token or key. Its text is {@code ***} wherever it is printed; only {@link #reveal}
 * gives the value, at the place of use.
 */
public final class Secret {
  private final Supplier<String> value;

  private Secret(Supplier<String> value) {
    this.value = value;
  }

  /** A secret of the given value. */
  public static Secret of(String value) {
    return new Secret(() -> value);
  }

  /** The value itself: never log it, never put it in a message or URL. */
  public String reveal() {
    return value.get();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Secret s && s.reveal().equals(reveal());
  }

  @Override
  public int hashCode() {
    return Secret.class.hashCode();
  }

  @Override
  public String toString() {
    return "***";
  }
}
