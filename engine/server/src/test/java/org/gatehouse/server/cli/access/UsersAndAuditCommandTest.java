package org.gatehouse.server.cli.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.server.access.Accounts;
import org.gatehouse.server.cli.Cli;
import org.gatehouse.server.cli.DataStores;
import org.gatehouse.server.cli.Root;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The commands, on a data folder without an engine. */
class UsersAndAuditCommandTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path site = folder;

  @BeforeEach
  void write() throws Exception {
    site = folder.resolve("site.yaml");
    Files.writeString(site, "site: north gate\ndata: ./data\n");
  }

  private int gatehouse(String verb, String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    String[] all = new String[args.length + 3];
    all[0] = verb;
    System.arraycopy(args, 0, all, 1, args.length);
    all[args.length + 1] = "--config";
    all[args.length + 2] = site.toString();
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(new UsersCommand())
            .addSubcommand(new AuditCommand());
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return Cli.execute(line, all);
  }

  private String shownPassword() {
    String marker = "password, shown this once: ";
    return out.toString().substring(out.toString().indexOf(marker) + marker.length()).strip();
  }

  private boolean loggedIn(String name, String password) {
    try (Accounts accounts = DataStores.accounts(DataPlace.of(folder.resolve("data")))) {
      return accounts.login(name, Secret.of(password)) != null;
    }
  }

  @Test
  void users_addListRoleDisableReset_fitTogether() {
    assertThat(
            gatehouse(
                "users", "add", "bob", "--role", "supervisor", "--right", "export-unredacted"))
        .as("%s", err)
        .isZero();
    String password = shownPassword();
    assertThat(loggedIn("bob", password)).isTrue();
    assertThat(gatehouse("users", "add", "bob", "--role", "viewer")).isEqualTo(1);
    assertThat(err.toString()).contains("there is a user bob already");
    assertThat(gatehouse("users", "list")).isZero();
    assertThat(out.toString())
        .contains("bob", "enabled", "north gate:supervisor", "export-unredacted")
        .doesNotContain(password)
        .doesNotContain("argon2");
    assertThat(gatehouse("users", "role", "bob", "viewer")).isZero();
    assertThat(out.toString()).contains("north gate:viewer").doesNotContain("export-unredacted");
    assertThat(gatehouse("users", "disable", "bob")).isZero();
    assertThat(loggedIn("bob", password)).isFalse();
    assertThat(gatehouse("users", "enable", "bob")).isZero();
    assertThat(gatehouse("users", "reset", "bob")).isZero();
    assertThat(loggedIn("bob", password)).isFalse();
    assertThat(loggedIn("bob", shownPassword())).isTrue();
  }

  /** What cannot be noted is not done. */
  @Test
  void users_whileNothingCanBeNoted_areNotChanged() throws Exception {
    assertThat(gatehouse("users", "add", "bob", "--role", "guard")).isZero();
    String password = shownPassword();
    assertThat(gatehouse("users", "list")).isZero();
    String before = out.toString();
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/audit.db"));
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no room'); END");
    }
    assertThat(gatehouse("users", "add", "eve", "--role", "admin")).isNotZero();
    assertThat(gatehouse("users", "role", "bob", "admin")).isNotZero();
    assertThat(gatehouse("users", "disable", "bob")).isNotZero();
    assertThat(gatehouse("users", "reset", "bob")).isNotZero();
    assertThat(out.toString()).doesNotContain("password, shown this once");
    assertThat(gatehouse("users", "list")).isZero();
    assertThat(out.toString()).isEqualTo(before);
    assertThat(loggedIn("bob", password)).isTrue();
  }

  @Test
  void users_mistakes_areRefusedInWords() {
    assertThat(gatehouse("users", "add", "bob", "--role", "king")).isEqualTo(1);
    assertThat(err.toString()).contains("expected viewer, guard, supervisor, admin");
    assertThat(gatehouse("users", "add", "b b", "--role", "guard")).isEqualTo(1);
    assertThat(err.toString()).contains("a name has");
    assertThat(gatehouse("users", "add", "bob", "--role", "guard", "--site", "a\nb")).isEqualTo(1);
    assertThat(err.toString()).contains("control characters");
    assertThat(gatehouse("users", "list")).isZero();
    assertThat(gatehouse("users", "disable", "nobody")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no user nobody");
    assertThat(gatehouse("users", "reset", "nobody")).isEqualTo(1);
    assertThat(gatehouse("users", "add", "bob")).isEqualTo(2);
  }

  @Test
  void audit_verify_holdsUntilSomebodyTampers() throws Exception {
    assertThat(gatehouse("audit", "verify")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no data folder");
    gatehouse("users", "add", "bob", "--role", "guard");
    gatehouse("users", "reset", "bob");
    assertThat(gatehouse("audit", "head")).isZero();
    Path head = Files.writeString(folder.resolve("head.json"), out.toString());
    assertThat(gatehouse("audit", "verify", "--head", head.toString())).as("%s", out).isZero();
    assertThat(out.toString()).contains("rows     1 to 2 (2)", "VERIFIED");
    try (Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data/audit.db"));
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TRIGGER audit_is_only_cut_at_its_beginning");
      statement.execute("DELETE FROM audit WHERE sequence = 2");
    }
    assertThat(gatehouse("audit", "verify")).isEqualTo(4);
    assertThat(out.toString()).contains("rows were cut off", "NOT VERIFIED");
  }
}
