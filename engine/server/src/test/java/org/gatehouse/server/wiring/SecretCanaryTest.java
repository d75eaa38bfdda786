package org.gatehouse.server.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.gatehouse.server.access.Operation;
import org.gatehouse.server.access.Operations;
import org.gatehouse.server.cli.Cli;
import org.gatehouse.server.cli.ConfigCommand;
import org.gatehouse.server.cli.Root;
import org.gatehouse.server.cli.access.UsersCommand;
import org.gatehouse.server.config.SiteFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/**
 * Every secret of a site holds a canary; then everything is asked, rightly and wrongly, and nothing
 * that comes out may sing. The build looks for the same canary in the output of all tests.
 */
@Timeout(120)
class SecretCanaryTest {
  /** The build looks for this too. */
  private static final String CANARY = "c4nary-";

  private static final String TOKEN = CANARY + "access-token-of-the-site";
  private static final String PASSWORD = CANARY + "password-of-a-user";
  private static final byte[] HOOK =
      (CANARY + "key-of-the-webhook-destination").getBytes(StandardCharsets.UTF_8);
  private static final String WRONG = CANARY + "password-that-is-wrong";

  @TempDir Path folder;
  @TempDir Path secrets;
  private final Queue<String> logged = new ConcurrentLinkedQueue<>();
  private final List<String> said = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private final Level usual = Objects.requireNonNull(root.getLevel());
  private final AppenderBase<ILoggingEvent> ear =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          logged.add(event.getFormattedMessage());
          for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            logged.add(cause.getClassName() + ": " + cause.getMessage());
          }
        }
      };

  private Path site = folder;
  private @Nullable Engine running;

  @BeforeEach
  void start() throws IOException {
    ear.start();
    root.addAppender(ear);
    root.setLevel(Level.DEBUG);
    secret("token", TOKEN);
    secret("camera", CANARY + "password-of-the-camera");
    secret("hook", "whsec_" + Base64.getEncoder().encodeToString(HOOK));
    secret("nvr", CANARY + "password-of-the-recorder");
    secret("oidc", CANARY + "secret-of-the-client");
    site =
        Files.writeString(
            folder.resolve("site.yaml"),
            """
            site: north
            data: ./data
            server:
              port: 0
              access-token: "file:%1$s/token"
              oidc: { issuer: "http://127.0.0.1:1", client-id: gatehouse,
                client-secret: "file:%1$s/oidc", roles: [ { value: guards, role: guard } ] }
            republish:
              port: 0
              users: [ { name: nvr, password: "file:%1$s/nvr", cameras: [gate] } ]
            cameras:
              - id: gate
                url: rtsp://127.0.0.1:1/x
                onvif: http://127.0.0.1:1/onvif
                username: admin
                password: file:%1$s/camera
            destinations:
              - { type: webhook, name: backend, url: "http://127.0.0.1:1/", secret: "file:%1$s/hook",
                  private-targets: [127.0.0.1] }
            """
                .formatted(secrets));
    running = Engine.start(new SiteFile().read(site), site);
  }

  private void secret(String name, String value) throws IOException {
    Path file = Files.writeString(secrets.resolve(name), value);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  @AfterEach
  void stop() {
    if (running != null) {
      running.close();
    }
    root.detachAppender(ear);
    root.setLevel(usual);
    client.close();
  }

  private HttpResponse<String> ask(String method, String path, String body, @Nullable String token)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(Objects.requireNonNull(running).url().resolve(path))
            .timeout(Duration.ofSeconds(20))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<String> answer =
        client.send(
            request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
    said.add(answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
    return answer;
  }

  private void gatehouse(String... words) {
    StringWriter out = new StringWriter();
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(new ConfigCommand())
            .addSubcommand(new UsersCommand());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(out));
    Cli.execute(line, words);
    said.add(out.toString());
  }

  /** Streams that never end, and what is a page of its own. */
  private static boolean endless(Operation operation) {
    return operation.path().endsWith("/stream");
  }

  @Test
  void everything_asked_neverShowsASecret() throws Exception {
    assertThat(
            ask(
                    "POST",
                    "/api/v1/users",
                    "{\"name\":\"bob\",\"password\":\""
                        + PASSWORD
                        + "\",\"roles\":{\"*\":\"guard\"}}",
                    TOKEN)
                .statusCode())
        .isEqualTo(201);
    String login = "{\"name\":\"%s\",\"password\":\"%s\"}";
    assertThat(ask("POST", "/api/v1/login", login.formatted("bob", PASSWORD), null).statusCode())
        .isEqualTo(204);
    for (int i = 0; i < 7; i++) {
      ask("POST", "/api/v1/login", login.formatted("bob", WRONG), null);
    }
    ask("POST", "/api/v1/login", login.formatted(WRONG, WRONG), null);
    ask("POST", "/api/v1/login", "{\"token\":\"" + WRONG + "\"}", null);
    ask("POST", "/api/v1/login", "{\"token\":\"" + TOKEN + "\"}", null);
    ask("POST", "/api/v1/login", "{\"name\":\"bob\",\"password\":\"" + WRONG + "\"", null);
    ask("POST", "/api/v1/login", "{\"name\":\"bob\",\"passwrd\":\"" + WRONG + "\"}", null);
    ask("POST", "/api/v1/users", "{\"name\":\"eve\",\"password\":\"c4nary-\",\"roles\":{}}", TOKEN);
    for (Operation operation : Operations.all()) {
      if (!endless(operation)) {
        String path =
            operation
                .path()
                .replace(":camera", "gate")
                .replaceAll(":(name|file)", "bob")
                .replace(":id", "00000000-0000-0000-0000-000000000000");
        String body = operation.method().equals("GET") ? "" : "{}";
        ask(operation.method(), path, body, TOKEN);
        ask(operation.method(), path, body, WRONG);
        ask(operation.method(), path, body, null);
      }
    }
    ask(
        "POST",
        "/api/v1/exports",
        "{\"cameras\":[\"gate\"],\"from\":\"%s\",\"to\":\"%s\",\"redacted\":false,\"reason\":\"x\"}"
            .formatted(Instant.now().minusSeconds(60), Instant.now()),
        TOKEN);
    ask("GET", "/api/v1/audit?limit=500", "", TOKEN);
    gatehouse("config", "check", "--config", site.toString());
    gatehouse("users", "list", "--config", site.toString());
    said.add(new SiteFile().read(site).toString());
    Objects.requireNonNull(running).close();
    running = null;

    assertThat(said).hasSizeGreaterThan(100).noneMatch(SecretCanaryTest::sings);
    assertThat(logged).hasSizeGreaterThan(20).noneMatch(SecretCanaryTest::sings);
    try (Stream<Path> files = Files.walk(folder.resolve("data"))) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .noneMatch(SecretCanaryTest::fileSings);
    }
  }

  private static boolean sings(String text) {
    return text.contains(CANARY) || text.contains(Base64.getEncoder().encodeToString(HOOK));
  }

  private static boolean fileSings(Path file) {
    try {
      return sings(Files.readString(file, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Or the test above could not fail. */
  @Test
  void canary_thatIsLoggedOrStored_isHeard() throws Exception {
    LoggerFactory.getLogger(SecretCanaryTest.class).debug("a bird that may {}", "sing");
    assertThat(logged).contains("a bird that may sing");
    assertThat(fileSings(secrets.resolve("token"))).isTrue();
    assertThat(fileSings(secrets.resolve("hook"))).isTrue();
  }
}
