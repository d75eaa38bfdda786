package org.gatehouse.contract.access;

import java.util.List;

/**
 * Where users and tokens lie. Commands may change it beside a running engine. Every change is on
 * disk when its method returns. Thread-safe.
 */
public interface AccountStore extends AutoCloseable {
  /** Grows with every change, whoever made it. */
  long version();

  /** All users, by name. */
  List<Account> accounts();

  /** Adds a user if there is none at all; false if there is one. */
  boolean addFirst(Account account);

  /** Adds a user; false if there is one of that name. */
  boolean add(Account account);

  /** Replaces the user of that name; false if there is none. */
  boolean replace(Account account);

  /** All tokens, by name. */
  List<ApiToken> tokens();

  /** Adds a token; false if there is one of that name. */
  boolean add(ApiToken token);

  /** Deletes a token; false if there is none of that name. */
  boolean deleteToken(String name);

  @Override
  void close();
}
