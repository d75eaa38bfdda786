package org.gatehouse.server.access;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.access.ApiToken;

/** Users and tokens in memory. */
public class MemoryAccounts implements AccountStore {
  private final Map<String, Account> accounts = new TreeMap<>();
  private final Map<String, ApiToken> tokens = new TreeMap<>();
  private long version;

  @Override
  public synchronized long version() {
    return version;
  }

  @Override
  public List<Account> accounts() {
    synchronized (this) {
      return List.copyOf(accounts.values());
    }
  }

  @Override
  public synchronized boolean addFirst(Account account) {
    return accounts.isEmpty() && add(account);
  }

  @Override
  public synchronized boolean add(Account account) {
    version++;
    return accounts.putIfAbsent(account.name(), account) == null;
  }

  @Override
  public synchronized boolean replace(Account account) {
    version++;
    return accounts.replace(account.name(), account) != null;
  }

  @Override
  public synchronized List<ApiToken> tokens() {
    return List.copyOf(tokens.values());
  }

  @Override
  public synchronized boolean add(ApiToken token) {
    version++;
    return tokens.putIfAbsent(token.name(), token) == null;
  }

  @Override
  public synchronized boolean deleteToken(String name) {
    version++;
    return tokens.remove(name) != null;
  }

  @Override
  public void close() {}
}
