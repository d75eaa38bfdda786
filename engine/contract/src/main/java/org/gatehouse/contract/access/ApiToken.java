package org.gatehouse.contract.access;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token for programs. Immutable.
 *
 * @param name unique
 * @param hash SHA-256 of the token, 64 hexadecimal digits; the token itself is kept nowhere
 * @param maker on whose behalf it was made; it never may more than that user
 * @param role what it may at most
 * @param scopes which operations it may use at all
 * @param purpose why it sees personal data
 * @param expires from when on it is worth nothing
 */
public record ApiToken(
    String name,
    String hash,
    @Nullable String maker,
    Role role,
    Set<Scope> scopes,
    Set<Right> rights,
    String purpose,
    Instant created,
    Instant expires) {
  /** Copies the sets. */
  public ApiToken {
    scopes = Set.copyOf(scopes);
    rights = Set.copyOf(rights);
  }
}
