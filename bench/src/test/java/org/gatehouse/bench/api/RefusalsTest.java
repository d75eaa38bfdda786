package org.gatehouse.bench.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What counts as a refusal, of an engine that is not there. */
class RefusalsTest {
  private static final String TOKEN = "secret";

  /** Three requests are made of each: a parameter too many, TRACE, and a body. */
  private static final String DOCUMENT =
      """
      {"servers": [{"url": "/api/v1"}], "security": [{"token": []}],
       "paths": {"/holds": {"get": {}}, "/login": {"get": {"security": []}}}}
      """;

  private HttpServer server;
  private volatile ToIntFunction<HttpExchange> status = exchange -> 400;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, status.applyAsInt(exchange)));
    server.createContext("/api/v1/openapi.json", exchange -> answer(exchange, 200));
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static void answer(HttpExchange exchange, int status) throws IOException {
    byte[] body = DOCUMENT.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private Refusals run() throws Exception {
    URI engine = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    return new Refusals(engine, TOKEN).run();
  }

  private static boolean is(HttpExchange exchange, String method, String path) {
    return exchange.getRequestMethod().equals(method)
        && exchange.getRequestURI().getPath().equals(path);
  }

  @Test
  void run_everyRequest_carriesTheToken() throws Exception {
    status =
        exchange ->
            ("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))
                ? 400
                : 500;
    Refusals refusals = run();
    assertThat(refusals.requests()).isEqualTo(6);
    assertThat(refusals.good()).isTrue();
  }

  @Test
  void run_everythingIs401_isNoRefusalButWhereAnybodyMayAsk() throws Exception {
    status = exchange -> 401;
    Refusals refusals = run();
    assertThat(refusals.unauthorised()).isEqualTo(3);
    assertThat(refusals.failures()).isZero();
    assertThat(refusals.good()).isFalse();
    assertThat(refusals.examples()).hasSize(3).allMatch(example -> example.startsWith("401 "));
  }

  @Test
  void run_429AfterTheWaitToo_isNoRefusal() throws Exception {
    status = exchange -> is(exchange, "TRACE", "/api/v1/holds") ? 429 : 400;
    Refusals refusals = run();
    assertThat(refusals.tooMany()).isEqualTo(1);
    assertThat(refusals.good()).isFalse();
  }

  @Test
  void run_acceptedAndFailed_areCounted() throws Exception {
    status =
        exchange ->
            is(exchange, "TRACE", "/api/v1/holds")
                ? 503
                : is(exchange, "TRACE", "/api/v1/login") ? 200 : 400;
    Refusals refusals = run();
    assertThat(refusals.failures()).isEqualTo(1);
    assertThat(refusals.accepted()).isEqualTo(1);
  }
}
