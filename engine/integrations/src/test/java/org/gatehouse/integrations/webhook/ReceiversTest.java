package org.gatehouse.integrations.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.gatehouse.contract.config.Secret;
import org.gatehouse.contract.delivery.DeliveryResult;
import org.gatehouse.contract.delivery.DeliveryResult.Delivered;
import org.gatehouse.contract.delivery.EventSink;
import org.gatehouse.contract.storage.StoredEvent;
import org.gatehouse.integrations.NodePackage;
import org.gatehouse.integrations.Samples;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The receivers of {@code docs/receivers}, each as its own process, against real deliveries. */
@Timeout(180)
class ReceiversTest {
  private static final Path DOCS = Path.of("../../docs/receivers").toAbsolutePath().normalize();
  private static final Secret OTHER =
      Secret.of(
          "whsec_"
              + Base64.getEncoder()
                  .encodeToString(
                      "another key of thirty-two bytes!".getBytes(StandardCharsets.UTF_8)));

  @Test
  void receive_inJava_verifiesAndTakesEachOnce() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    verifies(List.of(java, "-XX:TieredStopAtLevel=1", DOCS.resolve("Receiver.java").toString()));
  }

  @Test
  void receive_inPython_verifiesAndTakesEachOnce() throws Exception {
    verifies(List.of("python3", DOCS.resolve("receiver.py").toString()));
  }

  @Test
  void receive_inTypeScript_verifiesAndTakesEachOnce() throws Exception {
    NodePackage npm = NodePackage.install(Path.of("src/test/receivers"), "receiver-compiler");
    String said =
        npm.run(
            List.of(
                "node_modules/.bin/tsc",
                "--strict",
                "--noUncheckedIndexedAccess",
                // What Node.js itself can strip.
                "--erasableSyntaxOnly",
                "--module",
                "nodenext",
                "--target",
                "es2022",
                "--typeRoots",
                npm.folder().resolve("node_modules/@types").toString(),
                "--outDir",
                "compiled",
                DOCS.resolve("receiver.ts").toString()),
            Map.of());
    assertThat(said).as("what the compiler says").isEmpty();
    verifies(List.of("node", npm.folder().resolve("compiled/receiver.js").toString()));
  }

  private static void verifies(List<String> command) throws Exception {
    refusesToBeginWithout(command, "");
    refusesToBeginWithout(command, "whsec_AAAA");
    refusesToBeginWithout(command, "whsec_%%%");
    try (ReceiverProcess receiver = ReceiverProcess.start(command, Samples.SECRET_TEXT)) {
      StoredEvent passage = Samples.passage(List.of());
      String told = passage.event().id() + " org.gatehouse.passage.finalized.v1";

      assertThat(deliver(receiver.url(), Samples.SECRET, null, ContentMode.STRUCTURED, passage))
          .isEqualTo(new Delivered());
      assertThat(receiver.line()).isEqualTo("event " + told);
      assertThat(deliver(receiver.url(), Samples.SECRET, null, ContentMode.BINARY, passage))
          .isEqualTo(new Delivered());
      assertThat(receiver.line()).isEqualTo("again " + told);

      assertThat(deliver(receiver.url(), OTHER, null, ContentMode.STRUCTURED, passage))
          .isNotEqualTo(new Delivered());
      assertThat(receiver.line()).isEqualTo("refused no signature is right");

      StoredEvent face = Samples.face(List.of());
      assertThat(deliver(receiver.url(), OTHER, Samples.SECRET, ContentMode.STRUCTURED, face))
          .as("both keys sign while they change")
          .isEqualTo(new Delivered());
      assertThat(receiver.line())
          .isEqualTo("event " + face.event().id() + " org.gatehouse.face.snapshot.v1");

      refusesWhatIsOldOrChanged(receiver);
      refusesWhatNobodySends(receiver);
    }
  }

  /** Anybody could sign with a key like that. */
  private static void refusesToBeginWithout(List<String> command, String secret) throws Exception {
    List<String> all = new ArrayList<>(command);
    all.add("0");
    ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().put("WEBHOOK_SECRET", secret);
    Process process = builder.start();
    try {
      assertThat(process.inputReader(StandardCharsets.UTF_8).readLine())
          .startsWith("WEBHOOK_SECRET must be");
      assertThat(process.waitFor()).isEqualTo(1);
    } finally {
      process.destroyForcibly();
    }
  }

  /** But somebody who looks for a way in, or to stop it. */
  private static void refusesWhatNobodySends(ReceiverProcess receiver) throws Exception {
    long now = Instant.now().getEpochSecond();
    URI url = receiver.url();
    assertThat(raw(url, "9".repeat(5000), "v1,AAAA", "2", "{}")).contains(" 401 ");
    assertThat(raw(url, Long.toString(now), "v1,\u00e9\u00e9", "2", "{}")).contains(" 401 ");
    // Some servers refuse that before the receiver sees it.
    assertThat(raw(url, Long.toString(now), "v1,AAAA", "-1", "{}")).containsPattern(" 40[01] ");
    assertThat(raw(url, Long.toString(now), "v1,AAAA", "2000", null)).isEmpty();
    assertThat(post(url, "id", now, "v1,AAAA", "x".repeat(17 << 20))).isEqualTo(401);

    String id = UUID.randomUUID().toString();
    String body = "{\"type\":\"org.gatehouse.camera.state.v1\"}";
    String signature = new Webhook(Samples.SECRET_TEXT).sign(id, now, body);
    assertThat(post(url, id, now, signature, body)).isEqualTo(204);
    String line = receiver.line();
    while (line.startsWith("refused ")) {
      line = receiver.line();
    }
    assertThat(line).isEqualTo("event " + id + " org.gatehouse.camera.state.v1");
  }

  /**
   * The first line of the answer to what no HTTP client sends.
   *
   * @param body null to hang up instead
   */
  private static String raw(
      URI url, String time, String signature, String length, @Nullable String body)
      throws Exception {
    try (Socket socket = new Socket(url.getHost(), url.getPort())) {
      String head =
          """
          POST / HTTP/1.1\r
          Host: localhost\r
          webhook-id: id\r
          webhook-timestamp: %s\r
          webhook-signature: %s\r
          Content-Length: %s\r
          \r
          """
              .formatted(time, signature, length);
      String all = body == null ? head : head + body;
      socket.getOutputStream().write(all.getBytes(StandardCharsets.ISO_8859_1));
      if (body == null) {
        return "";
      }
      return String.valueOf(
          new BufferedReader(
                  new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
              .readLine());
    }
  }

  private static DeliveryResult deliver(
      URI url, Secret secret, @Nullable Secret previous, ContentMode mode, StoredEvent event)
      throws Exception {
    WebhookConfig config =
        new WebhookConfig(
            url,
            secret,
            previous,
            mode,
            true,
            Duration.ofSeconds(20),
            List.of("127.0.0.0/8"),
            null,
            null,
            null);
    try (EventSink sink =
        new WebhookProvider().create("backend", config, Samples.context(new Samples.Pictures()))) {
      return sink.deliver(event);
    }
  }

  private static void refusesWhatIsOldOrChanged(ReceiverProcess receiver) throws Exception {
    Webhook signer = new Webhook(Samples.SECRET_TEXT);
    String id = UUID.randomUUID().toString();
    String body = "{\"type\":\"org.gatehouse.camera.state.v1\"}";
    long now = Instant.now().getEpochSecond();
    for (long wrong : new long[] {now - 400, now + 400}) {
      assertThat(post(receiver.url(), id, wrong, signer.sign(id, wrong, body), body))
          .isEqualTo(401);
      assertThat(receiver.line())
          .isEqualTo("refused it was signed too long ago, or the clocks differ");
    }
    String right = signer.sign(id, now, body);
    assertThat(post(receiver.url(), id, now, right, body + " ")).isEqualTo(401);
    assertThat(receiver.line()).isEqualTo("refused no signature is right");
    assertThat(post(receiver.url(), id, now, "v1,%%% v2," + right, body)).isEqualTo(401);
    assertThat(receiver.line()).isEqualTo("refused no signature is right");
    assertThat(post(receiver.url(), id, now, "v1,AAAA " + right, body)).isEqualTo(204);
    assertThat(receiver.line()).isEqualTo("event " + id + " org.gatehouse.camera.state.v1");
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest unsigned =
          HttpRequest.newBuilder(receiver.url())
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      assertThat(client.send(unsigned, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isEqualTo(401);
    }
    assertThat(receiver.line()).isEqualTo("refused it is not signed");
  }

  private static int post(URI url, String id, long time, String signature, String body)
      throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(url)
              .header("webhook-id", id)
              .header("webhook-timestamp", Long.toString(time))
              .header("webhook-signature", signature)
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
