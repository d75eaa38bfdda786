package org.gatehouse.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.gatehouse.contract.access.ApiToken;
import org.gatehouse.contract.access.Role;
import org.gatehouse.contract.access.Scope;
import org.gatehouse.server.access.MemoryAccounts;
import org.gatehouse.server.access.Tokens;
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
  private ServedSite site;

  @BeforeEach
  void start() {
    site = new ServedSite(data, TestAccess.of(new MemoryAccounts(), name -> {}));
    site.add("bob", PASSWORD, Role.GUARD);
    site.add("eve", PASSWORD, Role.GUARD);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private void token(Instant expires) {
    site.accounts()
        .add(
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
    URI address = URI.create(site.url("").toString().replaceFirst("http", "ws") + "api/v1/feed");
    site.client()
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
    HttpRequest request = site.request("api/v1/events/stream").header(header, value).build();
    HttpResponse<Stream<String>> answer =
        site.client().sendAsync(request, HttpResponse.BodyHandlers.ofLines()).join();
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
    String bob = site.session("bob", PASSWORD);
    String eve = site.session("eve", PASSWORD);
    CompletableFuture<Integer> socket = socket("Cookie", bob);
    CompletableFuture<?> events = events("Cookie", bob);
    CompletableFuture<Integer> other = socket("Cookie", eve);
    staysOpen(socket);
    site.accounts().change("bob", account -> account.withEnabled(false));
    assertThat(socket.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(1008);
    events.get(SECONDS, TimeUnit.SECONDS);
    staysOpen(other);
  }

  @Test
  void sessionEnded_closesItsStreams() throws Exception {
    String bob = site.session("bob", PASSWORD);
    CompletableFuture<Integer> socket = socket("Cookie", bob);
    CompletableFuture<?> events = events("Cookie", bob);
    assertThat(site.send("DELETE", "api/v1/session", "", bob).statusCode()).isEqualTo(204);
    assertThat(socket.get(SECONDS, TimeUnit.SECONDS)).isEqualTo(1008);
    events.get(SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void tokenRevoked_closesItsStreams_withoutALoginThatFailed() throws Exception {
    token(Instant.now().plusSeconds(3600));
    CompletableFuture<Integer> socket = socket("Authorization", "Bearer " + TOKEN);
    CompletableFuture<?> events = events("Authorization", "Bearer " + TOKEN);
    int noted = FakeEngine.AUDIT.lines().size();
    site.accounts().deleteToken("display");
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
