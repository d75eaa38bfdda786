package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.access.Scope;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.time.Ticker;
import org.gatehouse.server.access.Accounts;
import org.gatehouse.server.access.MemoryAccounts;
import org.gatehouse.server.access.Passwords;
import org.gatehouse.server.access.Tokens;
import org.gatehouse.server.evidence.Desk;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is open when its user, session or token may have it no more, over real sockets. */
class OpenStreamsTest {
  private static final String PASSWORD = "correct horse battery";
  private static final String TOKEN = "a token of the interface";

  /** Far more than the second after which the engine looks. */
  private static final int SECONDS = 20;

  @TempDir Path data;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Accounts accounts =
      new Accounts(new MemoryAccounts(), new Passwords(), Ticker.system());
  private final AccessParts parts = AccessParts.of("test-site", null, false, accounts, name -> {});
  private Desk desk;
  private WebServer server;

  @BeforeEach
  void start() {
    desk = new Desk(data);
    server =
        WebServer.start(
            "127.0.0.1",
            0,
            new FakeEngine(desk.stores(), List.of(), desk.exports()),
            parts,
            Assets.load(OpenStreamsTest.class.getClassLoader()));
    accounts.add("bob", Secret.of(PASSWORD), Map.of("test-site", Role.GUARD), Set.of());
    accounts.add("eve", Secret.of(PASSWORD), Map.of("test-site", Role.GUARD), Set.of());
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    client.close();
    server.close();
    desk.close();
  }

  private HttpResponse<String> send(String method, String path, String body, String cookie)
      throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.url().resolve(path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Sec-Fetch-Site", "same-origin")
            .header("Cookie", cookie)
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private String login(String name) throws Exception {
    Map<String, String> body = Map.of("name", name, "password", PASSWORD, "purpose", "gate duty");
    String cookie =
        send("POST", "api/v1/login", Json.text(body), "none=none")
            .headers()
            .firstValue("Set-Cookie")
            .orElseThrow();
    return cookie.substring(0, cookie.indexOf(';'));
  }

  private void token(Instant expires) {
    accounts.add(
        new ApiToken(
            "display",
            Tokens.hash(TOKEN),
            null,
            Role.VIEWER,
            EnumSet.allOf(Scope.class),
            Set.of(),
            "test",
            Instant.EPOCH,
            expires));
  }

  /** A WebSocket; done with its status once the engine closes it. */
  private CompletableFuture<Integer> socket(String header, String value) {
    CompletableFuture<Integer> closed = new CompletableFuture<>();
    URI address = URI.create(server.url().toString().replaceFirst("http", "ws") + "api/v1/feed");
    client
        .newWebSocketBuilder()
        .header(header, value)
        .buildAsync(
            address,
            new WebSocket.Listener() {
              @Override
              public @Nullable CompletionStage<?> onClose(
                  WebSocket from, int status, String reason) {
                closed.complete(status);
                return null;
              }
            })
        .join();
    return closed;
  }

  /** Server-sent events; done once the engine ends them. */
  private CompletableFuture<?> events(String header, String value) {
    HttpRequest request =
        HttpRequest.newBuilder(server.url().resolve("api/v1/events/stream"))
            .header(header, value)
            .build();
    HttpResponse<Stream<String>> answer =
        client.sendAsync(request, HttpResponse.BodyHandlers.ofLines()).join();
    assertThat(answer.statusCode()).isEqualTo(200);
    return CompletableFuture.runAsync(() -> answer.body().forEach(line -> {}));
  }

  private static void staysOpen(CompletableFuture<?> stream) throws Exception {
    try {
      stream.get(2500, TimeUnit.MILLISECONDS);
      throw new AssertionError("a stream that may go on was closed");
    } catch (TimeoutException open) {
      assertThat(stream).isNotDone();
    }
  }

  @Test
  void userDisabled_closesTheirStreamsAndNobodyElses() throws Exception {
    String bob = login("bob");
    String eve = login("eve");
    CompletableFuture<Integer> socket = socket("Cookie", bob);
    CompletableFuture<?> events = events("Cookie", bob);
    CompletableFuture<Integer> other = socket("Cookie", eve);
    staysOpen(socket);
    accounts.change("bob", account -> account.withEnabled(false));
    assertThat(socket.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(1008);
    events.get(SECONDS, TimeUnit.SECONDS);
    staysOpen(other);
  }

  @Test
  void sessionEnded_closesItsStreams() throws Exception {
    String bob = login("bob");
    CompletableFuture<Integer> socket = socket("Cookie", bob);
    CompletableFuture<?> events = events("Cookie", bob);
    assertThat(send("DELETE", "api/v1/session", "", bob).statusCode()).isEqualTo(204);
    assertThat(socket.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(1008);
    events.get(SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void tokenRevoked_closesItsStreams_withoutALoginThatFailed() throws Exception {
    token(Instant.now().plusSeconds(3600));
    CompletableFuture<Integer> socket = socket("Authorization", "Bearer " + TOKEN);
    CompletableFuture<?> events = events("Authorization", "Bearer " + TOKEN);
    int noted = FakeEngine.AUDIT.lines().size();
    accounts.deleteToken("display");
    assertThat(socket.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(1008);
    events.get(SECONDS, TimeUnit.SECONDS);
    assertThat(FakeEngine.AUDIT.lines().stream().skip(noted))
        .noneMatch(line -> line.contains("login.failed"));
  }

  @Test
  void tokenExpired_closesItsStreams() throws Exception {
    token(Instant.now().plusSeconds(3));
    CompletableFuture<Integer> socket = socket("Authorization", "Bearer " + TOKEN);
    CompletableFuture<?> events = events("Authorization", "Bearer " + TOKEN);
    assertThat(socket.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(1008);
    events.get(SECONDS, TimeUnit.SECONDS);
  }
}
