package org.gatehouse.integrations.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
