package org.gatehouse.bench.receive;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReceiverTest {
  private static final String BODY =
      "{\"id\":\"a\",\"type\":\"org.gatehouse.passage.finalized.v1\","
          + "\"source\":\"/gatehouse/demo/cameras/entry\",\"time\":\"2026-01-01T00:00:00Z\","
          + "\"data\":{\"endedAt\":\"2026-01-01T00:00:05Z\",\"plate\":{\"text\":\"粤B12345\"}}}";

  private final String secret = Receiver.newSecret();
  private final List<Delivered> heard = Collections.synchronizedList(new ArrayList<>());
  private Receiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = Receiver.start(secret, Clock.systemUTC(), heard::add);
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  private int post(String id, String signingSecret, String body) throws Exception {
    long now = Instant.now().getEpochSecond();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(receiver.url()))
              .header("webhook-id", id)
              .header("webhook-timestamp", Long.toString(now))
              .header("webhook-signature", new Webhook(signingSecret).sign(id, now, body))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void post_goodSignature_isKeptAndTold() throws Exception {
    assertThat(post("a", secret, BODY)).isEqualTo(204);
    assertThat(heard).hasSize(1);
    Delivered event = heard.getFirst();
    assertThat(event.isPassage()).isTrue();
    assertThat(event.camera()).isEqualTo("entry");
    assertThat(event.plate()).isEqualTo("粤B12345");
    assertThat(event.dataMillis("endedAt") - event.dataMillis("startedAt")).isEqualTo(5_000);
  }

  @Test
  void post_wrongSecret_isRefused() throws Exception {
    assertThat(post("a", Receiver.newSecret(), BODY)).isEqualTo(401);
    assertThat(receiver.delivered()).isEmpty();
    assertThat(receiver.refused()).isOne();
  }

  @Test
  void post_sameIdTwice_countsOnce() throws Exception {
    post("a", secret, BODY);
    assertThat(post("a", secret, BODY)).isEqualTo(204);
    assertThat(receiver.delivered()).hasSize(1);
    assertThat(receiver.repeated()).isOne();
    assertThat(heard).hasSize(1);
  }
}
