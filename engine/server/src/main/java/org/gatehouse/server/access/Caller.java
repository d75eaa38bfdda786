package org.gatehouse.server.access;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.access.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Who asks for something. Immutable.
 *
 * @param who as the audit log calls them
 * @param user the user's name; null if it is none
 * @param role what they are at this site; null if nothing
 * @param token what narrows them; null if it is no token of the interface
 * @param purpose why they see personal data; null if nobody was asked
 */
public record Caller(
    Kind kind,
    String who,
    @Nullable String user,
    @Nullable Role role,
    Set<Right> rights,
    @Nullable ApiToken token,
    String address,
    @Nullable String purpose) {
  private static final int LONGEST_NAME = 64;

  /** How they showed who they are. */
  public enum Kind {
    /** By nothing: they may only do what anybody may. */
    NOBODY,
    /** On this machine, as long as there are no users. */
    LOCAL,
    /** By the access token of the site's file, or the one for commands on this machine. */
    SITE_TOKEN,
    /** By a token of the interface. */
    TOKEN,
    /** By a session. */
    USER
  }

  /** Copies the set. */
  public Caller {
    rights = Set.copyOf(rights);
  }

  /** Somebody who showed nothing. */
  public static Caller nobody(String address) {
    return new Caller(Kind.NOBODY, address, null, null, Set.of(), null, address, null);
  }

  /**
   * The owner of this machine, or of the access token.
   *
   * @param said who they say to be; null for nothing
   */
  public static Caller owner(Kind kind, String address, @Nullable String said) {
    String who =
        said == null || said.isBlank() ? address : address + ", says to be " + plain(said.strip());
    return new Caller(kind, who, null, Role.ADMIN, EnumSet.allOf(Right.class), null, address, null);
  }

  private static String plain(String said) {
    String name = said.replaceAll("[^\\p{L}\\p{N} ._@-]", "?");
    return name.substring(0, Math.min(LONGEST_NAME, name.length()));
  }

  /** A user at that site. */
  public static Caller user(Account account, String site, String address, String purpose) {
    return new Caller(
        Kind.USER,
        account.name(),
        account.name(),
        account.at(site),
        account.rights(),
        null,
        address,
        purpose);
  }

  /** A token, with what its maker may still do at most. */
  public static Caller token(ApiToken token, @Nullable Account maker, String site, String address) {
    Role role = token.role();
    Set<Right> rights = EnumSet.noneOf(Right.class);
    rights.addAll(token.rights());
    if (token.maker() != null) {
      Role most = maker == null || !maker.enabled() ? null : maker.at(site);
      role = most == null || role.covers(most) ? most : role;
      rights.retainAll(maker == null ? Set.of() : maker.rights());
    }
    return new Caller(
        Kind.TOKEN, "token " + token.name(), null, role, rights, token, address, token.purpose());
  }

  /** The same, who sees personal data for that purpose. */
  public Caller withPurpose(String stated) {
    return new Caller(kind, who, user, role, rights, token, address, stated);
  }

  /** Where from, for whoever is not called by that; null for those who are. */
  public @Nullable String from() {
    return kind == Kind.USER || kind == Kind.TOKEN ? address : null;
  }

  /** True unless a token keeps them from things of that kind. */
  public boolean reaches(@Nullable Scope scope) {
    return token == null || (scope != null && token.scopes().contains(scope));
  }

  /** Why they may not do that; null if they may. */
  public @Nullable String refusal(Operation operation) {
    Role least = operation.least();
    if (least == null) {
      return null;
    }
    if (role == null) {
      return who + " has no role at this site";
    }
    if (!role.covers(least)) {
      return "this needs the role %s; %s is %s".formatted(word(least), who, word(role));
    }
    if (!reaches(operation.scope())) {
      return operation.scope() == null
          ? "this is for people who are logged in, not for tokens"
          : "this needs the scope %s, which %s has not".formatted(word(operation.scope()), who);
    }
    return operation.right() == null ? null : refusal(operation.right());
  }

  /** Why they may not do what needs that right; null if they may. */
  public @Nullable String refusal(Right right) {
    return rights.contains(right)
        ? null
        : "this needs the right %s, which no role brings along; an admin gives it to a user"
            .formatted(word(right));
  }

  /** As the interface and commands write it. */
  public static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
