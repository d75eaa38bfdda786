package org.gatehouse.camera.simulator.onvif;

import static org.gatehouse.camera.onvif.xml.XmlText.escape;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.gatehouse.contract.time.Ticker;
import org.jspecify.annotations.Nullable;

/**
 * One simulated device. Its answers are owned by the event loop; a test may ask for counts and
 * operations from any thread.
 */
public final class SimulatedOnvifDevice implements OnvifResponder {
  private static final List<String> FOR_ANYONE =
      List.of("GetSystemDateAndTime", "GetWsdlUrl", "GetHostname");

  private final OnvifScript script;
  private final Ticker ticker;
  private final Gatekeeper gate;
  private final String endpoint = "urn:uuid:" + UUID.randomUUID();
  private final ConcurrentLinkedQueue<String> operations = new ConcurrentLinkedQueue<>();
  private final SimulatedEvents events;
  private final List<AnswerBook> books;

  SimulatedOnvifDevice(OnvifScript script, Ticker ticker, SimulatedEvents events) {
    this.script = script;
    this.ticker = ticker;
    this.gate = new Gatekeeper(script);
    this.events = events;
    this.books =
        List.of(
            new DeviceAnswers(script, this::time),
            new MediaAnswers(script),
            new PtzAnswers(),
            new ImagingAnswers());
  }

  /** Names of the operations that were asked for, oldest first. */
  public List<String> operations() {
    return List.copyOf(operations);
  }

  /** How often credentials were given and refused. */
  public int refusedLogins() {
    return gate.refusedLogins();
  }

  /** Refuses every login while true, as if its password were another. */
  public void refuseLogins(boolean refusing) {
    gate.refuseLogins(refusing);
  }

  /** Something happens at the device: told to whoever pulls. */
  public void happen(String topic, String item, String value) {
    events.happen(topic, item, value, Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS));
  }

  @Override
  public CompletableFuture<Said> answer(Asked asked) {
    operations.add(asked.name());
    if (script.has(OnvifFault.SILENT)) {
      return new CompletableFuture<>();
    }
    if (script.has(OnvifFault.GARBAGE)) {
      return now(Said.text(200, "<html><body>It works!"));
    }
    Said refusal = FOR_ANYONE.contains(asked.name()) ? null : gate.refusal(asked, time());
    if (refusal != null) {
      return now(refusal);
    }
    CompletableFuture<Said> event =
        script.has(OnvifFault.NO_EVENTS) ? null : events.answer(asked, script, time());
    return event == null ? now(known(asked)) : event;
  }

  private Said known(Asked asked) {
    for (AnswerBook book : books) {
      String body = book.answer(asked);
      if (body != null) {
        return Said.soap(body);
      }
    }
    return Said.fault(400, "ActionNotSupported", "no " + escape(asked.name()) + " here");
  }

  private static CompletableFuture<Said> now(Said said) {
    return CompletableFuture.completedFuture(said);
  }

  @Override
  public Said get(String path, String authorization) {
    if (!path.startsWith("/snapshot")) {
      return Said.text(404, "");
    }
    return gate.letsGet(authorization)
        ? new Said(200, "image/jpeg", StillPicture.jpeg(), List.of())
        : Said.challenge(gate.challenge());
  }

  @Override
  public Instant time() {
    return Instant.EPOCH.plus(ticker.epochMicros(), ChronoUnit.MICROS).plus(script.clockAhead());
  }

  @Override
  public String name() {
    return script.name();
  }

  @Override
  public String probeMatch(String base, String relatesTo) {
    return DiscoveryAnswers.match(endpoint, script.name(), base + DeviceAnswers.PATH, relatesTo);
  }

  /** Answers some operations; null for those it does not know. */
  interface AnswerBook {
    @Nullable String answer(Asked asked);
  }

  /** For faults that tell another time than the real one. */
  static Instant told(OnvifScript script, Instant real) {
    return script.has(OnvifFault.HOUR_OFF) ? real.plus(Duration.ofHours(1)) : real;
  }
}
