package org.gatehouse.bench.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatehouse.bench.engine.EngineStatus;
import org.gatehouse.bench.receive.Delivered;

/** The figures of a demo run, in the order in which they are printed. */
record Tally(
    long seed,
    int cameras,
    int passages,
    int platesExact,
    int plateTruth,
    int faces,
    int openings,
    int eventsDelivered,
    long eventsPending) {
  static Tally of(
      long seed,
      int cameras,
      Verdict verdict,
      List<Delivered> delivered,
      EngineStatus.Outbox left) {
    return new Tally(
        seed,
        cameras,
        verdict.passages(),
        verdict.exact(),
        verdict.truth(),
        (int) delivered.stream().filter(Delivered::isFace).count(),
        DemoLane.opened(delivered).size(),
        delivered.size(),
        left.pending());
  }

  Map<String, Object> fields() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("seed", seed);
    fields.put("cameras", cameras);
    fields.put("passages", passages);
    fields.put("platesExact", platesExact);
    fields.put("plateTruth", plateTruth);
    fields.put("faces", faces);
    fields.put("openings", openings);
    fields.put("eventsDelivered", eventsDelivered);
    fields.put("eventsPending", eventsPending);
    return fields;
  }
}
