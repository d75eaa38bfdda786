package org.gatehouse.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.AccountStore;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.access.Scope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Users and tokens in two tables. Lists are words with spaces between them; roles are lines of
 * site, tab, role. Thread-safe.
 */
public final class SqlAccountStore implements AccountStore {
  private static final Logger log = LoggerFactory.getLogger(SqlAccountStore.class);

  private final SmallStore database;

  /** In tables that are there; closes them with itself. */
  public SqlAccountStore(SmallStore database) {
    this.database = database;
  }

  @Override
  public long version() {
    return database.read(connection -> number(connection, "SELECT version FROM changes"));
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(sql);
        ResultSet row = select.executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  @Override
  public List<Account> accounts() {
    return database.read(
        connection -> {
          List<Account> all = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT * FROM accounts ORDER BY name");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              all.add(account(row));
            }
          }
          return all;
        });
  }

  private static Account account(ResultSet row) throws SQLException {
    String name = row.getString("name");
    return new Account(
        name,
        row.getString("password"),
        row.getBoolean("enabled"),
        roles(name, row.getString("roles")),
        words(Right.class, row.getString("rights")),
        row.getInt("generation"),
        Micros.toInstant(row.getLong("created_us")));
  }

  /** What is no role is left out, which takes power away and gives none: the others still hold. */
  private static SortedMap<String, Role> roles(String user, String text) {
    SortedMap<String, Role> roles = new TreeMap<>();
    for (String line : text.lines().toList()) {
      int tab = line.lastIndexOf('\t');
      String site = line.substring(0, Math.max(0, tab));
      String word = line.substring(tab + 1);
      Role role =
          Arrays.stream(Role.values())
              .filter(each -> each.name().equals(word))
              .findFirst()
              .orElse(null);
      if (role == null || !Account.isSite(site)) {
        log.warn(
            "user {}: a role that cannot be read is left out; give them their roles anew", user);
      } else {
        roles.put(site, role);
      }
    }
    return roles;
  }

  private static String text(SortedMap<String, Role> roles) {
    return roles.entrySet().stream()
        .map(role -> role.getKey() + "\t" + role.getValue().name())
        .collect(Collectors.joining("\n"));
  }

  private static <E extends Enum<E>> Set<E> words(Class<E> type, String text) {
    Set<E> set = EnumSet.noneOf(type);
    Arrays.stream(text.split(" ", -1))
        .filter(word -> !word.isEmpty())
        .forEach(word -> set.add(Enum.valueOf(type, word)));
    return set;
  }

  private static String text(Collection<? extends Enum<?>> set) {
    return set.stream().map(Enum::name).sorted().collect(Collectors.joining(" "));
  }

  @Override
  public boolean addFirst(Account account) {
    return change(
        connection ->
            number(connection, "SELECT count(*) FROM accounts") == 0
                && insert(connection, account));
  }

  @Override
  public boolean add(Account account) {
    return change(connection -> insert(connection, account));
  }

  private static boolean insert(Connection connection, Account account) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO accounts (password, enabled, roles, rights, generation,"
                + " created_us, name) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
      return run(insert, account);
    }
  }

  @Override
  public boolean replace(Account account) {
    return change(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE accounts SET password = ?, enabled = ?, roles = ?, rights = ?,"
                      + " generation = ?, created_us = ? WHERE name = ?")) {
            return run(update, account);
          }
        });
  }

  private static boolean run(PreparedStatement statement, Account account) throws SQLException {
    statement.setString(1, account.password());
    statement.setBoolean(2, account.enabled());
    statement.setString(3, text(account.roles()));
    statement.setString(4, text(account.rights()));
    statement.setInt(5, account.generation());
    statement.setLong(6, Micros.of(account.created()));
    statement.setString(7, account.name());
    return statement.executeUpdate() == 1;
  }

  @Override
  public List<ApiToken> tokens() {
    return database.read(
        connection -> {
          List<ApiToken> all = new ArrayList<>();
          try (PreparedStatement select =
                  connection.prepareStatement("SELECT * FROM tokens ORDER BY name");
              ResultSet row = select.executeQuery()) {
            while (row.next()) {
              all.add(token(row));
            }
          }
          return all;
        });
  }

  private static ApiToken token(ResultSet row) throws SQLException {
    return new ApiToken(
        row.getString("name"),
        row.getString("hash"),
        row.getString("maker"),
        Role.valueOf(row.getString("role")),
        words(Scope.class, row.getString("scopes")),
        words(Right.class, row.getString("rights")),
        row.getString("purpose"),
        Micros.toInstant(row.getLong("created_us")),
        Micros.toInstant(row.getLong("expires_us")));
  }

  @Override
  public boolean add(ApiToken token) {
    return change(
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, token.name());
            insert.setString(2, token.hash());
            insert.setString(3, token.maker());
            insert.setString(4, token.role().name());
            insert.setString(5, text(token.scopes()));
            insert.setString(6, text(token.rights()));
            insert.setString(7, token.purpose());
            insert.setLong(8, Micros.of(token.created()));
            insert.setLong(9, Micros.of(token.expires()));
            return insert.executeUpdate() == 1;
          }
        });
  }

  @Override
  public boolean deleteToken(String name) {
    return change(
        connection -> {
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM tokens WHERE name = ?")) {
            delete.setString(1, name);
            return delete.executeUpdate() == 1;
          }
        });
  }

  private boolean change(Work<Boolean> work) {
    return database.change(
        connection -> {
          boolean changed = work.run(connection);
          if (changed) {
            try (PreparedStatement count =
                connection.prepareStatement("UPDATE changes SET version = version + 1")) {
              count.executeUpdate();
            }
          }
          return changed;
        });
  }

  @Override
  public void close() {
    database.close();
  }
}
