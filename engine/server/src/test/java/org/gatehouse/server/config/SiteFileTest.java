package org.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.gatehouse.contract.camera.CameraPolicy;
import org.gatehouse.contract.camera.Transport;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Default;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.republish.RepublishUser;
import org.gatehouse.contract.storage.DatabaseServer;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.contract.vision.AnalyticsBudget;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LanePriority;
import org.gatehouse.contract.vision.LaneSpec;
import org.gatehouse.contract.vision.PictureArea;
import org.gatehouse.contract.vision.PicturePoint;
import org.gatehouse.runtime.gate.LaneRules;
import org.gatehouse.runtime.gate.Outcome;
import org.gatehouse.runtime.gate.Passback;
import org.gatehouse.runtime.list.Listing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SiteFileTest {
  record Hook(URI url, Secret secret, @Default("10s") Duration timeout, @Nullable Path spool) {
    Hook {
      if (timeout.isZero()) {
        throw new IllegalArgumentException("timeout must be longer than nothing");
      }
    }
  }

  record Relay(URI url) {}

  private static final Map<String, String> ENVIRONMENT =
      Map.of("CAM_PW", "s3cret-camera", "HOOK_SECRET", "s3cret-hook", "EMPTY", "");

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("site.yaml");
  }

  private SiteConfig read(String yaml) {
    try {
      Files.writeString(file, yaml);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    Plugins plugins = new Plugins(Map.of("webhook", Hook.class), Map.of("relay", Relay.class));
    return new SiteFile(plugins, ENVIRONMENT::get).read(file);
  }

  /** What reading says, with the file's folder taken off every line. */
  private String refusal(String yaml) {
    ConfigException e = catchThrowableOfType(ConfigException.class, () -> read(yaml));
    assertThat(e).as("refusal").isNotNull();
    return String.valueOf(e.getMessage()).replace(folder + "/", "");
  }

  static final String SAMPLE =
      """
      site: north-gate
      data: ./data
      server: { bind: 0.0.0.0, port: 8080, access-token: "file:token.txt", public-url: null }
      cameras:
        - id: gate-in
          name: North gate, lane in
          url: rtsp://10.0.0.5:554/stream1
          username: admin
          password: env:CAM_PW
          record: off
          analytics: { kind: vehicle, regions: [CN, DE] }
        - { id: yard, url: "rtsp://10.0.0.6/" }
      destinations:
        - { type: webhook, name: backend, url: "http://127.0.0.1:9000/hook", secret: "env:HOOK_SECRET", timeout: 500ms }
      """;

  private void token(String mode) throws IOException {
    Path token = Files.writeString(folder.resolve("token.txt"), "s3cret-token\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString(mode));
  }

  @Test
  void read_everySetting_becomesItsRecord() throws IOException {
    token("rw-------");
    SiteConfig site = read(SAMPLE);

    assertThat(site.site()).isEqualTo("north-gate");
    assertThat(site.data()).isEqualTo(folder.resolve("data"));
    assertThat(site.server())
        .isEqualTo(
            new ServerConfig(
                "0.0.0.0",
                8080,
                Secret.of("s3cret-token"),
                LoginMode.OPTIONAL,
                new TlsConfig(TlsMode.AUTO, null, null),
                null,
                null));
    CameraConfig gate = site.cameras().getFirst();
    assertThat(gate.displayName()).isEqualTo("North gate, lane in");
    assertThat(gate.record()).isEqualTo(RecordMode.OFF);
    assertThat(gate.spec().password()).isEqualTo(Secret.of("s3cret-camera"));
    assertThat(gate.lane())
        .isEqualTo(
            new LaneSpec(
                StreamId.main(new CameraId("gate-in")), LaneKind.VEHICLE, List.of("CN", "DE")));
    assertThat(site.cameras().getLast())
        .isEqualTo(CameraConfig.at(new CameraId("yard"), URI.create("rtsp://10.0.0.6/")));
    assertThat(site.destinations())
        .containsExactly(
            new DestinationConfig(
                "webhook",
                "backend",
                DeliveryConfig.ALL,
                new Hook(
                    URI.create("http://127.0.0.1:9000/hook"),
                    Secret.of("s3cret-hook"),
                    Duration.ofMillis(500),
                    null)));
  }

  @Test
  void read_destinationWithAFilterAndACanary_knowsThemBesideItsOwnKeys() {
    SiteConfig site =
        read(
            """
            site: north-gate
            destinations:
              - { type: webhook, name: b, url: "http://h/", secret: "env:HOOK_SECRET",
                  canary: 1m, only: { types: ["org.gatehouse.passage.*"], cameras: ["gate-*"],
                  lists: [deny] } }
            """);
    assertThat(site.destinations().getFirst().delivery())
        .isEqualTo(
            new DeliveryConfig(
                new DeliveryConfig.Only(
                    List.of("org.gatehouse.passage.*"),
                    List.of(),
                    List.of("gate-*"),
                    List.of("deny")),
                Duration.ofMinutes(1)));
  }

  @Test
  void read_onlyTheSite_takesDefaults() {
    SiteConfig site = read("site: north-gate\n");
    assertThat(site.server())
        .isEqualTo(
            new ServerConfig(
                "127.0.0.1",
                8080,
                null,
                LoginMode.OPTIONAL,
                new TlsConfig(TlsMode.AUTO, null, null),
                null,
                null));
    assertThat(site.data()).isEqualTo(folder.resolve("data"));
    assertThat(site.cameras()).isEmpty();
  }

  @Test
  void read_masksAndDensity_areOfTheCamera() {
    CameraConfig yard =
        read("""
        site: a
        cameras:
          - id: yard
            url: rtsp://h/
            onvif: http://h/onvif/device_service
            pixels-per-metre: 62.5
            mask: camera
            mask-areas: ["0,0 0.5,0 0.5,0.25", "0.9,0.9 1,0.9 1,1 0.9,1"]
        """)
            .cameras()
            .getFirst();
    assertThat(yard.pixelsPerMetre()).isEqualTo(62.5);
    assertThat(yard.mask()).isEqualTo(MaskMode.CAMERA);
    assertThat(yard.maskAreas())
        .containsExactly(
            new PictureArea(
                List.of(
                    new PicturePoint(0, 0), new PicturePoint(0.5, 0), new PicturePoint(0.5, 0.25))),
            PictureArea.parse("0.9,0.9 1,0.9 1,1 0.9,1"));
    assertThat(PictureArea.parse(yard.maskAreas().getFirst().toString()))
        .isEqualTo(yard.maskAreas().getFirst());
  }

  @Test
  void read_maskedByTheEngine_hasTheSmallerStreamInPlaceOfTheOther() {
    CameraConfig yard =
        read("""
        site: a
        cameras:
          - id: yard
            url: rtsp://h/large
            sub-url: rtsp://h/small
            mask: engine
            mask-areas: ["0,0 0.5,0 0.5,0.25"]
        """)
            .cameras()
            .getFirst();
    assertThat(yard.spec().stream()).isEqualTo(StreamId.main(yard.id()));
    assertThat(yard.spec().url()).hasToString("rtsp://h/small");
    assertThat(yard.subSpec()).isNull();
    assertThat(yard.recordsSub()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mask: engine                    | is to mask, but mask-areas names no area
          mask: engine, mask-areas: ["0,0 1,0 1,1"] | needs sub-url: a masked copy
          mask: engine, sub-url: "rtsp://h/s", record-streams: both, mask-areas: ["0,0 1,0 1,1"] | there is one stream, the masked one
          mask: camera                    | mask-areas names no area
          mask: camera, mask-areas: ["0,0 1,0 1,1"] | needs onvif, the address by which
          mask: camra                     | did you mean 'camera'?
          mask-areas: ["0,0 1,0"]         | an area has 3 to 20 corners, this one has 2
          mask-areas: ["0,0 1,0 1.5,1"]   | corner 1.5,1.0 is not inside 0,0 to 1,1
          mask-areas: ["0,0 1 0,1"]       | expected corners such as '0,0 0.5,0 0.5,0.2', but saw '1'
          mask-areas: ["0,0 1,0 1,b"]     | expected a number from 0 to 1, but saw 'b'
          mask-areas: ["0,0 1,0 1,NaN"]   | is not inside
          pixels-per-metre: 0             | expected more than 0 and at most 10000
          """)
  void read_maskMistake_saysWhatIsExpected(String keys, String message) {
    assertThat(refusal("site: a\ncameras: [ { id: a, url: \"rtsp://h/\", " + keys + " } ]\n"))
        .contains(message);
  }

  @Test
  void read_postgres_isWhereDataAreKept() {
    assertThat(read("site: a\n").place().server()).isNull();
    SiteConfig site =
        read("site: a\nstorage: { postgres: { host: db.example, password: env:CAM_PW } }\n");
    assertThat(site.place().server())
        .isEqualTo(
            new DatabaseServer(
                "db.example",
                5432,
                "gatehouse",
                "gatehouse",
                "gatehouse",
                Secret.of("s3cret-camera"),
                DatabaseServer.Encryption.AUTO,
                null));
    assertThat(site.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port: 70000           | expected 0 to 65535
          schema: "Gate House"  | expected 1 to 63 small letters
          schema: pg_catalog    | expected 1 to 63 small letters
          encryption: maybe     | expected
          pasword: env:CAM_PW   | did you mean 'password'?
          password: hunter2     | env:
          """)
  void read_postgresMistakes_areNamed(String keys, String message) {
    assertThat(refusal("site: a\nstorage: { postgres: { " + keys + " } }\n"))
        .contains("storage.postgres")
        .contains(message)
        .doesNotContain("hunter2");
  }

  @Test
  void read_republish_isOffUnlessItIsThere() {
    assertThat(read("site: a\n").republish()).isNull();
    RepublishConfig republish =
        Objects.requireNonNull(
            read("""
            site: a
            republish:
              users:
                - { name: nvr, password: env:CAM_PW, cameras: [gate, yard] }
            """)
                .republish());
    assertThat(republish.bind()).isEqualTo("127.0.0.1");
    assertThat(republish.port()).isEqualTo(8554);
    assertThat(republish.settings(Ticker.system()).users())
        .containsExactly(
            new RepublishUser(
                "nvr",
                Secret.of("s3cret-camera"),
                Set.of(new CameraId("gate"), new CameraId("yard"))));
    assertThat(republish.toString()).doesNotContain("s3cret");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          users: []                                      | leave republish out instead
          users: [ { name: a, password: env:CAM_PW } ]   | users[0]: 'cameras' is missing
          users: [ { name: a, password: env:CAM_PW, cameras: [] } ] | is granted no camera
          users: [ { name: "a:b", password: env:CAM_PW, cameras: [c] } ] | no quotes and no colons
          users: [ { name: a, password: env:CAM_PW, cameras: [c] }, { name: a, password: env:CAM_PW, cameras: [c] } ] | is called 'a' too
          port: 99999, users: [ { name: a, password: env:CAM_PW, cameras: [c] } ] | expected 0 to 65535
          bind: here, users: [ { name: a, password: env:CAM_PW, cameras: [c] } ] | expected an IP address or localhost
          sessions: 0, users: [ { name: a, password: env:CAM_PW, cameras: [c] } ] | expected 1 to 1000
          """)
  void read_republishMistake_saysWhatIsExpected(String keys, String message) {
    assertThat(refusal("site: a\nrepublish: { " + keys + " }\n")).contains(message);
  }

  @Test
  void toString_ofTheWholeSite_holdsNoSecret() throws IOException {
    token("rw-------");
    assertThat(read(SAMPLE).toString()).doesNotContain("s3cret").contains("***");
  }

  @Test
  void read_manyMistakes_tellsAllOfThemInOrder() {
    assertThat(
            refusal(
                """
                site: a
                sever: {}
                cameras:
                  - id: Gate In
                    url: http://10.0.0.5/
                    pasword: env:CAM_PW
                    record: continous
                    analytics: { kind: face }
                  - url: rtsp://10.0.0.6/
                destinations:
                  - { type: webhok, name: b }
                  - { type: webhook, url: "http://h/", secret: "env:HOOK_SECRET", retrys: 3 }
                """))
        .isEqualTo(
            """
            site.yaml:2:1: sever: unknown key; did you mean 'server'?
            site.yaml:4:9: cameras[0].id: camera id 'Gate In' must be 1 to 64 of a-z, 0-9, '.', '_', '-', and start with a letter or digit
            site.yaml:5:10: cameras[0].url: expected a URL with rtsp:// or rtsps://, but saw 'http://10.0.0.5/'
            site.yaml:6:5: cameras[0].pasword: unknown key; did you mean 'password'?
            site.yaml:7:13: cameras[0].record: expected continuous or schedule or event or off, but saw 'continous'; did you mean 'continuous'?
            site.yaml:8:24: cameras[0].analytics.kind: expected vehicle or person, but saw 'face'
            site.yaml:9:5: cameras[1]: 'id' is missing
            site.yaml:11:13: destinations[0].type: no destination of type 'webhok'; known types: webhook
            site.yaml:12:5: destinations[1]: 'name' is missing
            site.yaml:12:67: destinations[1].retrys: unknown key; known here: type, name, only, canary, url, secret, timeout, spool\
            """);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          server: { port: http }            | 2:17: server.port: expected a whole number, but saw 'http'
          server: { port: "80" }            | 2:17: server.port: expected a whole number, but saw the quoted text '80'
          server: { port: 70000 }           | 2:17: server.port: expected 0 to 65535, but saw 70000
          server: { port: }                 | 2:16: server.port: expected a whole number, but saw nothing
          server: []                        | 2:9: server: expected a mapping of keys, but saw a list
          cameras: { id: a }                | 2:10: cameras: expected a list, but saw a mapping
          server: { bind: localhost, bind: "::1" } | 2:28: server.bind: this key stands here twice, first in line 2
          server: { bind: my.host }         | 2:17: server.bind: expected an IP address or localhost, but saw 'my.host'
          server: { public-url: ftp://h/ }  | 2:23: server.public-url: expected a URL with http:// or https://, but saw 'ftp://h/'
          cameras: [ { id: a, url: "rtsp:/x" } ] | 2:26: cameras[0].url: expected a host after ://, but saw 'rtsp:/x'
          cameras: [ { id: a, url: stream1 } ] | 2:26: cameras[0].url: expected a URL, but saw 'stream1'
          cameras: [ { id: a, url: "rtsp://h:99999/" } ] | 2:26: cameras[0].url: expected a port from 1 to 65535, but saw 99999
          cameras: [ { id: a, url: "rtsp://h/" }, { id: a, url: "rtsp://h/" } ] | 2:47: cameras[1].id: another camera has the id 'a' too: site.yaml:2
          cameras: [ { id: a, url: "rtsp://h/", password: env:CAM_PW } ] | 2:49: cameras[0].password: there is a password, but no username
          cameras: [ { id: a, url: "rtsp://h/", password: env:NOPE } ] | 2:49: cameras[0].password: environment variable NOPE is not set
          cameras: [ { id: a, url: "rtsp://h/", password: env:EMPTY } ] | 2:49: cameras[0].password: environment variable EMPTY is empty
          cameras: [ { id: a, url: "rtsp://h/", analytics: { kind: vehicle, risk: 1.0 } } ] | 2:73: cameras[0].analytics.risk: expected a share above 0 and below 1, such as 0.01, but saw 1.0
          cameras: [ { id: a, url: "rtsp://h/", analytics: { kind: person, regions: [CN] } } ] | 2:75: cameras[0].analytics.regions: plate regions belong to kind vehicle, not to person
          destinations: [ { type: webhook, name: b, url: "http://h/", secret: env:CAM_PW, timeout: 0s } ] | 2:17: destinations[0]: timeout must be longer than nothing
          destinations: [ { type: webhook, name: b, url: "http://h/", secret: env:CAM_PW, canary: 5s } ] | 2:89: destinations[0].canary: expected 10s or more
          destinations: [ { type: webhook, name: b, url: "http://h/", secret: env:CAM_PW, only: { cams: [] } } ] | 2:89: destinations[0].only.cams: unknown key; known here: types, sites, cameras, lists
          destinations: [ { type: webhook, name: b, url: "http://h/", secret: env:CAM_PW, only: { lists: [black] } } ] | 2:96: destinations[0].only.lists: lists say nothing of the kind 'black'; they say deny, allow, visitor, unlisted
          cameras: [ { id: site, url: "rtsp://h/" } ] | 2:18: cameras[0].id: events that are of no camera have the id 'site'; take another
          destinations: [ { type: webhook, name: b, url: "http://h/", secret: env:CAM_PW, timeout: 5 } ] | 2:90: destinations[0].timeout: expected a duration such as 500ms, 10s, 2m, 12h or 7d, but saw '5'
          """)
  void read_oneMistake_saysWhereWhatAndWhatElse(String line, String message) {
    assertThat(refusal("site: a\n" + line + "\n")).isEqualTo("site.yaml:" + message);
  }

  @Test
  void read_destinationNamedTwice_isRefused() {
    String one = "  - { type: webhook, name: b, url: \"http://h/\", secret: env:CAM_PW }\n";
    assertThat(refusal("site: a\ndestinations:\n" + one + one))
        .isEqualTo(
            "site.yaml:4:28: destinations[1].name: another destination above is called 'b' too");
  }

  @Test
  void read_unknownRegion_listsTheKnown() {
    assertThat(
            refusal(
                "site: a\n"
                    + "cameras: [ { id: a, url: \"rtsp://h/\","
                    + " analytics: { kind: vehicle, regions: [XX] } } ]"))
        .contains("no plate region 'XX'; known: AL, AT,", "GENERIC");
  }

  @ParameterizedTest
  @CsvSource({"0.0.0.0", "10.0.0.1", "'::'"})
  void read_openBindWithoutToken_isRefusedWithTheWayOut(String bind) {
    assertThat(refusal("site: a\nserver: { bind: \"" + bind + "\" }\n"))
        .startsWith("site.yaml:2:17: server.bind: refusing to listen on " + bind)
        .contains("without an access token", "Set server.access-token", "or bind 127.0.0.1");
  }

  @Test
  void read_openBindWithLoginRequired_isAccepted() {
    ServerConfig server = read("site: a\nserver: { bind: 0.0.0.0, login: required }\n").server();
    assertThat(server.login()).isEqualTo(LoginMode.REQUIRED);
    assertThat(server.encrypted()).isTrue();
    assertThat(read("site: a\n").server().encrypted()).isFalse();
    assertThat(refusal("site: a\nserver: { tls: { key: k.pem } }\n")).contains("belong together");
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1", "127.9.9.9", "'::1'", "localhost"})
  void read_loopbackBindWithoutToken_isAccepted(String bind) {
    assertThat(read("site: a\nserver: { bind: \"" + bind + "\" }\n").server().bind())
        .isEqualTo(bind);
  }

  @ParameterizedTest
  @CsvSource({"rtsp://admin:s3cret@10.0.0.5/x", "'rtsp://admin:s3c ret@@10.0.0.5/x'"})
  void read_passwordInUrl_isRefusedAndNotShown(String url) {
    assertThat(refusal("site: a\ncameras: [ { id: a, url: \"" + url + "\" } ]\n"))
        .contains("cameras[0].url: ")
        .doesNotContain("s3c", "ret@");
  }

  @Test
  void read_userInUrl_saysWhereItBelongs() {
    assertThat(refusal("site: a\ncameras: [ { id: a, url: \"rtsp://admin@10.0.0.5/x\" } ]\n"))
        .contains("put user and password under username and password");
  }

  @Test
  void read_passwordWrittenOut_isRefusedAndNotShown() {
    assertThat(
            refusal(
                "site: a\n"
                    + "cameras: [ { id: a, url: \"rtsp://h/\", username: u, password: s3cret }"
                    + " ]"))
        .isEqualTo(
            "site.yaml:2:62: cameras[0].password: expected a secret as env:NAME or file:PATH,"
                + " but saw a text (not shown)");
  }

  @Test
  void read_secretFileThatOthersMayRead_isRefusedWithTheCommand() throws IOException {
    token("rw-r-----");
    assertThat(refusal("site: a\nserver: { access-token: \"file:token.txt\" }\n"))
        .isEqualTo(
            "site.yaml:2:25: server.access-token: secret file token.txt can be read by other"
                + " users; run: chmod 600 token.txt");
  }

  @Test
  void read_secretFileMissingEmptyOrFolder_isRefused() throws IOException {
    String yaml = "site: a\nserver: { access-token: \"file:token.txt\" }\n";
    assertThat(refusal(yaml)).endsWith("secret file token.txt does not exist");
    Path token = Files.createDirectory(folder.resolve("token.txt"));
    assertThat(refusal(yaml)).endsWith("secret file token.txt is a folder");
    Files.delete(token);
    Files.createFile(
        token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    assertThat(refusal(yaml)).endsWith("secret file token.txt is empty");
  }

  @Test
  void read_brokenYaml_saysWhereWithoutShowingTheLine() {
    assertThat(refusal("site: a\nserver: { access-token: \"s3cret\n"))
        .startsWith("site.yaml:3:1: not valid YAML: ")
        .doesNotContain("s3cret");
    assertThat(refusal("site: a\n\tserver: {}\n")).startsWith("site.yaml:2:1: not valid YAML: ");
    assertThat(refusal("")).isEqualTo("site.yaml: the file is empty");
    assertThat(refusal("site: a\n---\nsite: b\n")).startsWith("site.yaml:").contains("not valid");
  }

  private void applied(String yaml) throws IOException {
    Files.createDirectories(folder.resolve("site.d"));
    Files.writeString(folder.resolve("site.d/cameras.yaml"), yaml);
  }

  @Test
  void read_template_givesWhatTheCameraLeavesOut() {
    SiteConfig site =
        read(
            """
            site: a
            templates: [ { name: dome, username: admin, password: env:CAM_PW, transport: udp, switch: sw-1 } ]
            cameras:
              - { id: a, url: "rtsp://h/a", template: dome }
              - { id: b, url: "rtsps://h/b", template: dome, transport: tcp, policies: [first-session-id] }
            """);
    CameraConfig plain = site.cameras().getFirst();
    assertThat(plain.name()).isNull();
    assertThat(plain.spec().username()).isEqualTo("admin");
    assertThat(plain.spec().password()).isEqualTo(Secret.of("s3cret-camera"));
    assertThat(plain.networkSwitch()).isEqualTo("sw-1");
    assertThat(plain.spec().transport()).isEqualTo(Transport.UDP);
    assertThat(site.cameras().getLast().spec().transport()).isEqualTo(Transport.TCP);
    assertThat(site.cameras().getLast().spec().policies())
        .containsExactly(CameraPolicy.FIRST_SESSION_ID);
  }

  @Test
  void read_mistakeInTemplate_isToldOnceAtTheTemplate() {
    assertThat(
            refusal(
                """
                site: a
                templates: [ { name: dome, transport: udb } ]
                cameras:
                  - { id: a, url: "rtsp://h/a", template: dome }
                  - { id: b, url: "rtsp://h/b", template: dome }
                """))
        .isEqualTo(
            "site.yaml:2:39: templates[0].transport: expected auto or tcp or udp or multicast, but"
                + " saw 'udb'; did you mean 'udp'?");
  }

  @Test
  void read_cameraAndTemplateDoNotFit_namesBothPlaces() {
    assertThat(
            refusal(
                """
                site: a
                templates: [ { name: dome, password: env:CAM_PW } ]
                cameras: [ { id: a, url: "rtsp://h/a", template: dome } ]
                """))
        .isEqualTo(
            "site.yaml:3:50: cameras[0].password: there is a password, but no username"
                + " (from template 'dome', line 2)");
    assertThat(
            refusal(
                """
                site: a
                templates: [ { name: dome } ]
                cameras: [ { id: a, url: "rtsp://h/a", template: domes } ]
                """))
        .endsWith("there is no template 'domes'; did you mean 'dome'?");
  }

  @Test
  void read_appliedCameras_followThoseOfTheSiteFile() throws IOException {
    applied("cameras: [ { id: b, url: \"rtsp://h/b\", template: dome } ]\n");
    SiteConfig site =
        read(
            """
            site: a
            templates: [ { name: dome, audio: false } ]
            cameras: [ { id: a, url: "rtsp://h/a" } ]
            """);
    assertThat(site.cameras()).extracting(CameraConfig::audio).containsExactly(true, false);
  }

  @Test
  void read_sameIdInBothFiles_namesBothLines() throws IOException {
    applied("cameras:\n  - { id: a, url: \"rtsp://h/b\" }\n");
    assertThat(refusal("site: x\ncameras:\n\n  - { id: a, url: \"rtsp://h/a\" }\n"))
        .isEqualTo(
            "site.d/cameras.yaml:2:11: cameras[0].id: another camera has the id 'a' too:"
                + " site.yaml:4");
  }

  @Test
  void read_noFileOrFolder_saysSo() {
    SiteFile reader = new SiteFile(new Plugins(Map.of(), Map.of()), _ -> null);
    assertThat(catchThrowableOfType(ConfigException.class, () -> reader.read(file)))
        .hasMessage(file + ": there is no such file");
    assertThat(catchThrowableOfType(ConfigException.class, () -> reader.read(folder)))
        .hasMessage(folder + ": cannot be read: it is a folder");
  }

  @Test
  void read_recording_isQuotaAndSync_orNoQuotaAndTenSeconds() {
    assertThat(read("site: a").recording())
        .isEqualTo(
            new RecordingConfig(null, Duration.ofSeconds(10), List.of(), null, keepAsUsual()));
    assertThat(read("site: a\nrecording: { quota: 15GB, sync: 1s }").recording())
        .isEqualTo(
            new RecordingConfig(
                new ByteSize(15_000_000_000L),
                Duration.ofSeconds(1),
                List.of(),
                null,
                keepAsUsual()));
    assertThat(read("site: a\nrecording: { quota: 2TB, sync: 60s }").recording().quota())
        .isEqualTo(new ByteSize(2_000_000_000_000L));
    assertThat(read("site: a\nrecording: { quota: 500MB }").recording().quota())
        .isEqualTo(new ByteSize(500_000_000L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "quota: 15     | a size such as 500MB, 15GB or 2TB",
        "quota: 15GiB  | a size such as 500MB, 15GB or 2TB",
        "quota: -1GB   | a size such as 500MB, 15GB or 2TB",
        "quota: 0GB    | no room for recordings; leave it out to delete nothing",
        "sync: 500ms   | expected 1s to 60s",
        "sync: 61s     | expected 1s to 60s",
        "quote: 1GB    | did you mean 'quota'?",
      })
  void read_recordingMistake_saysWhatIsExpected(String setting, String words) {
    assertThat(refusal("site: a\nrecording: { " + setting + " }"))
        .startsWith("site.yaml:2:")
        .contains(words);
  }

  @Test
  void read_exportsKeep_isAWeekUnlessSaidAndBounded() {
    assertThat(read("site: a").exports().keep()).isEqualTo(Duration.ofDays(7));
    assertThat(read("site: a\nexports: { keep: 2d }").exports().keep())
        .isEqualTo(Duration.ofDays(2));
    assertThat(refusal("site: a\nexports: { keep: 1m }")).contains("expected 1h to 90d");
  }

  private static RetentionConfig keepAsUsual() {
    return new RetentionConfig(
        null,
        List.of(),
        null,
        null,
        Duration.ofDays(7),
        null,
        Duration.ofDays(90),
        Duration.ofDays(365));
  }

  @Test
  void read_retention_classesAndPresetsAreNamedByCameras() {
    SiteConfig site =
        read(
            """
            site: a
            recording:
              retention:
                default-class: eu-72h
                classes:
                  - { name: gate, minimum: 7d, maximum: 14d, quota: 2TB, camera-quota: 50GB }
                  - { name: yard, legal: cn-30d, minimum: 30d }
                reserve: 5GB
                snapshots: 72h
            cameras:
              - { id: a, url: "rtsp://10.0.0.1/x", retention: gate }
              - { id: b, url: "rtsp://10.0.0.2/x", retention: cn-90d }
              - { id: c, url: "rtsp://10.0.0.3/x" }
            """);
    RetentionConfig retention = site.recording().retention();
    assertThat(site.cameras())
        .extracting(CameraConfig::retention)
        .containsExactly("gate", "cn-90d", null);
    assertThat(retention.named("eu-72h"))
        .extracting(RetentionClassConfig::promised, RetentionClassConfig::oldest)
        .containsExactly(Duration.ZERO, Duration.ofDays(3));
    assertThat(retention.named("yard"))
        .extracting(RetentionClassConfig::promised, RetentionClassConfig::oldest)
        .containsExactly(Duration.ofDays(30), Duration.ofDays(31));
    assertThat(retention.named("none")).isNull();
    assertThat(retention.reads()).isEqualTo(Duration.ofDays(7));
    assertThat(retention.oldestListed()).isEqualTo(Duration.ofDays(30));
    assertThat(listedReads("reads: 60d")).isEqualTo(Duration.ofDays(60));
    assertThat(listedReads("listed-reads: 14d")).isEqualTo(Duration.ofDays(14));
  }

  private Duration listedReads(String setting) {
    return read("site: a\nrecording: { retention: { " + setting + " } }")
        .recording()
        .retention()
        .oldestListed();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "default-class: cn-30      | there is no class 'cn-30'",
        "classes: [{ name: a, minimum: 3d, maximum: 3d }]  | at least an hour more",
        "classes: [{ name: a, legal: cn-30d, minimum: 7d }] | cn-30d asks for at least 30d",
        "classes: [{ name: a, legal: eu-72h, maximum: 7d }] | eu-72h allows at most 3d",
        "classes: [{ name: eu-72h }]                       | is called 'eu-72h' too",
        "classes: [{ name: a, quota: 0GB }]                | no room for recordings",
        "events: 0d                                        | nothing would be kept",
        "listed-reads: 6d                                  | expected no less than reads, 7d",
      })
  void read_retentionMistake_saysWhatIsExpected(String setting, String words) {
    assertThat(refusal("site: a\nrecording: { retention: { " + setting + " } }"))
        .startsWith("site.yaml:2:")
        .contains(words);
  }

  @Test
  void analytics_whatItMayTake_isRead() {
    SiteConfig site =
        read(
            """
            site: gate
            analytics: { cores: 1.5, workers: 2, spare: false, worker-memory: 1GB }
            cameras:
              - id: in
                url: rtsp://10.0.0.5/
                analytics: { kind: vehicle, priority: high }
            """);
    assertThat(site.analytics().budget())
        .isEqualTo(new AnalyticsBudget(1.5, 2, false, 1_000_000_000, AnalyticsBudget.CPU, false));
    AnalyticsConfig gate = Objects.requireNonNull(site.cameras().getFirst().analytics());
    assertThat(gate.lane(new CameraId("in"), List.of()).priority()).isEqualTo(LanePriority.HIGH);
  }

  @ParameterizedTest
  @CsvSource({
    "cores: 0, expected 0.1 to 1024",
    "workers: 17, to 16",
    "worker-memory: 100MB, expected 500MB to 64GB",
    "acelerator: cuda, accelerator",
  })
  void analytics_whatCannotBe_isRefusedInWords(String key, String words) {
    assertThat(refusal("site: gate\nanalytics: { " + key + " }\n")).contains(words);
  }

  @Test
  void read_cameraOfAnUnknownClass_namesTheKnownOnes() {
    assertThat(
            refusal(
                """
                site: a
                recording: { retention: { classes: [{ name: gate }] } }
                cameras: [{ id: a, url: "rtsp://10.0.0.1/x", retention: gates }]
                """))
        .contains("cameras[0].retention", "'gates'", "cn-30d, cn-90d, eu-72h, gate");
  }

  private static final String GATE =
      """
      site: a
      cameras:
        - { id: front, url: "rtsp://h/", analytics: { kind: vehicle } }
        - { id: rear, url: "rtsp://h/", analytics: { kind: vehicle } }
        - { id: door, url: "rtsp://h/", analytics: { kind: person } }
      barriers:
        - { type: relay, name: arm, url: "http://h/", pulse: 1s }
        - { type: relay, name: other, url: "http://h/" }
      """;

  @Test
  void read_gateLane_knowsItsRulesAndItsBarriersOwnKeys() {
    SiteConfig site =
        read(
            GATE
                + """
                lanes:
                  - name: north
                    direction: in
                    front: [front]
                    rear: [rear]
                    barrier: arm
                    rules: { unlisted: refuse }
                    look-alikes: tolerant
                    schedule: [mon-fri 07:00-19:00]
                    anti-passback: warn
                """);
    GateLaneConfig lane = site.lanes().getFirst();
    BarrierConfig arm = site.barriers().getFirst();
    assertThat(arm.settings()).isEqualTo(new Relay(URI.create("http://h/")));
    LaneRules rules = lane.rules(arm, ZoneOffset.UTC);
    assertThat(rules.pulse()).isEqualTo(Duration.ofSeconds(1));
    assertThat(rules.tolerant()).isTrue();
    assertThat(rules.outcomes())
        .containsEntry(Listing.Standing.ALLOW, Outcome.OPEN)
        .containsEntry(Listing.Standing.UNLISTED, Outcome.REFUSE)
        .containsEntry(Listing.Standing.DENY, Outcome.REFUSE);
    assertThat(rules.passback()).isEqualTo(Passback.WARN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ name: n, direction: in, front: [front], barrier: arms } | there is no barrier 'arms' under barriers",
        "{ name: N N, direction: in, front: [front], barrier: arm } | expected small letters",
        "{ name: n, direction: up, front: [front], barrier: arm } | expected in or out",
        "{ name: n, direction: in, barrier: arm } | a lane needs a camera",
        "{ name: n, direction: in, front: [door], barrier: arm } | lane n: there is no camera door with analytics of kind vehicle",
        "{ name: n, direction: in, front: [front], rear: [front], barrier: arm } | camera front belongs to lane 'n' already",
        "{ name: n, direction: in, front: [front], barrier: arm, rules: { deny: open } } | who is denied is not let through",
        "{ name: n, direction: in, front: [front], barrier: arm, unwritten: refuse } | expected open or check",
        "{ name: n, direction: in, front: [front], barrier: arm, opening: 1s } | expected 3000 ms to 120000 ms",
        "{ name: n, direction: in, front: [front], barrier: arm, schedule: [always] } | days and times such as",
        "{ name: n, direction: in, front: [front], barrier: arm, gate: x } | gate: unknown key",
      })
  void read_gateLaneThatCannotBe_isRefusedInWords(String lane, String words) {
    assertThat(refusal(GATE + "lanes: [ " + lane + " ]\n")).contains(words);
  }

  @Test
  void read_twoLanesWithOneBarrierOrName_areRefused() {
    String two =
        "lanes: [ { name: n, direction: in, front: [front], barrier: arm }, { name: n, direction:"
            + " out, front: [rear], barrier: arm } ]\n";
    assertThat(refusal(GATE + two))
        .contains("another lane above is called 'n' too")
        .contains("barrier 'arm' belongs to lane 'n' already");
    assertThat(refusal(GATE.replace("name: other", "name: arm")))
        .contains("another barrier above is called 'arm' too");
    assertThat(refusal(GATE.replace("pulse: 1s", "pulse: 1ms"))).contains("pulse");
  }
}
