package org.gatehouse.bench.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatehouse.bench.api.Negatives.Request;

/**
 * Sends requests that break the contract of a running engine, from several addresses of this
 * machine, and counts what it makes of them. They carry the site's access token: what is refused
 * for want of one says nothing of the contract. Used by one thread.
 */
final class Refusals {
  /** An engine limits each client; each of these addresses is one. */
  private static final int CLIENTS = 8;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int UNAUTHORISED = 401;
  private static final int TOO_MANY = 429;
  private static final int FAILURE = 500;
  private static final int REFUSAL = 400;
  private static final int EXAMPLES = 5;

  private final URI engine;
  private final String token;
  private int requests;
  private int failures;
  private int unauthorised;
  private int tooMany;
  private int accepted;
  private int operations;
  private final List<String> examples = new ArrayList<>();

  /**
   * Of an engine.
   *
   * @param token the site's access token
   */
  Refusals(URI engine, String token) {
    this.engine = engine;
    this.token = token;
  }

  /** Asks each operation of the document that the engine serves. */
  Refusals run() throws IOException, InterruptedException {
    List<HttpClient> clients = new ArrayList<>();
    try {
      for (int i = 1; i <= CLIENTS; i++) {
        clients.add(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .localAddress(InetAddress.getByName("127.0.0." + i))
                .build());
      }
      Contract contract = new Contract(document(clients.getFirst()));
      Negatives negatives = new Negatives(contract);
      for (Contract.Operation operation : contract.operations()) {
        operations++;
        for (Request request : negatives.of(operation)) {
          count(operation, request, send(clients.get(requests % CLIENTS), request));
          requests++;
        }
      }
      return this;
    } finally {
      clients.forEach(HttpClient::shutdownNow);
    }
  }

  private JsonNode document(HttpClient client) throws IOException, InterruptedException {
    return new ObjectMapper()
        .readTree(
            client
                .send(
                    HttpRequest.newBuilder(engine.resolve("api/v1/openapi.json")).build(),
                    HttpResponse.BodyHandlers.ofString())
                .body());
  }

  /** Who is asked to wait does so; 0 for no answer at all. */
  private int send(HttpClient client, Request request) throws InterruptedException {
    for (int tries = 0; ; tries++) {
      try {
        HttpResponse<InputStream> answer =
            client.send(made(request), HttpResponse.BodyHandlers.ofInputStream());
        // Some answers never end.
        answer.body().close();
        if (answer.statusCode() != TOO_MANY || tries > 0) {
          return answer.statusCode();
        }
        TimeUnit.SECONDS.sleep(1);
      } catch (IOException e) {
        if (tries > 0) {
          return 0;
        }
      }
    }
  }

  private HttpRequest made(Request request) {
    HttpRequest.BodyPublisher body =
        request.body() == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(request.body());
    HttpRequest.Builder made =
        HttpRequest.newBuilder(engine.resolve(request.address()))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token)
            .method(request.method(), body);
    if (request.body() != null) {
      made.header("Content-Type", request.type());
    }
    return made.build();
  }

  /** Logging in is open: there a 401 or a 429 is an answer to what was sent. */
  private void count(Contract.Operation operation, Request request, int status) {
    if (status >= FAILURE || status == 0) {
      failures++;
    } else if (status < REFUSAL) {
      accepted++;
    } else if (status == UNAUTHORISED && !operation.open()) {
      unauthorised++;
    } else if (status == TOO_MANY && !operation.open()) {
      tooMany++;
    } else {
      return;
    }
    if (examples.size() < EXAMPLES) {
      examples.add(status + " " + request);
    }
  }

  int operations() {
    return operations;
  }

  int requests() {
    return requests;
  }

  /** Failures of the engine, and requests that it did not answer. */
  int failures() {
    return failures;
  }

  /** Answered 401 although they carried the site's token: never judged by the contract. */
  int unauthorised() {
    return unauthorised;
  }

  /** Answered 429 a second time, after a wait: never judged by the contract either. */
  int tooMany() {
    return tooMany;
  }

  /** Whether each request was judged, and none made the engine fail. */
  boolean good() {
    return failures == 0 && unauthorised == 0 && tooMany == 0;
  }

  /** Those that mean something after all: not every nonsense is forbidden everywhere. */
  int accepted() {
    return accepted;
  }

  List<String> examples() {
    return List.copyOf(examples);
  }
}
