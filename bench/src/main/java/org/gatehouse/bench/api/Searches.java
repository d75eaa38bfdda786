package org.gatehouse.bench.api;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.gatehouse.bench.engine.BenchFailure;
import org.gatehouse.bench.report.Percentiles;

/** Searches of several kinds, one after the other, over HTTP. Used by one thread. */
final class Searches {
  private static final int OK = 200;

  private final URI engine;
  private final String token;
  private final Plates plates;
  private final long reads;
  private final Instant end;
  private final SplittableRandom random;
  private final Map<String, List<Long>> micros = new LinkedHashMap<>();

  Searches(URI engine, String token, Plates plates, long reads, Instant end, long seed) {
    this.engine = engine;
    this.token = token;
    this.plates = plates;
    this.reads = reads;
    this.end = end;
    random = new SplittableRandom(seed);
  }

  /** Asks each kind so often, in turn. */
  Searches run(int rounds) throws IOException, InterruptedException {
    Map<String, Function<String, String>> kinds = kinds();
    try (HttpClient client = HttpClient.newHttpClient()) {
      for (int round = 0; round < rounds; round++) {
        for (Map.Entry<String, Function<String, String>> kind : kinds.entrySet()) {
          String plate = plates.of(1 + random.nextLong(reads));
          long took = ask(client, kind.getValue().apply(plate));
          micros.computeIfAbsent(kind.getKey(), _ -> new ArrayList<>()).add(took / 1000);
        }
      }
    }
    return this;
  }

  /** Queries by a plate that was read. */
  private Map<String, Function<String, String>> kinds() {
    Map<String, Function<String, String>> kinds = new LinkedHashMap<>();
    kinds.put("whole", plate -> pattern(plate));
    kinds.put("wholeLookAlikes", plate -> pattern(plate) + "&lookAlikes=true");
    kinds.put("notThere", plate -> pattern("QQ" + plate.substring(2, 7)));
    kinds.put("end", plate -> pattern("*" + plate.substring(3)));
    kinds.put("middle", plate -> pattern("*" + plate.substring(2, 5) + "*"));
    kinds.put("beginning", plate -> pattern(plate.substring(0, 4) + "*"));
    kinds.put("cityAndMore", plate -> pattern(plate.substring(0, 3) + "*"));
    kinds.put("oneUnknown", plate -> pattern(plate.substring(0, 4) + "?" + plate.substring(5)));
    kinds.put("twoParts", plate -> pattern("*" + plate.substring(1, 4) + "?" + plate.substring(5)));
    kinds.put("wholeOfOneCamera", plate -> pattern(plate) + "&camera=gate-3");
    kinds.put("middleOfAnOldWeek", plate -> pattern("*" + plate.substring(2, 5) + "*") + week());
    kinds.put("shortOfADay", plate -> pattern("*" + plate.substring(5) + "*") + day());
    kinds.put("rareOfADay", plate -> pattern("藏?*" + plate.substring(6)) + day());
    kinds.put("allOfADay", plate -> day().substring(1));
    return kinds;
  }

  private static String pattern(String text) {
    return "plate=" + URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private String week() {
    Instant to = end.minusSeconds(86_400L * (8 + random.nextInt(12)));
    return "&from=" + to.minusSeconds(7 * 86_400L) + "&to=" + to;
  }

  private String day() {
    Instant to = end.minusSeconds(3_600L * random.nextInt(24 * 20));
    return "&from=" + to.minusSeconds(86_400) + "&to=" + to;
  }

  private long ask(HttpClient client, String query) throws IOException, InterruptedException {
    URI address = engine.resolve("api/v1/reads?limit=100&" + query);
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Authorization", "Bearer " + token).build();
    long began = System.nanoTime();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    long took = System.nanoTime() - began;
    if (answer.statusCode() != OK) {
      throw new BenchFailure(address + " -> " + answer.statusCode() + " " + answer.body());
    }
    return took;
  }

  /** How many there were. */
  int count() {
    return micros.values().stream().mapToInt(List::size).sum();
  }

  /** Of all of them, in milliseconds. */
  double p95Ms() {
    return millis(micros.values().stream().flatMap(List::stream).toList());
  }

  /** Of each kind. */
  Map<String, Double> p95MsByKind() {
    Map<String, Double> all = new LinkedHashMap<>();
    micros.forEach((kind, took) -> all.put(kind, millis(took)));
    return all;
  }

  private static double millis(List<Long> micros) {
    Long p95 = Percentiles.of(micros, 95);
    return p95 == null ? 0 : Math.round(p95 / 100.0) / 10.0;
  }
}
