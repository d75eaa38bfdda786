package org.gatehouse.server.cli.lists;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.gatehouse.contract.audit.AuditStore;
import org.gatehouse.contract.storage.DataPlace;
import org.gatehouse.server.audit.AuditCheck;
import org.gatehouse.server.cli.Cli;
import org.gatehouse.server.cli.DataStores;
import org.gatehouse.server.cli.Root;
import org.gatehouse.server.sitekey.SiteKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ListsCommandTest {
  private static final String SHEET =
      """
      plate;kind;from;until;lanes;schedule;owner;passes
      京A·88888;allow;;;;;tenant/17;
      沪b 12345;deny;2026-01-01;2099-12-31;gate-1;;;
      京A88B88;visitor;;2099-01-01 18:00;;mon-fri 07:00-19:00; daily 00:00-24:00;;1
      """
          .replace("mon-fri 07:00-19:00; daily 00:00-24:00", "daily 00:00-24:00");

  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private Path config;

  @BeforeEach
  void site() throws Exception {
    config =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            site: test
            data: "%s"
            cameras:
              - id: gate-1
                url: rtsp://127.0.0.1/x
            """
                .formatted(folder.resolve("data")));
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    CommandLine line = new CommandLine(new Root()).addSubcommand(new ListsCommand());
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
    return Cli.execute(line, args);
  }

  private int load(String sheet, String mode) throws Exception {
    Path file = Files.writeString(folder.resolve("v.csv"), sheet);
    return run("lists", "import", file.toString(), mode, "--config", config.toString());
  }

  private String show(String plate) {
    assertThat(run("lists", "show", plate, "--config", config.toString())).isZero();
    return out.toString();
  }

  @Test
  void import_planAndThenApply_saysTheSameAndThenDoesIt() throws Exception {
    assertThat(load(SHEET, "--plan")).isZero();
    assertThat(out.toString()).startsWith("plan: 3 added, 0 changed, 0 removed, 0 unchanged");
    assertThat(out.toString()).contains("京A88888 (allow) looks like 京A88B88 (visitor)");
    assertThat(show("京A88888")).startsWith("京A88888: unlisted");
    assertThat(load(SHEET, "--apply")).isZero();
    assertThat(out.toString()).startsWith("applied: 3 added");
    assertThat(show("京a-88888")).startsWith("京A88888: allow").doesNotContain("tenant");
    assertThat(out.toString()).contains("looks like 京A88B88: visitor");
    assertThat(show("沪B12345")).contains("for no entry of it holds now and here");
    assertThat(load(SHEET, "--apply")).isZero();
    assertThat(out.toString()).startsWith("applied: 0 added, 0 changed, 0 removed, 3 unchanged");
  }

  @Test
  void import_plateWithUmlauts_isThatWithoutThem() throws Exception {
    assertThat(load("plate,kind\nWÜ-AB 123,allow\n", "--apply")).isZero();
    assertThat(show("WUAB123")).startsWith("WUAB123: allow");
    assertThat(show("wü ab 123")).startsWith("WUAB123: allow");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          plate,kind / A123,maybe                | v.csv:2: column kind: expected allow, deny or visitor, but saw 'maybe'
          plate,kind / A123,allow / A-123,allow  | v.csv:3: the plate A123 stands above already as allow
          plate,kind / A#1,allow                 | v.csv:2: column plate: a plate has letters and digits only
          plate,kind,lanes / A123,allow,gate-9   | v.csv:2: column lanes: expected names of the site's lanes, or ids of its cameras, but saw 'gate-9'
          plate,kind,from / A123,allow,tomorrow  | v.csv:2: column from: expected 2026-12-31
          plate,kind,schedule / A123,allow,noon  | v.csv:2: column schedule: expected days and times
          plate,kind,passes / A123,allow,3       | v.csv:2: passes: expected 1 to 127 for a visitor
          plate,kind,owner / A123,deny,x{65}     | v.csv:2: owner: expected 64 characters at most, but saw 65
          plate,kind / A123,allow,more           | v.csv:2: 3 fields where the first line names 2 columns
          plate,sort / A123,allow                | v.csv:1: unknown column 'sort'
          kind / allow                           | v.csv:1: the column plate is missing
          """)
  void import_badRow_isNamedAndNothingIsChanged(String sheet, String told) throws Exception {
    String text = sheet.replace(" / ", "\n").replace("x{65}", "x".repeat(65));
    assertThat(load(text, "--apply")).isEqualTo(1);
    assertThat(out.toString()).contains(told).doesNotContain("\tat ");
    assertThat(show("A123")).startsWith("A123: unlisted");
  }

  @Test
  void everyVerb_leavesARowInTheAuditLog_whichStaysWhole() throws Exception {
    load(SHEET, "--plan");
    load(SHEET, "--apply");
    show("京A88888");
    assertThat(run("lists", "export", "--config", config.toString())).isZero();
    load("plate,kind\nA123,maybe\n", "--apply");
    Path data = folder.resolve("data");
    try (AuditStore rows = DataStores.auditThatIsThere(DataPlace.of(data))) {
      assertThat(rows.after(0, 10))
          .extracting(row -> row.entry().action() + " " + row.entry().details())
          .containsExactly(
              "lists.imported {mode=plan, prune=false}",
              "lists.imported {mode=apply, prune=false}",
              "lists.read {plate=京A88888}",
              "lists.read {}",
              "lists.imported {mode=apply, prune=false}");
      assertThat(rows.after(0, 10)).allMatch(row -> row.entry().who().contains("command line"));
      assertThat(AuditCheck.check(rows, data, SiteKey.in(data).open(), null).holds()).isTrue();
    }
  }

  @Test
  void import_badRowAmongThousands_isNamedAndNothingIsChanged() throws Exception {
    StringBuilder sheet = new StringBuilder("plate,kind\n");
    for (int i = 0; i < 20_000; i++) {
      sheet.append(String.format(Locale.ROOT, "X%05d,%s%n", i, i == 15_000 ? "alow" : "allow"));
    }
    assertThat(load(sheet.toString(), "--apply")).isEqualTo(1);
    assertThat(out.toString()).contains("v.csv:15002: column kind").contains("nothing was changed");
    assertThat(show("X00001")).startsWith("X00001: unlisted");
  }

  @Test
  void import_sheetThatIsNotThere_saysSo() {
    assertThat(run("lists", "import", "no.csv", "--apply", "--config", config.toString()))
        .isEqualTo(1);
    assertThat(out.toString()).contains("no.csv cannot be read");
  }

  @Test
  void export_isASheetThatImportTakes() throws Exception {
    load(SHEET, "--apply");
    assertThat(run("lists", "export", "--config", config.toString())).isZero();
    String exported = out.toString();
    assertThat(exported).startsWith("plate,kind,from,until,lanes,schedule,owner,passes\n");
    assertThat(load(exported, "--plan")).isZero();
    assertThat(out.toString()).startsWith("plan: 0 added, 0 changed, 0 removed, 3 unchanged");
  }
}
