package org.gatehouse.integrations.barrier.http;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.contract.config.ConfigException;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.gate.BarrierAction;
import org.gatehouse.contract.gate.BarrierAnswer;
import org.gatehouse.contract.gate.BarrierDriver;
import org.gatehouse.contract.gate.BarrierOrder;
import org.gatehouse.contract.gate.BarrierState;
import org.gatehouse.contract.gate.BarrierState.Loop;
import org.gatehouse.contract.gate.BarrierState.Position;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, unit = SECONDS)
class HttpRelayTest {
  private static final UUID ID = new UUID(0, 7);

  /** A fatal alert: RFC 8446, section 6. */
  private static final byte[] HANDSHAKE_FAILURE = {21, 3, 3, 0, 2, 2, 40};

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger heard = new AtomicInteger();
  private HttpServer server;
  private volatile String body = "{\"arm\":\"down\",\"loop\":1}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    over.countDown();
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.add(
        "%s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                exchange.getRequestHeaders().getFirst("Authorization")));
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/silent")) {
      try {
        over.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    exchange.getRequestBody().readAllBytes();
    if (path.equals("/stalls")) {
      exchange.sendResponseHeaders(200, 9);
      exchange.getResponseBody().flush();
      return;
    }
    byte[] said = body.getBytes(StandardCharsets.UTF_8);
    int status = path.equals("/refuse") ? 403 : path.equals("/broken") ? 502 : 200;
    exchange.sendResponseHeaders(status, said.length);
    exchange.getResponseBody().write(said);
    exchange.close();
  }

  private String at(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static BarrierDriver barrier(
      String open, String method, @Nullable String state, @Nullable Secret token) {
    HttpRelayConfig config =
        new HttpRelayConfig(
            open,
            null,
            null,
            method,
            "{}",
            state,
            "\"arm\":\"up\"",
            "\"arm\":\"down\"",
            "\"loop\":1",
            "\"loop\":0",
            null,
            null,
            token,
            null);
    return new HttpRelayProvider().create("arm", config, Duration.ofSeconds(2));
  }

  private BarrierAnswer open(String address, String method) throws InterruptedException {
    try (BarrierDriver barrier = barrier(address, method, at("/state"), Secret.of("t0ken"))) {
      return barrier.tell(
          new BarrierOrder(ID, BarrierAction.OPEN, Duration.ofMillis(1500)), sent::incrementAndGet);
    }
  }

  @ParameterizedTest
  @CsvSource({"POST", "PUT", "GET"})
  void tell_relayThatObeys_isAskedOnceWithThePulseAndTheOrdersId(String method) throws Exception {
    assertThat(open(at("/relay/0?on&timer={s}&ms={ms}"), method))
        .isEqualTo(new BarrierAnswer.Done());
    assertThat(asked)
        .containsExactly(method + " /relay/0?on&timer=1.500&ms=1500 " + ID + " Bearer t0ken");
    assertThat(sent).hasValue(1);
  }

  @Test
  void tell_refusedSilentOrNobodyThere_isToldAsItIs() throws Exception {
    assertThat(open(at("/refuse"), "POST"))
        .isEqualTo(new BarrierAnswer.Failed("the relay answered 403"));
    assertThat(open(at("/broken"), "POST"))
        .isEqualTo(new BarrierAnswer.Silent("the relay answered 502"));
    sent.set(0);
    assertThat(open(at("/silent"), "POST")).isInstanceOf(BarrierAnswer.Silent.class);
    assertThat(sent).hasValue(1);
    sent.set(0);
    assertThat(open("http://127.0.0.1:1/", "POST")).isInstanceOf(BarrierAnswer.Failed.class);
    assertThat(sent).hasValue(0);
  }

  /** Says that to whatever is asked, and closes the connection. */
  private void saying(ServerSocket server, byte[] answer) {
    try {
      while (true) {
        try (Socket client = server.accept()) {
          if (client.getInputStream().read(new byte[4096]) > 0) {
            heard.incrementAndGet();
          }
          client.getOutputStream().write(answer);
        }
      }
    } catch (IOException e) {
      // The test is over.
    }
  }

  @Test
  void tell_relayThatStallsWithinItsAnswer_isSilentAndHoldsUpNothing() throws Exception {
    try (BarrierDriver barrier = barrier(at("/stalls"), "POST", at("/stalls"), null)) {
      assertThat(
              barrier.tell(
                  new BarrierOrder(ID, BarrierAction.OPEN, Duration.ZERO), sent::incrementAndGet))
          .isInstanceOf(BarrierAnswer.Silent.class);
      assertThat(sent).hasValue(1);
      assertThatThrownBy(barrier::state)
          .isInstanceOf(IOException.class)
          .hasMessage("the relay does not answer");
    }
  }

  @ParameterizedTest
  @CsvSource({"http, Silent", "https, Failed"})
  void tell_getWhoseConnectionBreaks_leavesOnceAndIsFailedOnlyIfItNeverDid(
      String scheme, String answer) throws Exception {
    byte[] said = scheme.equals("https") ? HANDSHAKE_FAILURE : new byte[0];
    try (ServerSocket relay = new ServerSocket(0)) {
      Thread.ofVirtual().start(() -> saying(relay, said));
      assertThat(open(scheme + "://127.0.0.1:" + relay.getLocalPort() + "/", "GET"))
          .extracting(one -> one.getClass().getSimpleName())
          .isEqualTo(answer);
      assertThat(heard).hasValue(1);
      assertThat(sent).hasValue(scheme.equals("https") ? 0 : 1);
    }
  }

  @Test
  void tell_actionWithoutAnAddress_failsInWords() throws Exception {
    try (BarrierDriver barrier = barrier(at("/"), "POST", at("/state"), null)) {
      assertThat(
              barrier.tell(
                  new BarrierOrder(ID, BarrierAction.HOLD, Duration.ZERO), sent::incrementAndGet))
          .isEqualTo(new BarrierAnswer.Failed("it has no address for hold"));
    }
  }

  @Test
  void state_isReadByWhatItSays() throws Exception {
    try (BarrierDriver barrier = barrier(at("/"), "POST", at("/state"), null)) {
      assertThat(barrier.hasLoop()).isTrue();
      assertThat(barrier.state()).isEqualTo(new BarrierState(Position.CLOSED, Loop.OCCUPIED));
      body = "{\"arm\":\"up\",\"loop\":0}";
      assertThat(barrier.state()).isEqualTo(new BarrierState(Position.OPEN, Loop.FREE));
      body = "{\"arm\":\"between\"}";
      assertThat(barrier.state()).isEqualTo(BarrierState.UNKNOWN);
      body = "";
      assertThat(barrier.state().loop()).isEqualTo(Loop.UNKNOWN);
    }
    try (BarrierDriver barrier = barrier(at("/"), "POST", at("/refuse"), null)) {
      assertThatThrownBy(barrier::state).hasMessageContaining("403");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://relay/, POST, open must be http",
    "http://user:pw@relay/, POST, open must be http",
    "http://relay/, BREW, method must be",
  })
  void create_keyThatCannotServe_isRefusedInWords(String open, String method, String words) {
    assertThatThrownBy(() -> barrier(open, method, "http://relay/", null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(words)
        .hasMessageNotContaining("pw@");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t0k\nen", "t0k\0en", "t0kén"})
  void create_tokenThatNoHeaderCanHold_isRefusedWithoutShowingIt(String token) {
    assertThatThrownBy(() -> barrier("http://relay/", "POST", "http://relay/", Secret.of(token)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("barrier arm: token must be")
        .hasMessageNotContaining("t0k");
  }
}
