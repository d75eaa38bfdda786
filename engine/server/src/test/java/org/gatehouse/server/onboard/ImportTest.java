package org.gatehouse.server.onboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.runtime.record.RecordPlan;
import org.gatehouse.server.config.CameraConfig;
import org.gatehouse.server.config.MaskMode;
import org.gatehouse.server.config.OpenSite;
import org.gatehouse.server.config.Plugins;
import org.gatehouse.server.config.RecordMode;
import org.gatehouse.server.config.RecordStreams;
import org.gatehouse.server.config.RecordTrigger;
import org.gatehouse.server.config.SiteFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final String TWO =
      """
      id,name,url,username,password,template
      a,"Gate, north",rtsp://10.0.0.1/x,admin,s3cret-a,
      b,,rtsp://10.0.0.2/x,,,dome
      """;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            site: north
            templates: [ { name: dome, username: viewer, password: env:CAM_PW } ]
            cameras: [ { id: fixed, url: "rtsp://10.9.9.9/" } ]
            """);
  }

  private OpenSite site() {
    return reader().open(file);
  }

  private SiteFile reader() {
    return new SiteFile(new Plugins(Map.of(), Map.of()), Map.of("CAM_PW", "s3cret-env")::get);
  }

  private Plan plan(String csv, boolean prune) {
    return new Import(site()).plan("s.csv", csv.getBytes(StandardCharsets.UTF_8), prune);
  }

  private Plan apply(String csv) {
    Plan plan = plan(csv, false);
    AppliedCameras.apply(site(), plan, NOW, "tester");
    return plan;
  }

  private String refusal(String csv) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> plan(csv, false));
    assertThat(e).as("refusal").isNotNull();
    return String.valueOf(e.getMessage());
  }

  private CameraConfig camera(String id) {
    return reader().read(file).cameras().stream()
        .filter(camera -> camera.id().equals(new CameraId(id)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void apply_newSheet_camerasStandBesideTheSiteFile() throws IOException {
    String untouched = Files.readString(file);
    assertThat(apply(TWO).summary()).isEqualTo("2 added, 0 changed, 0 removed, 0 unchanged");
    assertThat(camera("a").displayName()).isEqualTo("Gate, north");
    assertThat(camera("a").password()).isEqualTo(Secret.of("s3cret-a"));
    assertThat(camera("b").username()).isEqualTo("viewer");
    assertThat(file).hasContent(untouched.stripTrailing());
    assertThat(folder.resolve("site.d/versions/cameras-20260102T030405Z-1.yaml"))
        .hasSameTextualContentAs(folder.resolve("site.d/cameras.yaml"));
    assertThat(folder.resolve("site.d/journal.jsonl"))
        .content()
        .contains("\"by\":\"tester\"", "\"added\":2", "\"sha256\":")
        .hasLineCount(1);
  }

  @Test
  void apply_passwords_moveIntoPrivateFilesAndNowhereElse() throws IOException {
    apply(TWO);
    Path secrets = folder.resolve("site.d/secrets");
    assertThat(mode(secrets)).isEqualTo("rwx------");
    assertThat(mode(secrets.resolve("a.password"))).isEqualTo("rw-------");
    assertThat(secrets.resolve("a.password")).hasContent("s3cret-a");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile).filter(f -> !f.startsWith(secrets)))
          .allSatisfy(f -> assertThat(f).content().doesNotContain("s3cret-a"));
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void apply_again_nothingToDoAndNoNewVersion() throws IOException {
    apply(TWO);
    assertThat(apply(TWO).empty()).isTrue();
    try (Stream<Path> versions = Files.list(folder.resolve("site.d/versions"))) {
      assertThat(versions).hasSize(1);
    }
  }

  @Test
  void export_importedAgain_isANoOpAndShowsNoPassword() {
    apply(TWO);
    StringBuilder sheet = new StringBuilder();
    AppliedCameras.export(site(), sheet);
    assertThat(sheet.toString())
        .contains("file:site.d/secrets/a.password")
        .doesNotContain("s3cret");
    assertThat(plan(sheet.toString(), true).empty()).isTrue();
  }

  private static final String RECORDED =
      """
      id,url,sub-url,onvif,record,record-streams,record-schedule,record-on,record-before,record-after,record-priority,retention,keep-open,pixels-per-metre,mask,mask-areas
      a,rtsp://10.0.0.1/x,rtsp://10.0.0.1/y,,schedule,both,"mon-fri 07:00-19:00; sat,sun 00:00-24:00",,,,high,cn-90d,true,125.5,,
      b,rtsp://10.0.0.2/x,,http://10.0.0.2/,event,,,"motion, input",5s,1m,low,,,,camera,"0,0 0.5,0 0.5,0.2 ;  0.1,0.5 0.2,0.5 0.2,0.75"
      """;

  @Test
  void apply_recordingAndMasks_areThoseOfTheCells() {
    apply(RECORDED);

    CameraConfig a = camera("a");
    assertThat(a.record()).isEqualTo(RecordMode.SCHEDULE);
    assertThat(a.recordStreams()).isEqualTo(RecordStreams.BOTH);
    assertThat(a.recordSchedule()).containsExactly("mon-fri 07:00-19:00", "sat,sun 00:00-24:00");
    assertThat(a.recordPriority()).isEqualTo(RecordPlan.Priority.HIGH);
    assertThat(a.retention()).isEqualTo("cn-90d");
    assertThat(a.keepOpen()).isTrue();
    assertThat(a.pixelsPerMetre()).isEqualTo(125.5);
    CameraConfig b = camera("b");
    assertThat(b.recordOn()).containsExactly(RecordTrigger.MOTION, RecordTrigger.INPUT);
    assertThat(b.recordBefore()).isEqualTo(Duration.ofSeconds(5));
    assertThat(b.recordAfter()).isEqualTo(Duration.ofMinutes(1));
    assertThat(b.mask()).isEqualTo(MaskMode.CAMERA);
    assertThat(b.maskAreas())
        .containsExactly(
            PictureArea.parse("0,0 0.5,0 0.5,0.2"), PictureArea.parse("0.1,0.5 0.2,0.5 0.2,0.75"));
  }

  @Test
  void export_ofRecordingAndMasks_importedAgain_isANoOp() {
    apply(RECORDED);
    StringBuilder sheet = new StringBuilder();
    AppliedCameras.export(site(), sheet);

    assertThat(plan(sheet.toString(), true).empty()).isTrue();
    assertThat(sheet.toString())
        .contains("\"0,0 0.5,0 0.5,0.2; 0.1,0.5 0.2,0.5 0.2,0.75\"", "motion input");
  }

  @Test
  void plan_cellsThatDifferInWhatIsBetweenWords_areChangedWhereThatCounts() {
    apply(RECORDED + "c,rtsp://10.0.0.3/x,,,,,,,,,,,,,,\n");
    String moved =
        RECORDED
            .replace("0.5,0.2 ;  0.1,0.5 0.2,0.5", "0.5,0.2 0.1,0.5 ; 0.2,0.5 0.3,0.3")
            .replace("motion, input", "motion input");
    assertThat(plan(moved, false).changes().get(1))
        .isEqualTo(new Change("b", Change.Kind.CHANGED, java.util.List.of("mask-areas")));

    apply(TWO);
    assertThat(plan(TWO.replace("Gate, north", "Gate north"), false).changes().getFirst().keys())
        .containsExactly("name");
  }

  @Test
  void plan_changedCells_namesKeysAndAppliesNothing() {
    apply(TWO);
    Plan plan = plan("id;url;password\na;rtsp://10.0.0.7/x;other\n", false);
    assertThat(plan.changes().getFirst())
        .isEqualTo(new Change("a", Change.Kind.CHANGED, java.util.List.of("password", "url")));
    assertThat(plan.summary()).isEqualTo("0 added, 1 changed, 0 removed, 1 unchanged");
    assertThat(camera("a").url().getHost()).isEqualTo("10.0.0.1");
  }

  @Test
  void apply_cameraRemoved_whatWasDrawnOnItsPictureIsPutAway() throws IOException {
    apply(TWO);
    Path zones = Files.createDirectories(folder.resolve("site.d/zones"));
    Files.writeString(zones.resolve("a.yaml"), "version: 1\nmask-areas: ['0,0 1,0 1,1']\n");
    AppliedCameras.apply(site(), new Import(site()).without("a"), NOW, "tester");
    assertThat(zones.resolve("a.yaml")).doesNotExist();
    assertThat(zones.resolve("versions")).isDirectoryContaining("glob:**a@removed-*.yaml");
    assertThat(camera("b").id()).isEqualTo(new CameraId("b"));
  }

  @Test
  void plan_prune_removesWhatIsAbsent_andRemoveTakesThePassword() {
    apply(TWO);
    Plan plan = plan("id,url,template\nb,rtsp://10.0.0.2/x,dome\n", true);
    assertThat(plan.summary()).isEqualTo("0 added, 0 changed, 1 removed, 1 unchanged");
    AppliedCameras.apply(site(), new Import(site()).without("a"), NOW, "tester");
    assertThat(folder.resolve("site.d/secrets/a.password")).doesNotExist();
    assertThat(camera("b").id()).isEqualTo(new CameraId("b"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          id,url,name         | Gate 1,rtsp://h/,x       | s.csv:2: column id: camera id 'Gate 1' must be 1 to 64 of a-z, 0-9, '.', '_', '-', and start with a letter or digit
          id,url,name         | a,http://h/,x            | s.csv:2: camera a: column url: expected a URL with rtsp:// or rtsps://, but saw 'http://h/'
          id,url,name         | a,,x                     | s.csv:2: camera a: 'url' is missing
          id,url,template     | a,rtsp://h/,dom          | s.csv:2: camera a: column template: there is no template 'dom'; did you mean 'dome'?
          id,url,transport    | a,rtsp://h/,udb          | s.csv:2: camera a: column transport: expected auto or tcp or udp or multicast, but saw 'udb'; did you mean 'udp'?
          id,url,password     | a,rtsp://h/,s3cret       | s.csv:2: camera a: column password: there is a password, but no username
          id,url,record       | a,rtsp://h/,yes          | s.csv:2: camera a: column record: expected continuous or schedule or event or off, but saw 'yes'
          id,url,record       | a,rtsp://h/,schedule     | s.csv:2: camera a: column record: record: schedule needs record-schedule, such as ['mon-fri 07:00-19:00']
          id,url,record,record-schedule | a,rtsp://h/,schedule,mon 7-9   | s.csv:2: camera a: column record-schedule: expected days and times such as 'mon-fri 07:00-19:00' or 'daily 22:00-06:00', but saw 'mon 7-9'
          id,url,record-on    | a,rtsp://h/,noise        | s.csv:2: camera a: column record-on: expected motion or input or tamper or analysis, but saw 'noise'
          id,url,record-before | a,rtsp://h/,90s         | s.csv:2: camera a: column record-before: expected 0s to 60s
          id,url,record-streams | a,rtsp://h/,both       | s.csv:2: camera a: column record-streams: there is no sub-url whose stream could be recorded
          id,url,record-priority | a,rtsp://h/,top       | s.csv:2: camera a: column record-priority: expected low or normal or high, but saw 'top'
          id,url,retention    | a,rtsp://h/,weak         | s.csv:2: camera a: column retention: there is no class 'weak' under recording.retention; known: cn-30d, cn-90d, eu-72h
          id,url,pixels-per-metre | a,rtsp://h/,many     | s.csv:2: camera a: column pixels-per-metre: expected a number, but saw 'many'
          id,url,mask,onvif   | a,rtsp://h/,camera,http://h/     | s.csv:2: camera a: column mask: 'camera' is to mask, but mask-areas names no area
          id,url,mask-areas   | a,rtsp://h/,0 1 2        | s.csv:2: camera a: column mask-areas: expected corners such as '0,0 0.5,0 0.5,0.2', but saw '0'
          id,url,keep-open    | a,rtsp://h/,maybe        | s.csv:2: camera a: column keep-open: expected true or false, but saw 'maybe'
          id,url,onvif        | a,rtsp://h/,rtsp://h/    | s.csv:2: camera a: column onvif: expected a URL with http:// or https://, but saw 'rtsp://h/'
          id,url,analytics    | a,rtsp://h/,car          | s.csv:2: camera a: column analytics: expected vehicle or person, but saw 'car'
          id,url,regions      | a,rtsp://h/,CN           | s.csv:2: camera a: column analytics: 'kind' is missing
          id,url,audio        | a,rtsp://h/,maybe        | s.csv:2: camera a: column audio: expected true or false, but saw 'maybe'
          id,url,name         | fixed,rtsp://h/,x        | s.csv:2: column id: another camera has the id 'fixed' too: SITE:3
          id,url,name         | a,rtsp://h/,x,y          | s.csv:2: 4 fields where the first line names 3 columns; a field with the delimiter in it must stand in quotes
          id,url,nmae         | a,rtsp://h/,x            | s.csv:1: unknown column 'nmae'; did you mean 'name'?
          id,url,url          | a,rtsp://h/,rtsp://h/    | s.csv:1: the column url stands here twice
          id,name             | a,b                      | s.csv:1: the column url is missing
          id,url              | a,"rtsp://h/             | s.csv:2: a quoted field is not closed, or text follows its end quote
          id,url              | a,rtsp://u:s3cret@h/     | s.csv:2: camera a: column url: a URL must not hold a user or password; put user and password under username and password
          """)
  void plan_oneMistake_saysLineColumnAndWhatElse(String header, String line, String message) {
    assertThat(refusal(header + "\n" + line + "\n"))
        .startsWith(message.replace("SITE", file.toString()) + "\n")
        .endsWith("nothing was applied: the sheet is taken whole or not at all")
        .doesNotContain("s3cret");
  }

  @Test
  void plan_notUtf8OrEmptyOrTwiceTheSameId_saysSo() {
    assertThat(refusal("")).startsWith("s.csv: empty; the first line names the columns");
    assertThat(refusal("id,url\na,rtsp://h/\na,rtsp://h/\n"))
        .startsWith("s.csv:3: column id: another camera has the id 'a' too: s.csv:2");
    byte[] latin = {'i', 'd', (byte) 0xE9};
    assertThat(
            catchThrowableOfType(
                ConfigException.class, () -> new Import(site()).plan("s.csv", latin, false)))
        .hasMessageContaining("not a text in UTF-8; save it as \"CSV UTF-8\"");
  }

  @ParameterizedTest
  @CsvSource({"','", ";", "'\t'"})
  void plan_byteOrderMarkAndDelimiter_areUnderstood(String delimiter) {
    String csv = "\uFEFFid,url,name\r\na,rtsp://h/,\"Tor 1\"\r\n".replace(",", delimiter);
    assertThat(plan(csv, false).summary()).startsWith("1 added");
  }

  @Test
  void plan_fourHundredLinesWithSevenBad_appliesNothingAndTellsEachOfTheSeven() {
    Map<Integer, String> bad =
        Map.of(
            12, "cam-12,http://10.0.0.12/s,admin,s3cret,dome",
            40, "cam 40,rtsp://10.0.0.40/s,admin,s3cret,dome",
            77, "cam-77,,admin,s3cret,dome",
            130, "cam-130,rtsp://10.0.0.130/s,admin,s3cret,dom",
            222, "cam-221,rtsp://10.0.0.222/s,admin,s3cret,dome",
            301, "cam-301,rtsp://10.0.1.45:99999/s,admin,s3cret,dome",
            399, "cam-399,rtsp://10.0.0.39/s,admin,env:NOPE,dome");
    StringBuilder csv = new StringBuilder("id,url,username,password,template\n");
    for (int line = 2; line <= 401; line++) {
      String good = "cam-%d,rtsp://10.0.0.1/%d,admin,s3cret,dome".formatted(line, line);
      csv.append(bad.getOrDefault(line, good)).append('\n');
    }
    String refusal = refusal(csv.toString());
    assertThat(refusal.lines())
        .hasSize(8)
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).contains(":12:", "column url", "rtsp://"),
            line -> assertThat(line).contains(":40:", "column id", "must be"),
            line -> assertThat(line).contains(":77:", "'url' is missing"),
            line -> assertThat(line).contains(":130:", "did you mean 'dome'"),
            line -> assertThat(line).contains(":222:", "cam-221", "s.csv:221"),
            line -> assertThat(line).contains(":301:", "1 to 65535", "99999"),
            line -> assertThat(line).contains(":399:", "NOPE is not set"),
            line -> assertThat(line).contains("nothing was applied"));
    assertThat(refusal).doesNotContain("s3cret");
    assertThat(folder.resolve("site.d")).doesNotExist();
  }

  @FuzzTest
  void sheet_anyBytes_areReadOrRefusedInWords(byte[] bytes) {
    Sheet sheet = SheetReader.read("s.csv", bytes);
    assertThat(sheet.problems()).noneMatch(String::isBlank);
    assertThat(RowNodes.rows(RowNodes.of(sheet.rows()))).hasSameSizeAs(sheet.rows());
    assertThat(CamerasText.of(sheet.rows())).contains("cameras:");
  }
}
