package org.gatehouse.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.media.CameraId;
import org.gatehouse.contract.media.StreamId;
import org.gatehouse.contract.vision.LaneKind;
import org.gatehouse.contract.vision.LaneSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file as a whole, its secrets and its mistakes. */
class SiteFileTest extends SiteFileFixture {
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
                List.of(),
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
                List.of(),
                null));
    assertThat(site.data()).isEqualTo(folder.resolve("data"));
    assertThat(site.cameras()).isEmpty();
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
          server: { trusted-proxies: [10.0.0.0/8] } | 2:28: server.trusted-proxies: expected IP addresses, but saw '10.0.0.0/8'
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

  /** Behind a proxy on this machine everybody comes from this machine. */
  @ParameterizedTest
  @CsvSource({
    "https://gate.example, true",
    "http://10.0.0.5:8080/gate, true",
    "http://localhost:8080, false",
    "http://127.0.0.1, false",
    "'http://[::1]:8080/', false"
  })
  void read_publicUrl_ofAnotherHostRequiresALogin(String url, boolean required) {
    ServerConfig server = read("site: a\nserver: { public-url: \"" + url + "\" }\n").server();
    assertThat(server.loginRequired()).isEqualTo(required);
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

  @Test
  void read_noFileOrFolder_saysSo() {
    SiteFile reader = new SiteFile(new Plugins(Map.of(), Map.of()), _ -> null);
    assertThat(catchThrowableOfType(ConfigException.class, () -> reader.read(file)))
        .hasMessage(file + ": there is no such file");
    assertThat(catchThrowableOfType(ConfigException.class, () -> reader.read(folder)))
        .hasMessage(folder + ": cannot be read: it is a folder");
  }
}
