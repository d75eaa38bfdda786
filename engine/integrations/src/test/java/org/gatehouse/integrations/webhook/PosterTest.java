package org.gatehouse.integrations.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ProtocolException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatehouse.integrations.webhook.TargetGuard.ClosedTargetException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers as no HTTP library would write them. */
class PosterTest {
  private static final byte[] BODY = "{}".getBytes(US_ASCII);
  private static final String CONTINUED =
      "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 202 Accepted\r\nTransfer-Encoding: chunked\r\n\r\n";
  private static final String CHUNKS = "5;x=y\r\nhello\r\n0\r\nTrailer: 1\r\n\r\n";
  private static final String DONE = "HTTP/1.1 204 No Content\r\n\r\n";

  private final CountDownLatch closing = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();
  private ServerSocket server;
  private Poster poster;

  /** What a receiver does with each connection. */
  @FunctionalInterface
  private interface Receiver {
    void serve(Socket socket) throws IOException;
  }

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    poster = poster(Duration.ofSeconds(20), List.of(AddressRange.parse("127.0.0.1")));
  }

  @AfterEach
  void close() throws IOException {
    closing.countDown();
    poster.close();
    server.close();
  }

  private Poster poster(Duration timeout, List<AddressRange> allowed) {
    URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/hook?x=1");
    return new Poster(url, timeout, new TargetGuard(allowed), null);
  }

  private void receiver(Receiver receiver, Duration timeout, List<AddressRange> allowed) {
    poster.close();
    poster = poster(timeout, allowed);
    receiver(receiver);
  }

  private void receiver(Receiver receiver) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                while (true) {
                  Socket socket = server.accept();
                  connections.incrementAndGet();
                  Thread.ofVirtual().start(() -> serve(receiver, socket));
                }
              } catch (IOException e) {
                // closed
              }
            });
  }

  private static void serve(Receiver receiver, Socket socket) {
    try (socket) {
      receiver.serve(socket);
    } catch (IOException e) {
      // the poster hung up
    }
  }

  private void awaitClosing() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Reads a request with the body above; false at the end. */
  private static boolean request(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder seen = new StringBuilder();
    while (!seen.toString().endsWith("\r\n\r\n{}")) {
      int c = in.read();
      if (c < 0) {
        return false;
      }
      seen.append((char) c);
    }
    assertThat(seen.toString()).startsWith("POST /hook?x=1 HTTP/1.1\r\nHost: 127.0.0.1:");
    return true;
  }

  private void answers(String... answers) {
    receiver(
        socket -> {
          for (String answer : answers) {
            if (request(socket)) {
              socket.getOutputStream().write(answer.getBytes(US_ASCII));
            }
          }
        });
  }

  private HttpAnswer post() throws Exception {
    return poster.post(Map.of("X-One", "1"), BODY);
  }

  @Test
  void post_bodiesOfEveryKind_areReadPastAndTheConnectionServesAgain() throws Exception {
    answers(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello",
        CONTINUED + CHUNKS,
        "HTTP/1.1 429 Slow\nRetry-After:  7 \nContent-Length: 0\n\n",
        DONE);
    assertThat(post().status()).isEqualTo(200);
    assertThat(post().status()).isEqualTo(202);
    assertThat(post()).isEqualTo(new HttpAnswer(429, "7", true));
    assertThat(post().status()).isEqualTo(204);
    assertThat(connections).hasValue(1);
  }

  @Test
  void post_answerWhoseEndIsTheConnections_takesAnotherConnectionNext() throws Exception {
    answers("HTTP/1.1 200 OK\r\n\r\nuntil I hang up");
    assertThat(post()).isEqualTo(new HttpAnswer(200, null, false));
    assertThat(post().status()).isEqualTo(200);
    assertThat(connections).hasValue(2);
  }

  @Test
  void post_hugeBody_isNotRead() throws Exception {
    answers("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
    assertThat(post()).isEqualTo(new HttpAnswer(200, null, false));
  }

  @Test
  void post_keptConnectionWasClosed_isMadeOnAFreshOne() throws Exception {
    answers(DONE);
    post();
    assertThat(post().status()).isEqualTo(204);
    assertThat(connections).hasValue(2);
  }

  @Test
  void post_hungUpWithoutAnAnswer_fails() {
    receiver(PosterTest::request);
    assertThatThrownBy(this::post).isInstanceOf(EOFException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.9\r\n\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 099 Low\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\n: nameless\r\n\r\n"
      })
  void post_answerThatIsNone_fails(String answer) {
    answers(answer);
    assertThatThrownBy(this::post).isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhalf of it",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void post_bodyThatBreaksOff_takesNothingBackOfTheStatus(String answer) throws Exception {
    answers(answer);
    assertThat(post()).isEqualTo(new HttpAnswer(200, null, false));
    assertThat(connections).hasValue(1);
  }

  @Test
  void post_bodyThatStalls_takesNothingBackOfTheStatus() throws Exception {
    receiver(
        socket -> {
          request(socket);
          socket
              .getOutputStream()
              .write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n".getBytes(US_ASCII));
          awaitClosing();
        },
        Duration.ofMillis(300),
        List.of(AddressRange.parse("127.0.0.0/8")));
    assertThat(post()).isEqualTo(new HttpAnswer(200, null, false));
  }

  @Test
  void post_keptConnectionHungUpWithinItsAnswer_isNotMadeAgain() throws Exception {
    answers(DONE, "HTTP/1.1 20");
    post();
    assertThatThrownBy(this::post).isInstanceOf(ProtocolException.class);
    assertThat(connections).hasValue(1);
  }

  @Test
  void post_headersWithoutEnd_failWithinBounds() {
    receiver(
        socket -> {
          request(socket);
          socket.getOutputStream().write("HTTP/1.1 200 OK\r\n".getBytes(US_ASCII));
          while (true) {
            socket.getOutputStream().write("X-More: of the same\r\n".getBytes(US_ASCII));
          }
        });
    assertThatThrownBy(this::post)
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("do not end");
  }

  @Test
  void post_receiverThatReadsNothingOfALargeBody_endsByTheTimeout() {
    receiver(
        socket -> {
          awaitClosing();
        },
        Duration.ofMillis(200),
        List.of(AddressRange.parse("127.0.0.0/8")));
    assertThatThrownBy(() -> poster.post(Map.of(), new byte[32 << 20]))
        .isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void post_receiverThatRefusesWithoutReadingTheBody_isItsAnswer() throws Exception {
    receiver(
        socket -> {
          socket.getInputStream().read(new byte[100]);
          socket
              .getOutputStream()
              .write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
        });
    assertThat(poster.post(Map.of(), new byte[32 << 20]))
        .isEqualTo(new HttpAnswer(413, null, false));
  }

  @Test
  void post_targetNotAllowed_isNotEvenConnectedTo() {
    receiver(PosterTest::request, Duration.ofSeconds(5), List.of(AddressRange.parse("10.0.0.0/8")));
    assertThatThrownBy(this::post)
        .isInstanceOf(ClosedTargetException.class)
        .hasMessageContaining("private-targets");
    assertThat(connections).hasValue(0);
  }

  @Test
  void guard_nameThatLeadsToThisMachine_isClosedUnlessListed() throws Exception {
    receiver(PosterTest::request);
    assertThatThrownBy(() -> new TargetGuard(List.of()).resolve("localhost"))
        .isInstanceOf(ClosedTargetException.class)
        .hasMessageContaining("localhost (");
    assertThat(new TargetGuard(List.of(AddressRange.parse("127.0.0.0/8"))).resolve("localhost"))
        .isNotEmpty();
  }
}
