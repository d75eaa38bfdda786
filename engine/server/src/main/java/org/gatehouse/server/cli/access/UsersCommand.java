package org.gatehouse.server.cli.access;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.gatehouse.contract.access.Account;
import org.gatehouse.contract.access.Right;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.server.access.Accounts;
import org.gatehouse.server.access.Caller;
import org.gatehouse.server.access.Passwords;
import org.gatehouse.server.access.Tokens;
import org.gatehouse.server.access.Words;
import org.gatehouse.server.audit.AuditLog;
import org.gatehouse.server.cli.DataStores;
import org.gatehouse.server.cli.ExitCode;
import org.gatehouse.server.config.SiteConfig;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatehouse users}: who may use a site; what is changed holds within a second. */
@Command(
    name = "users",
    description = "Users of a site: add, list, change, disable, enable; give one a new password.",
    synopsisSubcommandLabel = "COMMAND",
    mixinStandardHelpOptions = true)
public final class UsersCommand {
  private static final String CONFIG = "The site's configuration.";
  private static final String ROLES = "viewer, guard, supervisor or admin.";
  private static final String RIGHTS =
      "What no role brings along: republish or export-unredacted. May be given several times.";
  private static final String STDIN =
      "Read the password from the first line of standard input; without it one is made and shown.";

  @Spec private @Nullable CommandSpec spec;

  /** Adds one. */
  @Command(name = "add", description = "Add a user of this site.", mixinStandardHelpOptions = true)
  int add(
      @Option(names = "--config", required = true, paramLabel = "FILE", description = CONFIG)
          Path config,
      @Parameters(index = "0", paramLabel = "NAME", description = "a-z 0-9 . _ @ -") String name,
      @Option(names = "--role", required = true, paramLabel = "ROLE", description = ROLES)
          String role,
      @Option(
              names = "--site",
              paramLabel = "SITE",
              description = "Where they have it: this site if left out, * for all.")
          @Nullable String site,
      @Option(names = "--right", paramLabel = "RIGHT", description = RIGHTS)
          @Nullable List<String> rights,
      @Option(names = "--password-stdin", description = STDIN) boolean stdin) {
    return with(
        config,
        (accounts, audit, known) -> {
          String plain = Words.name(name);
          Map<String, Role> roles =
              Map.of(site == null ? known.site() : site, Words.one(Role.class, role));
          Set<Right> given = Words.set(Right.class, rights == null ? List.of() : rights);
          Secret password = stdin ? read() : Secret.of(Tokens.fresh());
          Passwords.check(plain, password);
          if (accounts.find(plain) != null) {
            throw taken(plain);
          }
          Account planned =
              new Account(plain, null, true, new TreeMap<>(roles), given, 0, accounts.now());
          note(audit, "user.added", planned);
          if (!accounts.add(plain, password, roles, given)) {
            throw taken(plain);
          }
          show(accounts, plain, stdin ? null : password);
        });
  }

  /** Lists them. */
  @Command(name = "list", description = "List the users.", mixinStandardHelpOptions = true)
  int list(
      @Option(names = "--config", required = true, paramLabel = "FILE", description = CONFIG)
          Path config) {
    return with(
        config,
        (accounts, audit, known) -> {
          out().printf("%-24s %-9s %-32s %s%n", "NAME", "STATE", "ROLES", "RIGHTS");
          accounts.all().forEach(account -> out().println(line(account)));
        });
  }

  private static String line(Account account) {
    return "%-24s %-9s %-32s %s"
        .formatted(
            account.name(),
            account.enabled() ? "enabled" : "disabled",
            roles(account),
            String.join(" ", account.orderedRights().stream().map(Caller::word).toList()));
  }

  private static String roles(Account account) {
    List<String> roles = new ArrayList<>();
    account.roles().forEach((site, role) -> roles.add(site + ":" + Caller.word(role)));
    return String.join(" ", roles);
  }

  /** Gives one another role. */
  @Command(
      name = "role",
      description = "Give a user another role at this site, or other rights. It holds at once.",
      mixinStandardHelpOptions = true)
  int role(
      @Option(names = "--config", required = true, paramLabel = "FILE", description = CONFIG)
          Path config,
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(index = "1", paramLabel = "ROLE", description = ROLES) String role,
      @Option(
              names = "--site",
              paramLabel = "SITE",
              description = "Where they have it: this site if left out, * for all.")
          @Nullable String site,
      @Option(names = "--right", paramLabel = "RIGHT", description = RIGHTS)
          @Nullable List<String> rights) {
    return with(
        config,
        (accounts, audit, known) -> {
          Role given = Words.one(Role.class, role);
          Set<Right> set = Words.set(Right.class, rights == null ? List.of() : rights);
          change(
              accounts,
              audit,
              name,
              account -> {
                Map<String, Role> roles = new TreeMap<>(account.roles());
                roles.put(site == null ? known.site() : site, given);
                return account.withRoles(roles, set);
              });
        });
  }

  /** Disables one. */
  @Command(
      name = "disable",
      description = "Let a user in no more; ends their sessions.",
      mixinStandardHelpOptions = true)
  int disable(
      @Option(names = "--config", required = true, paramLabel = "FILE", description = CONFIG)
          Path config,
      @Parameters(index = "0", paramLabel = "NAME") String name) {
    return enable(config, name, false);
  }

  /** Enables one. */
  @Command(name = "enable", description = "Let a user in again.", mixinStandardHelpOptions = true)
  int enable(
      @Option(names = "--config", required = true, paramLabel = "FILE", description = CONFIG)
          Path config,
      @Parameters(index = "0", paramLabel = "NAME") String name) {
    return enable(config, name, true);
  }

  private int enable(Path config, String name, boolean enabled) {
    return with(
        config,
        (accounts, audit, known) ->
            change(accounts, audit, name, account -> account.withEnabled(enabled)));
  }

  /** Gives one a new password. */
  @Command(
      name = "reset",
      description = "Give a user a new password; ends their sessions.",
      mixinStandardHelpOptions = true)
  int reset(
      @Option(names = "--config", required = true, paramLabel = "FILE", description = CONFIG)
          Path config,
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Option(names = "--password-stdin", description = STDIN) boolean stdin) {
    return with(
        config,
        (accounts, audit, known) -> {
          Secret password = stdin ? read() : Secret.of(Tokens.fresh());
          Passwords.check(name, password);
          note(audit, "user.reset", found(accounts, name));
          if (!accounts.reset(name, password)) {
            throw unknown(name);
          }
          show(accounts, name, stdin ? null : password);
        });
  }

  /** Noted before it is done, like all of these: what cannot be noted is not done. */
  private void change(
      Accounts accounts, AuditLog audit, String name, UnaryOperator<Account> change) {
    note(audit, "user.changed", change.apply(found(accounts, name)));
    if (!accounts.change(name, change)) {
      throw unknown(name);
    }
    show(accounts, name, null);
  }

  private static Account found(Accounts accounts, String name) {
    Account account = accounts.find(name);
    if (account == null) {
      throw unknown(name);
    }
    return account;
  }

  private static ConfigException taken(String name) {
    return new ConfigException("there is a user " + name + " already");
  }

  private static ConfigException unknown(String name) {
    return new ConfigException(
        "there is no user " + name.replaceAll("\\p{Cntrl}", "?") + "; 'users list' shows them");
  }

  /** What a verb does with the stores. */
  private interface Verb {
    void run(Accounts accounts, AuditLog audit, SiteConfig site);
  }

  private static int with(Path config, Verb verb) {
    SiteConfig site = new SiteFile().read(config);
    try (Accounts accounts = DataStores.accounts(site.place());
        AuditLog audit = DataStores.audit(site.place())) {
      verb.run(accounts, audit, site);
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()), e);
    }
  }

  /** The user as they are to be. */
  private static void note(AuditLog audit, String action, Account planned) {
    audit.note(
        action,
        DataStores.who(),
        null,
        Map.of(
            "user",
            planned.name(),
            "enabled",
            planned.enabled(),
            "roles",
            planned.roles(),
            "rights",
            planned.orderedRights()));
  }

  /** The user as they are now, and the password that was made for them, if one was. */
  private void show(Accounts accounts, String name, @Nullable Secret made) {
    out().println(line(found(accounts, name)).stripTrailing());
    if (made != null) {
      out().println("password, shown this once: " + made.reveal());
    }
    out().flush();
  }

  private static Secret read() {
    // Not closed: standard input is the process's own.
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try {
      String line = in.readLine();
      if (line == null) {
        throw new ConfigException("--password-stdin: there is nothing on standard input");
      }
      return Secret.of(line);
    } catch (IOException e) {
      throw new ConfigException("--password-stdin: standard input cannot be read: " + e, e);
    }
  }

  private PrintWriter out() {
    return Objects.requireNonNull(spec).commandLine().getOut();
  }
}
