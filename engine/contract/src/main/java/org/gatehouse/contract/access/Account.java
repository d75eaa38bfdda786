package org.gatehouse.contract.access;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A user. Immutable.
 *
 * @param name unique, in lower case
 * @param password what tells whether a password is right, never the password; null if none is
 * @param enabled false: may do nothing, and is kept for the audit log's sake
 * @param roles by the site's name; {@link #ANY_SITE} for those that have none of their own
 * @param generation grows when sessions of before must end
 */
public record Account(
    String name,
    @Nullable String password,
    boolean enabled,
    SortedMap<String, Role> roles,
    Set<Right> rights,
    int generation,
    Instant created) {
  /** Stands for every site. */
  public static final String ANY_SITE = "*";

  /**
   * Copies the collections.
   *
   * @throws IllegalArgumentException if a role is at what cannot be a site
   */
  public Account {
    if (!roles.keySet().stream().allMatch(Account::isSite)) {
      throw new IllegalArgumentException(
          "a site's name must not be empty, nor have control characters such as line ends in it");
    }
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    rights = Set.copyOf(rights);
  }

  /** True if a site may have that name: stores and lists keep one a line. */
  public static boolean isSite(String name) {
    return !name.isBlank() && name.chars().noneMatch(Character::isISOControl);
  }

  /** What the user is at that site; null if nothing. */
  public @Nullable Role at(String site) {
    Role own = roles.get(site);
    return own == null ? roles.get(ANY_SITE) : own;
  }

  /** With another password; ends the sessions of before. */
  public Account withPassword(String other) {
    return new Account(name, other, enabled, roles, rights, generation + 1, created);
  }

  /** Enabled or not; ends the sessions of before. */
  public Account withEnabled(boolean other) {
    return new Account(name, password, other, roles, rights, generation + 1, created);
  }

  /** With other roles and rights, which hold at once. */
  public Account withRoles(Map<String, Role> others, Set<Right> otherRights) {
    return new Account(
        name, password, enabled, new TreeMap<>(others), otherRights, generation, created);
  }

  /** The rights in their order. */
  public Set<Right> orderedRights() {
    Set<Right> ordered = EnumSet.noneOf(Right.class);
    ordered.addAll(rights);
    return ordered;
  }
}
